"""Which schools may be set side by side: one stated rule, the same both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from laget.mapping.likeness import TIMES, alike
from laget.mapping.team import Team

teams = st.builds(
    Team,
    year=st.just(2026),
    pupils=st.none() | st.integers(0, 900),
    stages=st.sampled_from(["", "1-7", "8-10", "1-10", "other"]),
)


@given(one=teams, other=teams)
def test_likeness_goes_both_ways_and_only_by_what_the_rule_names(one: Team, other: Team) -> None:
    assert alike(one, other) == alike(other, one)
    if alike(one, other):
        assert one.stages == other.stages != "" and one.pupils and other.pupils
        assert one.pupils <= TIMES * other.pupils and other.pupils <= TIMES * one.pupils


def test_half_as_many_again_is_alike_and_one_more_is_not() -> None:
    small = Team(year=2026, pupils=200, stages="1-7")
    assert alike(small, Team(year=2026, pupils=300, stages="1-7"))
    assert not alike(small, Team(year=2026, pupils=301, stages="1-7"))
    assert not alike(small, Team(year=2026, pupils=200, stages="1-10"))
    assert not alike(Team(year=2026), Team(year=2026)), "who does not say is like nobody"
