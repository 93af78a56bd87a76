"""A team that is written down and read again is the same team."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.mapping.teams import like, post, team, teams

from laget.mapping.snapshot import pack, seal, unpack
from laget.mapping.team import Profession


@settings(max_examples=50)
@given(teams)
def test_pack_unpack_is_the_same_team(one):
    ordered = replace(
        one,
        posts=tuple(sorted(one.posts, key=lambda post: post.key)),
        meetings=tuple(sorted(one.meetings, key=lambda meeting: meeting.id)),
        grade_teams=tuple(sorted(one.grade_teams, key=lambda team: team.key)),
        lines=tuple(sorted(one.lines, key=lambda line: (line.a, line.b))),
    )
    assert unpack(pack(one)) == ordered
    assert pack(unpack(pack(one))) == pack(one)


def test_the_order_of_writing_leaves_no_trace():
    one = team(*like(3))
    other = replace(one, posts=one.posts[::-1])
    assert seal(pack(one)) == seal(pack(other))
    assert seal(pack(one)) != seal(pack(replace(one, pupils=1)))


def test_a_snapshot_of_another_schema_is_not_read():
    body = json.loads(pack(team()))
    with pytest.raises(ValueError, match="map@2"):
        unpack(json.dumps({**body, "schema": "map@3"}))


def test_a_snapshot_from_when_the_caretaker_was_an_assistant_is_read_as_now():
    teacher, assistant = post("teacher", Profession.TEACHING, role="teacher"), post("assistant", role="assistant")
    caretaker = post("caretaker", Profession.OTHER)
    written = json.loads(pack(team(assistant, replace(caretaker, profession=Profession.ASSISTANCE), teacher)))
    assert unpack(json.dumps({**written, "schema": "map@1"})).posts == (assistant, caretaker, teacher)
    # Since then an assistant outside the register is what somebody has said it is.
    assert unpack(json.dumps(written)).posts[1].profession is Profession.ASSISTANCE
