"""What holds for every reading, whatever the numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Measured, Outcome, judge
from laget.verdict.margin import stretches

sizes = st.floats(min_value=-2, max_value=2)
widths = st.floats(min_value=0.001, max_value=1)
margins = st.floats(min_value=0, max_value=1)


@st.composite
def effects(draw):
    """An estimate in the middle of two intervals, the 90 % inside the 95 %."""
    value, half90 = draw(sizes), draw(widths)
    half95 = half90 * draw(st.floats(min_value=1.01, max_value=1.5))
    return Measured(
        value=value, low95=value - half95, high95=value + half95, low90=value - half90, high90=value + half90
    )


def turned_round(effect):
    return Measured(
        value=-effect.value, low95=-effect.high95, high95=-effect.low95, low90=-effect.high90, high90=-effect.low90
    )


@given(effects(), margins)
def test_a_claim_that_something_falls_is_the_claim_that_its_opposite_rises(effect, margin):
    down = judge(measured=effect, margin=margin, direction=Direction.DOWN)
    assert down == judge(measured=turned_round(effect), margin=margin, direction=Direction.UP)


@given(effects(), margins)
def test_delivery_hides_neither_an_effect_nor_harm(effect, margin):
    up = Direction.UP
    done = judge(measured=effect, margin=margin, direction=up, delivered=1, threshold=0.5)
    undone = judge(measured=effect, margin=margin, direction=up, delivered=0, threshold=0.5)
    if done.outcome in (Outcome.HELD, Outcome.CLEARLY_HELD, Outcome.HARM):
        assert undone == done
    else:
        assert undone.outcome == Outcome.NOT_TRIED


@given(effects(), margins)
def test_harm_and_held_need_an_interval_that_leaves_out_zero(effect, margin):
    outcome = judge(measured=effect, margin=margin, direction=Direction.UP).outcome
    if outcome in (Outcome.HARM, Outcome.HELD, Outcome.CLEARLY_HELD):
        assert not effect.low95 <= 0 <= effect.high95
    if outcome == Outcome.NOTHING_WORTH_HAVING:
        assert -margin < effect.low90 <= effect.high90 < margin


@given(effects(), st.sampled_from(Direction), st.floats(min_value=0, max_value=1))
def test_the_stretches_say_what_judge_says_and_leave_no_gap(effect, direction, share):
    found = stretches(measured=effect, direction=direction, low=0.05, high=0.25)
    assert (found[0].low, found[-1].high) == (0.05, 0.25)
    for one, other in pairwise(found):
        assert one.high == other.low
        assert one.reading != other.reading
    for one in found:
        margin = one.low + share * (one.high - one.low)
        if one.low < margin < one.high:
            assert judge(measured=effect, margin=margin, direction=direction) == one.reading


@pytest.mark.parametrize("margin", [-0.1, float("nan"), float("inf")])
def test_a_margin_is_a_size(margin):
    with pytest.raises(VerdictError) as refused:
        judge(measured=None, margin=margin, direction=Direction.UP)
    assert refused.value.code == "negative_margin"


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": float("nan")},
        {"low95": float("nan")},
        {"high90": float("inf"), "high95": float("inf")},
        {"low95": -0.1, "low90": -0.2},
        {"high95": 0.1, "high90": 0.2},
        {"low90": 0.2, "high90": 0.1},
    ],
)
def test_intervals_are_numbers_that_lie_in_each_other(wrong):
    with pytest.raises(VerdictError) as refused:
        Measured(**({"value": 0.0, "low95": -0.4, "high95": 0.4, "low90": -0.3, "high90": 0.3} | wrong))
    assert refused.value.code == "bad_interval"


@pytest.mark.parametrize(("share", "threshold"), [(80, 0.5), (float("nan"), 0.5), (0.8, 50), (None, -0.1)])
def test_a_share_is_a_share(share, threshold):
    with pytest.raises(VerdictError) as refused:
        judge(measured=None, margin=0.1, direction=Direction.UP, delivered=share, threshold=threshold)
    assert refused.value.code == "bad_share"


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.2), (0.2, 0.1), (0.1, float("inf")), (float("nan"), 0.2)])
def test_a_range_of_margins_begins_before_it_ends(low, high):
    effect = Measured(value=0.0, low95=-0.4, high95=0.4, low90=-0.3, high90=0.3)
    with pytest.raises(VerdictError) as refused:
        stretches(measured=effect, direction=Direction.UP, low=low, high=high)
    assert refused.value.code == "bad_range"
