"""Hedges' g by hand, by simulation of its unbiasedness, and where it is refused."""

from math import gamma, sqrt

import numpy as np
import pytest

from laget.trial.effect_size import small_sample_correction, standardise
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient
from laget.trial.hedges2007 import hedges_2007

EFFECT = Coefficient(term="armnew", estimate=3.0, se=1.0, df=10.0, t=3.0, p=0.013, low=0.771861, high=5.228139)
COLUMNS = {
    "arm": np.array(["new", "new", "new", "old", "old", "old", "other", "other"]),
    "score": np.array([10.0, 12.0, 14.0, 7.0, 8.0, 9.0, 90.0, 10.0]),
}


def size(coefficient=EFFECT, columns=COLUMNS, reference="old"):
    return standardise(
        coefficient=coefficient, columns=columns, outcome="score", treatment="arm", reference=reference
    )


def test_it_works():
    g = size()
    sd = sqrt((2 * 4 + 2 * 1) / 4)
    assert (g.n_treated, g.n_control) == (3, 3)
    assert g.sd == pytest.approx(sd)
    assert g.correction == pytest.approx(gamma(2) / (sqrt(2) * gamma(1.5)))
    assert g.value == pytest.approx(g.correction * 3.0 / sd)
    assert (g.low, g.high) == pytest.approx((0.771861 / sd, 5.228139 / sd))


def test_the_ninety_percent_interval_lies_within():
    low, high = size().interval(level=0.90)
    assert size().low < low < high < size().high
    assert size().interval(level=0.95) == pytest.approx((size().low, size().high), rel=1e-6)


def test_a_third_arm_does_not_matter():
    changed = COLUMNS | {"score": np.append(COLUMNS["score"][:6], [5.0, 5.0])}
    assert size(columns=changed) == size()


def test_the_unit_of_the_outcome_does_not_matter():
    tenfold = Coefficient(
        term="armnew", estimate=30.0, se=10.0, df=10.0, t=3.0, p=0.013, low=7.71861, high=52.28139
    )
    g = size(coefficient=tenfold, columns=COLUMNS | {"score": 10 * COLUMNS["score"]})
    assert (g.value, g.low, g.high) == pytest.approx((size().value, size().low, size().high))


@pytest.mark.parametrize("m", [2, 5, 20, 300])
def test_the_correction_is_the_gamma_ratio(m):
    """By the recursion of the gamma function: J(m) J(m + 1) = (m − 1) / √(m (m + 1))."""
    both = small_sample_correction(m) * small_sample_correction(m + 1)
    assert both == pytest.approx((m - 1) / sqrt(m * (m + 1)), rel=1e-10)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"coefficient": Coefficient(term="armold", estimate=1, se=1, df=1, t=1, p=1, low=0, high=2)}, "unknown_term"),
        ({"reference": "none"}, "unknown_reference"),
        ({"columns": {name: values[2:] for name, values in COLUMNS.items()}}, "arm_too_small"),
        ({"columns": COLUMNS | {"score": np.full(8, 0.1)}}, "no_spread"),
        ({"columns": COLUMNS | {"score": COLUMNS["arm"]}}, "not_numeric"),
        ({"columns": {"arm": COLUMNS["arm"]}}, "missing_column"),
    ],
)
def test_refusals(change, code):
    with pytest.raises(TrialError) as caught:
        size(**change)
    assert caught.value.code == code


INGREDIENTS = {
    "estimate": 3.0,
    "variance_within": 9.0,
    "variance_between": 0.0,
    "treated_sizes": (10, 10),
    "control_sizes": (10, 10),
}


def test_without_clustering_both_kinds_of_g_are_one():
    g = hedges_2007(**INGREDIENTS)
    assert g.within.value == g.total.value == 1.0
    assert g.within.high - 1 == pytest.approx(1.96 * sqrt(40 / 400 + 1 / (2 * 36)))
    assert g.total.high - 1 == pytest.approx(1.96 * sqrt(40 / 400 + 1 / (2 * 38)))


def test_clustering_widens_the_interval():
    plain, clustered = (hedges_2007(**(INGREDIENTS | {"variance_between": b})) for b in (0.0, 3.0))
    assert clustered.within.value == plain.within.value
    assert clustered.within.low < plain.within.low
    assert 0 < clustered.total.value < clustered.within.value


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"treated_sizes": ()}, "bad_cluster_sizes"),
        ({"control_sizes": (10, 0)}, "bad_cluster_sizes"),
        ({"treated_sizes": (1, 1), "control_sizes": (1,)}, "bad_cluster_sizes"),
        ({"variance_within": 0.0}, "bad_variances"),
        ({"variance_between": -1.0}, "bad_variances"),
        ({"variance_within": float("nan")}, "bad_variances"),
    ],
)
def test_clusters_that_cannot_be(change, code):
    with pytest.raises(TrialError) as caught:
        hedges_2007(**(INGREDIENTS | change))
    assert caught.value.code == code
