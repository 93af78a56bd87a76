"""One year against another, one school beside another, and who stayed."""

from dataclasses import replace

import pytest
from tests.mapping.teams import like, post, team

from laget.mapping.bounds import Bounds
from laget.mapping.compare import compare
from laget.mapping.likeness import alike
from laget.mapping.team import Profession
from laget.mapping.turnover import turnover


def row(rows, measure, group=None):
    return next(one for one in rows if (one.measure, one.group) == (measure, group))


def test_a_year_beside_another():
    earlier = team(*like(10, fraction=0.5, bound=1.0), pupils=100)
    later = replace(team(*like(10, fraction=0.8, bound=0.5), pupils=100), year=2027)
    rows = compare(earlier, later)
    assert {one.group for one in rows} == {None, Profession.ASSISTANCE}
    whole = row(rows, "full_time")
    assert (whole.earlier.low, whole.later.low, whole.comparable) == (5.0, pytest.approx(8.0), True)
    assert row(rows, "pupils_per", Profession.ASSISTANCE).earlier.exact
    assert row(rows, "bound_share").later.low == pytest.approx(0.5)


def test_years_of_which_too_differently_much_is_known_are_not_compared():
    earlier = team(*like(10, fraction=0.5))
    later = team(*like(7, fraction=0.5), *like(3, start=7))
    rows = compare(earlier, later)
    assert not row(rows, "full_time").comparable
    assert not row(rows, "pupils_per").comparable
    assert row(compare(earlier, team(*like(8, fraction=0.5), *like(2, start=8))), "full_time").comparable


def test_a_group_that_one_year_has_is_not_compared():
    rows = compare(team(), team(*like(2, fraction=1.0), pupils=9))
    assert row(rows, "full_time", Profession.ASSISTANCE).comparable is False
    assert row(rows, "pupils_per", Profession.ASSISTANCE).earlier is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((200, "1-7"), (300, "1-7"), True),
        ((200, "1-7"), (301, "1-7"), False),
        ((200, "1-7"), (200, "1-10"), False),
        ((200, ""), (200, ""), False),
        ((None, "1-7"), (200, "1-7"), False),
    ],
)
def test_alike_is_the_same_stages_and_nearly_as_many_pupils(one, other, expected):
    teams = [team(pupils=pupils, stages=stages) for pupils, stages in (one, other)]
    assert alike(*teams) is alike(*teams[::-1]) is expected


def test_who_stayed():
    before = team(*like(6), post("line", count=3))
    after = replace(before, posts=(replace(before.posts[0], holder="new"), *before.posts[1:], post("added")))
    assert turnover(before, after) == Bounds(low=1, high=4, known=6, of=9)
    assert turnover(before, after, profession=Profession.TEACHING) is None
    few = team(*like(4))
    assert turnover(few, replace(few, posts=tuple(replace(one, holder="new") for one in few.posts))) is None
