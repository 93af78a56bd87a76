"""The report's schools, put in maps, read as the report reads them; and what it does not say stays unknown."""

import pytest

from laget.content import shelf
from laget.content.live_maps import live_team
from laget.mapping.bound_time import bound_share
from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time, pupils_per
from laget.mapping.ideal_type import OWNER_SUPPORT, PPT_ELEMENT, read_ideal_type, social_and_health
from laget.mapping.missing import Shows, missing
from laget.mapping.strategy import read_strategy
from laget.mapping.team import IdealType, Leading, Profession

ROLES = shelf.roles()
SERVICES = {id for id, role in ROLES.items() if role.service}
LIVE = {live.id: live for live in shelf.live_maps()}
TEAMS = {
    id: live_team(live, shelf.portrait(id), roles=ROLES, language="nb") for id, live in LIVE.items()
}


def reading(id):
    return read_ideal_type(TEAMS[id], services=SERVICES)


def mark(found, id):
    return next(mark.holds for mark in found.marks if mark.id == id)


def test_all_five_are_there():
    assert list(LIVE) == [portrait.id for portrait in shelf.portraits()] == list("abcde")


@pytest.mark.parametrize(
    ("id", "kind", "elements"),
    [
        ("a", IdealType.TRADITIONAL, ()),
        ("b", IdealType.TRADITIONAL, (OWNER_SUPPORT,)),
        ("c", IdealType.TRADITIONAL, (IdealType.EXPERT,)),
        ("d", IdealType.TRADITIONAL, (PPT_ELEMENT,)),
        ("e", IdealType.INTEGRATED, ()),
    ],
)
def test_five_schools_read_as_the_report(id, kind, elements):
    found = reading(id)
    assert (found.kind, found.elements, found.cannot_tell) == (kind, elements, "")


def test_a_meeting_whose_rhythm_is_not_told_leaves_that_mark_open():
    assert mark(reading("d"), "table_of_services") is None


@pytest.mark.parametrize(
    ("id", "least", "most"),
    [("a", 0.234, 0.234), ("b", 0.272, 0.661), ("c", 0.437, 0.437), ("d", 0, 0), ("e", 2.222, 2.222)],
)
def test_social_and_health_workers_to_two_hundred_pupils(id, least, most):
    there = social_and_health(TEAMS[id])
    pupils = TEAMS[id].pupils / 200
    assert there.low / pupils == pytest.approx(least, abs=0.001)
    assert there.high / pupils == pytest.approx(most, abs=0.001)


def test_strategies_are_as_the_report_has_them_or_cannot_be_told():
    assert read_strategy(TEAMS["d"]).kind in {Leading.PEDAGOGICAL, None}
    assert read_strategy(TEAMS["e"]).kind in {Leading.SOCIAL_PEDAGOGICAL, None}
    assert {read_strategy(TEAMS[id]).kind for id in "abc"} == {None}


def test_what_the_report_says_of_assistants_shows_in_the_marks():
    assert mark(read_strategy(TEAMS["d"]), "assistants_under_sfo") is True
    assert mark(read_strategy(TEAMS["d"]), "ppt_at_school") is True
    assert mark(read_strategy(TEAMS["e"]), "class_review") is True
    assert mark(read_strategy(TEAMS["e"]), "social_primary") is True


@pytest.mark.parametrize("id", "abcde")
def test_numbers_are_the_portraits_own(id):
    """What the portrait leaves open is open here, and nothing else is written."""
    portrait, rows = shelf.portrait(id), zip(LIVE[id].posts, TEAMS[id].posts, strict=True)
    printed = {post.id: post for post in portrait.posts}
    for row, post in rows:
        assert (post.count, post.fraction) == (printed[row.post].count, printed[row.post].fraction)
        assert post.bound is None or row.bound_hours
        assert post.hours == ()


def test_how_large_the_assistants_posts_are_stays_unknown():
    assistants = full_time(TEAMS["e"], role="assistant")
    assert assistants == Bounds(low=0, high=12, known=0, of=12)
    assert pupils_per(TEAMS["e"], role="assistant") == Bounds(low=15, high=None, known=0, of=12)
    assert pupils_per(TEAMS["a"], role="assistant").low == 0
    assert Shows.FULL_TIME not in missing(TEAMS["e"]).enough_for


def test_fifteen_hours_bound_to_decisions_are_two_fifths_of_a_week():
    therapist = next(post for post in TEAMS["e"].posts if post.role == "miljoterapeut")
    assert therapist.bound == 0.4
    assert bound_share(TEAMS["e"], profession=Profession.ASSISTANCE) == Bounds(low=0, high=1, known=0, of=12)


def test_nobody_at_work_is_not_covered_and_nothing_more_is_told():
    away = {id: [post.role for post in one.posts if not post.covered] for id, one in TEAMS.items()}
    assert away["a"] == ["school-nurse", "ppt"]
    assert away["d"] == ["school-nurse"]
    assert away["e"] == []
