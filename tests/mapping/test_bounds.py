"""What nobody has said widens a number and never counts as nought."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mapping.teams import like, post, posts, team

from laget.mapping.bounds import NOTHING, Bounds
from laget.mapping.full_time import full_time, pupils_per
from laget.mapping.presence import presence
from laget.mapping.team import Place, Profession


def inside(narrow: Bounds, wide: Bounds) -> bool:
    return narrow.low >= wide.low - 1e-9 and (
        wide.high is None or (narrow.high is not None and narrow.high <= wide.high + 1e-9)
    )


def test_unknown_is_never_zero():
    unknown = team(post("one"), post("three", count=3), pupils=100)
    assert full_time(unknown) == Bounds(low=0, high=4, known=0, of=4)
    assert pupils_per(unknown) == Bounds(low=25, high=None, known=0, of=4)
    assert full_time(team(post("some", count=None, fraction=1.0))) == Bounds(low=0, high=None, known=0, of=1)
    assert all(day.posts == Bounds(low=0, high=4, known=0, of=4) for day in presence(unknown))


def test_what_is_said_is_counted():
    said = team(*like(19, Profession.TEACHING, fraction=1.0), *like(12, fraction=0.5), post("nurse"), pupils=180)
    assert full_time(said, profession=Profession.TEACHING) == Bounds(low=19, high=19, known=19, of=19)
    assert full_time(said) == Bounds(low=25, high=26, known=31, of=32)
    assert pupils_per(said, profession=Profession.TEACHING) == Bounds(low=180 / 19, high=180 / 19, known=19, of=19)
    assert pupils_per(said, role="school-nurse") is None
    assert pupils_per(replace(said, pupils=None)) is None


def test_who_is_there_on_a_wednesday():
    there = team(
        post("here", count=2, days=frozenset({0, 2})),
        post("never", days=frozenset()),
        post("not said", place=Place.HERE),
        post("away", days=frozenset({2}), covered=False),
    )
    monday, tuesday, wednesday, *_ = (day.posts for day in presence(there))
    assert wednesday == monday == Bounds(low=2, high=3, known=4, of=5)
    assert tuesday == Bounds(low=0, high=1, known=4, of=5)


def test_a_share_of_nothing_is_whole():
    assert NOTHING.share == 1
    assert Bounds(low=0, high=1, known=1, of=4).share == 0.25
    assert NOTHING.exact


@settings(max_examples=60)
@given(posts, st.integers(1, 20), st.integers(1, 20), st.frozensets(st.integers(0, 4)))
def test_more_knowledge_never_widens_bounds(unsaid, count, twentieths, days):
    """Whatever a post turns out to be was within what was told before it was said."""
    less = replace(unsaid, count=None, fraction=None, days=None)
    steps = [less]
    for more in ({"count": count}, {"fraction": twentieths / 20}, {"days": days}):
        steps.append(replace(steps[-1], **more))
    for before, after in pairwise(team(step, pupils=100) for step in steps):
        assert inside(full_time(after), full_time(before))
        assert inside(pupils_per(after), pupils_per(before))
        for one, other in zip(presence(after), presence(before), strict=True):
            assert inside(one.posts, other.posts)
        assert full_time(after).share >= full_time(before).share
