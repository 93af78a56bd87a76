"""What holds for every guard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.verdict.test_judge import effects, margins, turned_round

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.guard import GuardOutcome, read_guard


@given(effects(), margins)
def test_a_guard_that_falls_is_the_guard_that_its_opposite_rises(effect, margin):
    down = read_guard(measured=effect, margin=margin, worse=Direction.DOWN)
    assert down == read_guard(measured=turned_round(effect), margin=margin, worse=Direction.UP)


@given(effects(), margins)
def test_only_a_kept_guard_is_without_alarm(effect, margin):
    reading = read_guard(measured=effect, margin=margin, worse=Direction.UP)
    assert reading.alarm == (effect.high90 >= margin)
    assert (reading.outcome is GuardOutcome.BROKEN) == (effect.low90 > margin)


@given(effects(), margins, st.floats(min_value=0, max_value=1))
def test_putting_up_with_more_never_breaks_a_guard(effect, margin, more):
    order = [GuardOutcome.BROKEN, GuardOutcome.NOT_SHOWN, GuardOutcome.KEPT]
    one, other = (read_guard(measured=effect, margin=m, worse=Direction.UP) for m in (margin, margin + more))
    assert order.index(one.outcome) <= order.index(other.outcome)


@pytest.mark.parametrize("margin", [-0.1, float("nan"), float("inf")])
def test_what_a_guard_puts_up_with_is_a_size(margin):
    with pytest.raises(VerdictError) as refused:
        read_guard(measured=None, margin=margin, worse=Direction.UP)
    assert refused.value.code == "bad_guard_margin"
