"""The report's five schools as maps in the demo: what the portraits say, and nothing more."""

from __future__ import annotations

import pytest
from tests.cast import A_DAY, AT
from tests.team.test_deeds import rows

from laget.content import shelf
from laget.content.live_maps import live_team
from laget.front import demo
from laget.mapping.bound_time import bound_share
from laget.mapping.full_time import full_time
from laget.mapping.ideal_type import read_ideal_type
from laget.mapping.team import Profession, Team
from laget.people import audit
from laget.schools.queries import school_with_code
from laget.team.models import NotCovered, Release, TeamMap
from laget.team.queries import released_page
from laget.team.queries.team_of import map_of, team_of


@pytest.fixture
def maps(cast) -> dict[str, Team]:
    """The teams of the five schools as the database has them, by portrait."""
    demo.load_maps(at=AT)
    five = (demo.A, demo.B, demo.C, demo.D, demo.E)
    return {one.portrait: team_of(map_of(school_with_code(one.school), 2014), on=AT.date()) for one in five}


def test_the_maps_say_what_the_portraits_say(maps):
    roles = shelf.roles()
    for live in shelf.live_maps():
        told = live_team(live, shelf.portrait(live.id), roles=roles, language="nb")
        stored = maps[live.id]
        assert (stored.pupils, stored.stages) == (told.pupils, told.stages)
        for post, was in zip(stored.posts, told.posts, strict=True):
            for field in ("role", "count", "place", "days", "covered", "led_by", "owner_provided"):
                assert getattr(post, field) == getattr(was, field), (live.id, was.key, field)
            # The table keeps thousandths.
            assert post.fraction == (None if was.fraction is None else pytest.approx(was.fraction, abs=0.0005))
        assert {one.name for one in stored.meetings} == {one.name for one in told.meetings}


def test_the_ideal_types_are_read_from_the_database_as_from_the_portraits(maps):
    roles = shelf.roles()
    services = [role.id for role in roles.values() if role.service]
    for live in shelf.live_maps():
        told = live_team(live, shelf.portrait(live.id), roles=roles, language="nb")
        read, meant = (read_ideal_type(team, services=services) for team in (maps[live.id], told))
        assert (read.kind, read.elements) == (meant.kind, meant.elements), live.id


def test_what_the_report_does_not_say_stays_unknown(maps):
    assistants = full_time(maps["e"], profession=Profession.ASSISTANCE)
    assert assistants.low == 0 and not assistants.exact, "twelve assistants, and nobody says how large their posts are"
    assert not any(post.hours for team in maps.values() for post in team.posts)
    share = bound_share(maps["e"], profession=Profession.ASSISTANCE)
    assert share is not None and (share.low, share.high) == (0, 1)


def test_a_and_e_are_shared_and_the_others_are_drafts(maps):
    opened = TeamMap.objects.with_scopes_disabled().filter(opened_at__isnull=False)
    released = Release.objects.with_scopes_disabled().select_related("snapshot", "map")
    codes = {"skole-a", "skole-e"}
    assert {one.school.code for one in opened} == {one.map.school.code for one in released} == codes
    for release in released:
        assert released_page(release, language="nb").cells


def test_the_nurse_of_school_a_is_not_covered_and_why_is_nowhere(maps):
    gaps = NotCovered.objects.with_scopes_disabled()
    (gap,) = gaps.filter(post__role="school-nurse", post__map__school__code="skole-a")
    assert (gap.starts, gap.ends, gap.substitute) == (demo.FIRST_SCHOOL_DAY, None, False)


def test_loaded_again_nothing_changes(maps):
    before = rows()
    demo.load_maps(at=AT + A_DAY)
    assert rows() == before
    assert audit.verify() == ()
