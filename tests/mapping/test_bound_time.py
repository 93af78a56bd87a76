"""How much of the time is bound, with every unknown at both of its ends."""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mapping.teams import post, team

from laget.mapping.bound_time import bound_share
from laget.mapping.team import Profession

ends = st.sampled_from([None, 0.1, 0.5, 1.0])


def test_a_share_is_weighted_by_the_size_of_the_posts():
    share = bound_share(team(post("whole", fraction=1.0, bound=0.0), post("half", fraction=0.5, bound=1.0)))
    assert (share.low, share.high, share.known, share.of) == (0.5 / 1.5, pytest.approx(0.5 / 1.5), 2, 2)


def test_what_is_not_said_may_be_all_or_nothing():
    share = bound_share(team(post("said", fraction=1.0, bound=0.5), post("not", fraction=1.0)))
    assert (share.low, share.high, share.known, share.of) == (0.25, 0.75, 1, 2)
    small = bound_share(team(post("said", fraction=1.0, bound=0.5), post("size", bound=1.0)))
    assert (small.low, small.high) == (0.5, 0.75)
    many = bound_share(team(post("said", fraction=1.0, bound=0.5), post("many", count=None, bound=1.0)))
    assert (many.low, many.high) == (0.5, 1.0)


def test_there_is_no_share_of_nobody():
    assert bound_share(team(post("one")), profession=Profession.HEALTH) is None


@settings(max_examples=80)
@given(st.lists(st.tuples(ends, ends), min_size=1, max_size=4))
def test_the_ends_are_those_of_trying_every_corner(said):
    posts = [post(str(at), fraction=fraction, bound=bound) for at, (fraction, bound) in enumerate(said)]
    share = bound_share(team(*posts))
    corners = product(
        *(
            product([fraction] if fraction else [1e-12, 1.0], [bound] if bound is not None else [0.0, 1.0])
            for fraction, bound in said
        )
    )
    tried = [sum(size * part for size, part in corner) / sum(size for size, _ in corner) for corner in corners]
    assert share.low == pytest.approx(min(tried), abs=1e-9)
    assert share.high == pytest.approx(max(tried), abs=1e-9)


def test_saying_more_narrows_it():
    steps = [post("a"), post("a", fraction=0.5), post("a", fraction=0.5, bound=0.4)]
    shares = [bound_share(team(step, post("b", fraction=1.0, bound=1.0))) for step in steps]
    assert all(more.low >= less.low and more.high <= less.high for less, more in pairwise(shares))
    assert shares[-1].exact or shares[-1].low == pytest.approx(shares[-1].high)
