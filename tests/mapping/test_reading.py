"""A reading tells what it can, and says so where the ends of what is known point both ways."""

from dataclasses import replace

import pytest
from tests.mapping.teams import like, post, team

from laget.mapping.bounds import Bounds
from laget.mapping.ideal_type import PPT_ELEMENT, read_ideal_type
from laget.mapping.reading import above, any_of
from laget.mapping.strategy import AD_HOC, read_ad_hoc, read_strategy
from laget.mapping.team import ArenaRole, IdealType, Leading, LedBy, Level, Meeting, Place, Profession, Ring

SERVICES = {"ppt", "speech-therapist", "bup"}
SOCIAL = {"profession": Profession.SOCIAL, "ring": Ring.PRIMARY, "ring_chosen": True, "place": Place.HERE}


def table(*roles, times=10, **said):
    members = tuple(ArenaRole(role=role.rstrip("*"), always=not role.endswith("*")) for role in roles)
    return Meeting(id="m", name="m", times_a_year=times, roles=members, **said)


def kind(*posts, pupils=400, meetings=()):
    return read_ideal_type(team(*posts, pupils=pupils, meetings=meetings), services=SERVICES)


def worker(**said):
    return replace(post("worker"), **(SOCIAL | {"fraction": 1.0} | said))


def test_reading_says_cannot_tell_when_the_ends_differ():
    assert kind(worker(count=2)).kind == IdealType.INTEGRATED
    assert kind(worker()).kind == IdealType.TRADITIONAL
    either = kind(worker(count=2, fraction=None))
    assert (either.kind, either.cannot_tell) == (None, "social_at_school")
    assert kind(worker(count=1, fraction=None)).kind == IdealType.TRADITIONAL
    assert kind(worker(count=2), pupils=None).cannot_tell == "social_at_school"
    assert kind().cannot_tell == "no_posts"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"place": None}, None),
        ({"ring": None}, None),
        ({"place": Place.VISITING}, IdealType.TRADITIONAL),
        ({"ring": Ring.SECONDARY}, IdealType.TRADITIONAL),
        ({"role": "school-nurse", "profession": Profession.HEALTH}, IdealType.TRADITIONAL),
        ({"profession": Profession.HEALTH}, IdealType.INTEGRATED),
        ({"profession": Profession.TEACHING}, IdealType.TRADITIONAL),
    ],
)
def test_only_social_and_health_workers_who_belong_there_count(said, expected):
    assert kind(worker(count=2, **said)).kind == expected


@pytest.mark.parametrize(
    ("meeting", "holds"),
    [
        (table("ppt", "speech-therapist"), True),
        (table("ppt", "bup*"), False),
        (table("ppt", "speech-therapist", times=9), False),
        (table("ppt", "speech-therapist", times=None), None),
        (table(), None),
        (table("ppt", "speech-therapist", about_pupil=True), False),
        (table("ppt", "speech-therapist", level=Level.MUNICIPAL), False),
    ],
)
def test_services_at_one_table(meeting, holds):
    found = kind(worker(), meetings=(meeting,))
    assert next(mark.holds for mark in found.marks if mark.id == "table_of_services") is holds
    assert (IdealType.EXPERT in found.elements) is bool(holds)


@pytest.mark.parametrize(
    ("said", "meetings", "holds"),
    [
        ({"place": Place.HERE, "days": frozenset({0, 3})}, (), True),
        ({"place": Place.VISITING, "days": frozenset({0})}, (), False),
        ({"place": Place.VISITING}, (), None),
        ({"place": Place.ELSEWHERE}, (), False),
        ({"place": Place.VISITING}, (table("ppt", times=76),), True),
        ({"place": Place.VISITING}, (table("ppt", "principal", times=76),), None),
    ],
)
def test_ppt_at_school_two_days_a_week(said, meetings, holds):
    adviser = replace(post("ppt", Profession.TEACHING, role="ppt"), **said)
    found = kind(worker(), adviser, meetings=meetings)
    assert next(mark.holds for mark in found.marks if mark.id == "ppt_at_school") is holds
    assert (PPT_ELEMENT in found.elements) is bool(holds)


def test_a_number_is_over_a_limit_only_where_both_ends_are():
    def told(low, high):
        return above(Bounds(low=low, high=high, known=1, of=1), 0.5)

    assert [told(0.6, 1), told(0, 0.5), told(0.4, 0.6), told(0.6, None), told(0.4, None), above(None, 1)] == [
        True, False, None, True, None, None,
    ]  # fmt: skip
    assert any_of([None, False]) is None


def assistants(bound, led_by, number=4):
    return like(number, fraction=1.0, bound=bound, led_by=led_by)


REVIEW = Meeting(id="r", name="r", kind="class-review")
PPT_HERE = post("ppt", Profession.TEACHING, role="ppt", place=Place.HERE)
SPECIAL = post("special", Profession.TEACHING, role="special-educator", ring=Ring.PRIMARY)


def test_a_school_led_pedagogically():
    found = read_strategy(team(*assistants(0.9, LedBy.SFO), PPT_HERE, SPECIAL))
    assert found.kind == Leading.PEDAGOGICAL


def test_a_school_led_social_pedagogically():
    found = read_strategy(team(*assistants(0.1, LedBy.LEADERSHIP), worker(), meetings=(REVIEW,)))
    assert found.kind == Leading.SOCIAL_PEDAGOGICAL


def test_a_strategy_needs_three_marks_and_a_lead_of_two():
    assert read_strategy(team(*assistants(0.9, LedBy.SFO))).cannot_tell == "few_marks"
    even = team(*assistants(0.9, LedBy.SFO), PPT_HERE, worker(), meetings=(REVIEW,))
    assert read_strategy(even).cannot_tell == "even"
    assert read_strategy(team()).cannot_tell == "few_marks"


def test_leaders_are_told_where_half_of_the_assistants_are():
    found = read_strategy(team(*assistants(None, LedBy.SFO, 1), *like(2, start=1)))
    assert found.marks[0].holds is None
    mixed = read_strategy(team(*assistants(None, LedBy.SFO, 2), *like(1, start=2, led_by=LedBy.OTHER)))
    assert mixed.marks[0].holds is False


def test_ad_hoc_needs_two_years():
    loose = team(*like(4, covered=False), meetings=(Meeting(id="m", name="m"),))
    later = replace(loose, year=2027)
    assert read_ad_hoc(loose, later).kind == AD_HOC
    assert read_ad_hoc(loose, loose).cannot_tell == "one_year"
    settled = replace(later, posts=tuple(replace(one, ring_chosen=True, covered=True) for one in later.posts))
    assert read_ad_hoc(loose, settled).cannot_tell == "not_ad_hoc"
    assert read_ad_hoc(team(), replace(team(), year=2027)).cannot_tell == "few_marks"
