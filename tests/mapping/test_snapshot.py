"""A team that is written down and read again is the same team."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.mapping.teams import like, team, teams

from laget.mapping.snapshot import pack, seal, unpack


@settings(max_examples=50)
@given(teams)
def test_pack_unpack_is_the_same_team(one):
    ordered = replace(
        one,
        posts=tuple(sorted(one.posts, key=lambda post: post.key)),
        meetings=tuple(sorted(one.meetings, key=lambda meeting: meeting.id)),
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
    with pytest.raises(ValueError, match="map@1"):
        unpack(json.dumps({**body, "schema": "map@2"}))
