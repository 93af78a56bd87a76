"""The effect of what was received: what it reduces to, what it refuses, and when its interval has an end."""

from math import inf, isinf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit

from laget.trial.anderson_rubin import anderson_rubin
from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand
from laget.trial.estimate import estimate
from laget.trial.estimator import MixedModel, Regression
from laget.trial.instrumental_fit import STRONG, fit_instrumental
from laget.trial.least_squares_fit import fit_least_squares


def trial(seed: int = 1, *, strength: float = 1.5) -> dict[str, np.ndarray]:
    """Fourteen schools, arms in turn; who likes it receives it more often, and scores higher anyhow."""
    rng = np.random.default_rng(seed)
    school = np.repeat(np.arange(14), rng.integers(4, 9, 14))
    liking = rng.normal(size=school.size) + 0.5 * rng.normal(size=14)[school]
    team = school % 2
    got = (liking + strength * team > 0.7).astype(float)
    score = 2 * got + liking + rng.normal(size=school.size)
    return {
        "school": school.astype(float),
        "arm": np.array(["usual", "team"])[team],
        "got": got,
        "liking": liking,
        "score": score,
    }


ASKED = {"outcome": "score", "treatment": "arm", "reference": "usual", "cluster": "school"}


def fitted(columns, **changes):
    return fit_instrumental(**({"columns": columns, "received": "got"} | ASKED | changes))


def test_the_declaration_asks_for_it():
    columns = trial()
    estimand = Estimand(
        outcome="score", treatment="arm", reference="usual", arms=("team",), whom="all", when="spring", received="got"
    )
    by = Regression(name="regression", cluster="school", covariates=("liking",))
    assert estimate(columns=columns, estimand=estimand, estimator=by) == fitted(columns, covariates=("liking",))
    with pytest.raises(TrialError) as caught:
        estimate(columns=columns, estimand=estimand, estimator=MixedModel(name="mixed", levels=("school",)))
    assert caught.value.code == "received_needs_regression"


@given(seed=st.integers(0, 1000), slope=st.floats(0.2, 5), shift=st.floats(-9, 9))
@settings(max_examples=15, deadline=None)
def test_it_is_the_arms_effect_over_the_difference_in_what_was_received(seed, slope, shift):
    columns = trial(seed)
    fit = fitted(columns)
    assert fit.coefficient("got").estimate == pytest.approx(fit.reduced_form.estimate / fit.first_stage.estimate)
    itt = fit_least_squares(columns=columns, **ASKED).coefficient("armteam")
    assert fit.reduced_form == itt
    # A dose in other units is the same effect in those units.
    columns["got"] = shift + columns["got"] / slope
    other = fitted(columns)
    assert other.coefficient("got").estimate == pytest.approx(slope * fit.coefficient("got").estimate)
    assert other.f == pytest.approx(fit.f)
    for ours, theirs in zip(other.anderson_rubin, fit.anderson_rubin, strict=True):
        assert ours == pytest.approx([slope * end for end in theirs], rel=1e-6)


@given(
    effects=st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
    spread=st.tuples(st.floats(0.1, 3), st.floats(0.1, 3), st.floats(-0.95, 0.95)),
    c=st.floats(0.5, 4),
)
def test_anderson_rubin_keeps_what_the_test_keeps(effects, spread, c):
    (outcome, received), (a, b, r) = effects, spread
    stretches = anderson_rubin(outcome=outcome, received=received, variances=(a**2, r * a * b, b**2), critical=c)
    for effect in np.concatenate((-np.logspace(4, -2, 60), np.logspace(-2, 4, 60))):
        t = (outcome - effect * received) / np.sqrt(a**2 - 2 * effect * r * a * b + (effect * b) ** 2)
        if abs(abs(t) - c) > 1e-6:
            assert (abs(t) < c) == any(low <= effect <= high for low, high in stretches)
    # An end on both sides, exactly where the arm moved what was received.
    if abs(abs(received / b) - c) > 1e-6:
        assert (abs(received / b) > c) == (len(stretches) == 1 and not any(map(isinf, stretches[0])))


def test_right_at_the_edge_one_end_is_infinite():
    assert anderson_rubin(outcome=3.0, received=2.0, variances=(1.0, 0.0, 1.0), critical=2.0) == ((5 / 12, inf),)
    assert anderson_rubin(outcome=-3.0, received=2.0, variances=(1.0, 0.0, 1.0), critical=2.0) == ((-inf, -5 / 12),)
    assert anderson_rubin(outcome=0.0, received=2.0, variances=(1.0, 0.0, 1.0), critical=2.0) == ((-inf, inf),)


def test_an_interval_with_an_end_needs_a_significant_first_stage():
    weak = fitted(trial(3, strength=0.1))
    assert abs(weak.first_stage.t) < stdtrit(weak.first_stage.df, 0.975)
    assert any(isinf(end) for stretch in weak.anderson_rubin for end in stretch)
    assert weak.f < STRONG
    assert any("not to be trusted" in note for note in weak.notes)


def test_f_is_held_to_the_bias_it_bounds():
    """Montiel Olea and Pflueger's number for one instrument, from the distribution that it comes from."""
    from scipy.stats import ncx2

    assert ncx2.ppf(0.95, 1, 10) == pytest.approx(STRONG, abs=0.05)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"inference": "kr"}, "unknown_inference"),
        ({"alpha": 1.5}, "bad_alpha"),
        ({"covariates": ("got",)}, "term_twice"),
        ({"received": "arm"}, "not_numeric"),
        ({"received": "nobody"}, "received_constant"),
        ({"received": "everywhere"}, "arms_received_alike"),
        ({"treatment": "three", "reference": "0"}, "received_two_arms"),
        ({"cluster": "nobody"}, "one_cluster"),
    ],
)
def test_what_cannot_be(changes, code):
    columns = trial()
    columns["nobody"] = np.zeros(columns["got"].size)
    columns["three"] = np.array(["0", "1", "2"])[columns["school"].astype(int) % 3]
    # As many of each arm, whatever the size of its schools.
    columns["everywhere"] = np.zeros(columns["got"].size)
    for arm in ("usual", "team"):
        columns["everywhere"][np.flatnonzero(columns["arm"] == arm)] = 1 + np.arange((columns["arm"] == arm).sum()) % 2
        first = np.flatnonzero(columns["arm"] == arm)
        columns["everywhere"][first[len(first) // 2 * 2 :]] = 1.5
    with pytest.raises(TrialError) as caught:
        fitted(columns, **changes)
    assert caught.value.code == code


def test_received_is_read_as_numbers_and_not_as_arms():
    columns = trial()
    columns["got"] = columns["got"].astype(bool)
    assert fitted(columns) == fitted(trial())
