"""The wild cluster bootstrap: what must not matter to it, its level, and each refusal."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial import wild_bootstrap as module
from laget.trial.errors import TrialError
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.multiple import romano_wolf
from laget.trial.wild_bootstrap import wild_bootstrap


def trial(seed: int = 3, clusters: int = 7) -> dict[str, np.ndarray]:
    """Uneven schools, every other of them treated, and a baseline."""
    rng = np.random.default_rng(seed)
    school = np.repeat(np.arange(clusters), rng.integers(3, 8, clusters))
    baseline = rng.normal(50, 10, school.size)
    score = 0.5 * baseline + rng.normal(0, 3, clusters)[school] + rng.normal(0, 5, school.size) + 2 * (school % 2)
    return {
        "school": np.array([f"school {number:02}" for number in school]),
        "arm": np.where(school % 2 == 1, "treated", "control"),
        "baseline": baseline,
        "score": score,
    }


def bootstrapped(columns, **changes):
    asked = {"outcome": "score", "treatment": "arm", "covariates": ("baseline",), "cluster": "school"}
    return wild_bootstrap(columns=columns, **(asked | changes))


def only(columns, **changes):
    (coefficient,) = bootstrapped(columns, **changes).coefficients
    return coefficient


def agree(one, other, rel=1e-6):
    assert one.p == other.p
    expected = (other.estimate, other.se, other.low, other.high)
    assert (one.estimate, one.se, one.low, one.high) == pytest.approx(expected, rel=rel)


def test_few_clusters_are_gone_through_and_many_are_drawn():
    every = bootstrapped(trial())
    some = bootstrapped(trial(), draws=100, rng=np.random.default_rng(1))
    assert (every.draws, every.exact, every.clusters, every.weights) == (128, True, 7, "rademacher")
    assert (some.draws, some.exact) == (100, False)
    assert (every.coefficients[0].p_error, some.coefficients[0].p_error > 0) == (0, True)


@pytest.mark.parametrize("weights", ["rademacher", "webb"])
def test_a_sample_of_draws_comes_near_all_of_them(weights):
    columns = trial(clusters=5)
    exact = only(columns, weights=weights, draws=6**5)
    sampled = only(columns, weights=weights, draws=31, rng=np.random.default_rng(2))
    assert abs(sampled.p - exact.p) < 3 * sampled.p_error


def test_it_does_not_matter_how_many_are_weighted_at_a_time(monkeypatch):
    columns = trial()
    one = only(columns)
    monkeypatch.setattr(module, "BLOCK", 50)
    agree(only(columns), one)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_neither_the_order_of_rows_nor_the_schools_names_matter(seed):
    columns, rng = trial(), np.random.default_rng(seed)
    order = rng.permutation(columns["score"].size)
    names = rng.permutation(7)
    other = {name: values[order] for name, values in columns.items()}
    other["school"] = np.array([names[int(name[-2:])] for name in other["school"]])
    agree(only(other), only(columns))


def test_the_unit_and_a_constant_of_the_outcome_do_not_matter():
    columns = trial()
    one, other = only(columns), only(columns | {"score": 2.0**30 + 1000 * columns["score"]})
    assert other.p == one.p
    expected = (1000 * one.estimate, 1000 * one.se, 1000 * one.low, 1000 * one.high)
    assert (other.estimate, other.se, other.low, other.high) == pytest.approx(expected, rel=1e-6)


def test_an_effect_that_is_added_moves_the_interval_along():
    columns = trial()
    moved = only(columns | {"score": columns["score"] + 7 * (columns["arm"] == "treated")})
    one = only(columns)
    assert (moved.estimate, moved.low, moved.high) == pytest.approx((one.estimate + 7, one.low + 7, one.high + 7))
    assert moved.null.p(7) == one.p


def test_the_estimates_are_those_of_fit_least_squares():
    columns = trial(clusters=9)
    columns["arm"] = np.array(["a", "b", "c"])[np.unique(columns["school"], return_inverse=True)[1] % 3]
    asked = {"outcome": "score", "treatment": "arm", "covariates": ("baseline",), "cluster": "school"}
    fit = fit_least_squares(columns=columns, **asked)
    found = bootstrapped(columns, terms=("armb", "armc", "baseline"))
    assert [one.term for one in found.coefficients] == ["armb", "armc", "baseline"]
    for one in found.coefficients:
        assert one.estimate == pytest.approx(fit.coefficient(one.term).estimate, rel=1e-9)
        assert one.low < one.estimate < one.high
    assert [one.term for one in bootstrapped(columns).coefficients] == ["armb", "armc"]


def test_the_arms_of_a_trial_are_a_family():
    columns = trial(clusters=9)
    columns["arm"] = np.array(["a", "b", "c"])[np.unique(columns["school"], return_inverse=True)[1] % 3]
    arms = bootstrapped(columns).coefficients
    adjusted = romano_wolf([arm.null for arm in arms])
    assert all(after >= arm.p for after, arm in zip(adjusted, arms, strict=True))


def test_no_p_is_zero():
    columns = trial(clusters=20)
    columns["score"] += 1000 * (columns["arm"] == "treated")
    assert only(columns, draws=99, rng=np.random.default_rng(1)).p == 0.01


def test_with_five_clusters_the_interval_stays_open():
    """Of 32 ways to weight five clusters, two always look as the data do."""
    found = bootstrapped(trial(clusters=5), covariates=())
    assert (found.coefficients[0].low, found.coefficients[0].high) == (-inf, inf)
    assert "few clusters" in found.notes[0]
    assert bootstrapped(trial(clusters=5), covariates=(), alpha=0.3).notes == ()


def test_the_level():
    """Of 300 trials of ten schools without an effect, those with p of 0.1 or less are 30 give or take three standard
    errors of the count."""
    rng = np.random.default_rng(6)
    refused = 0
    for _ in range(300):
        school = np.repeat(np.arange(10), 4)
        score = rng.normal(size=10)[school] + rng.normal(size=40)
        columns = {"school": school, "arm": school % 2, "score": score}
        refused += only(columns, covariates=(), draws=99, rng=rng).p <= 0.1
    assert abs(refused - 30) < 3 * (300 * 0.1 * 0.9) ** 0.5


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        ({"weights": "mammen"}, "unknown_weights", {"weights": "mammen"}),
        ({"draws": 10}, "no_generator_for_weights", {"clusters": 7, "draws": 10}),
        ({"draws": 0}, "bad_draws", {"draws": 0}),
        ({"alpha": 0}, "bad_alpha", {"alpha": 0}),
        ({"terms": ("armcontrol",)}, "unknown_term", {"term": "armcontrol"}),
    ],
)
def test_what_it_does_not_answer(changes, code, values):
    with pytest.raises(TrialError) as caught:
        bootstrapped(trial(), **changes)
    assert (caught.value.code, caught.value.values) == (code, values)


def test_an_arm_that_one_school_carries_alone():
    columns = trial()
    columns["arm"] = np.where(columns["school"] == "school 01", "treated", "control")
    with pytest.raises(TrialError) as caught:
        bootstrapped(columns, covariates=())
    assert caught.value.code == "one_cluster_decides"
