"""A whole map written at once says what the team says, and is left as it is when it is there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.cast import AT
from tests.team.test_deeds import rows

from laget.content import shelf
from laget.mapping.made_up import made_up_team
from laget.mapping.snapshot import pack
from laget.mapping.team import HourKind, HourUse, LedBy, Team
from laget.people import audit
from laget.schools.queries import school_with_code
from laget.team.models import TeamMap
from laget.team.operations.whole_map import write_whole_map
from laget.team.queries.team_of import team_of


def a_team() -> Team:
    made = made_up_team(posts=40, year=2014, roles=shelf.roles(), rng=np.random.default_rng(3))
    first, second, *rest = made.posts
    told = replace(
        first, led_by=LedBy.SFO, hours=(HourUse(kind=HourKind.GUIDANCE, planned=2.0, real=None),)
    )
    # A ring is the school's for the whole role, so the posts of a role agree on it.
    nobody = replace(second, count=None, covered=False)
    posts = tuple(replace(post, ring_chosen=False) for post in (told, nobody, *rest))
    return replace(made, posts=posts)


def write(team: Team) -> TeamMap | None:
    return write_whole_map(
        school=school_with_code("skole-a"),
        team=team,
        origin="portrait",
        not_covered_from=AT.date(),
        opened=True,
        release=True,
        at=AT,
    )


def test_what_is_written_is_read_again_as_the_same_team(cast):
    team = a_team()
    assert pack(team_of(write(team), on=AT.date())) == pack(team)
    assert audit.verify() == ()


def test_a_map_that_is_there_is_left_as_it_is(cast):
    write(a_team())
    before = rows()
    assert write(replace(a_team(), pupils=1)) is None
    assert rows() == before
