"""Two one-sided tests say what the 90 % interval says."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laget.trial.equivalence import equivalence, equivalence_by_draws
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient
from laget.trial.permute import permute
from laget.trial.randomisation_space import space_of


def coefficient(estimate=0.1, se=0.2, df=18.0):
    return Coefficient(term="t", estimate=estimate, se=se, df=df, t=0, p=1, low=0, high=0)


def small_test():
    columns = {"school": np.arange(8), "arm": np.tile([0, 1], 4), "score": np.array([3, 4, 2, 5, 6, 6, 1, 2.5])}
    trial = {"columns": columns, "treatment": "arm", "cluster": "school"}
    return permute(**trial, outcome="score", space=space_of(**trial))


@given(estimate=st.floats(-1, 1), se=st.floats(0.01, 1), df=st.floats(1, 100), margin=st.floats(0.01, 3))
def test_p_of_a_twentieth_is_a_90_per_cent_interval_inside_the_margin(estimate, se, df, margin):
    one = coefficient(estimate, se, df)
    low, high = one.interval(level=0.9)
    assume(min(abs(low + margin), abs(high - margin)) > 1e-9)
    assert (equivalence(coefficient=one, margin=margin).p < 0.05) == (-margin < low and high < margin)


def test_the_sign_of_the_effect_swaps_the_two_tests():
    one, other = (equivalence(coefficient=coefficient(estimate), margin=0.5) for estimate in (0.1, -0.1))
    assert (one.p_above, one.p_below) == pytest.approx((other.p_below, other.p_above))
    assert one.p == one.p_below


def test_by_draws_each_p_is_counted():
    """With a margin that no allocation reaches, only the one that fell is as far out."""
    null = small_test().null
    assert equivalence_by_draws(null=null, margin=100).p == 1 / 70
    close = equivalence_by_draws(null=null, margin=1e-9)
    assert close.p_above + close.p_below == pytest.approx(1, abs=0.2)
    assert close.p == max(close.p_above, close.p_below)


@pytest.mark.parametrize("margin", [0, -0.1, float("nan"), float("inf")])
def test_a_margin_that_is_no_size(margin):
    for asked in (
        lambda: equivalence(coefficient=coefficient(), margin=margin),
        lambda: equivalence_by_draws(null=small_test().null, margin=margin),
    ):
        with pytest.raises(TrialError) as caught:
            asked()
        assert caught.value.code == "negative_margin"
