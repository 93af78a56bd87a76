"""Made-up teams: always the same for a seed, with gaps, and such as a map can hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from laget.content import shelf
from laget.mapping.made_up import made_up_team
from laget.mapping.snapshot import pack, unpack
from laget.mapping.team import Team


def team(posts: int = 60, seed: int = 1) -> Team:
    return made_up_team(posts=posts, year=2026, roles=shelf.roles(), rng=np.random.default_rng(seed))


def test_a_seed_makes_one_team():
    assert pack(team()) == pack(team())
    assert pack(team()) != pack(team(seed=2))


@settings(max_examples=25, deadline=None)
@given(posts=some.integers(1, 120), seed=some.integers(0, 2**32))
def test_a_made_up_team_is_one_that_a_map_can_hold(posts, seed):
    made = team(posts, seed)
    assert len(made.posts) == len({post.key for post in made.posts}) == posts
    assert {post.role for post in made.posts} <= set(shelf.roles())
    for post in made.posts:
        assert post.profession is shelf.roles()[post.role].profession
        assert post.fraction is None or 0 < post.fraction <= 1
        assert post.bound is None or 0 <= post.bound <= 1
        assert post.days is None or post.days <= set(range(5))
    assert {role for line in made.lines for role in (line.a, line.b)} <= {post.role for post in made.posts}
    assert all(line.a < line.b for line in made.lines)
    assert pack(unpack(pack(made))) == pack(made)


def test_real_lists_have_gaps_and_so_has_a_made_up_team():
    posts = team(400).posts
    for said in ("fraction", "place", "days"):
        unsaid = sum(getattr(post, said) is None for post in posts)
        assert 0 < unsaid < len(posts) / 2, said
    assert 0 < sum(not post.covered for post in posts) < 40


def test_a_team_has_somebody_in_it():
    with pytest.raises(ValueError, match="at least one post"):
        team(0)
