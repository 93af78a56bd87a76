"""CR1S against the sandwich written out in full."""

import numpy as np
import pytest

from laget.trial.cr1s import cr1s
from laget.trial.cr2 import cr2
from laget.trial.design_matrix import design_matrix
from laget.trial.ols import least_squares


def fitted(blocks=None):
    rng = np.random.default_rng(2)
    school = rng.permutation(np.repeat(np.arange(9), rng.integers(3, 8, 9)))
    columns = {
        "school": school,
        "arm": rng.integers(0, 2, school.size),
        "baseline": rng.normal(size=school.size),
    }
    design = design_matrix(columns=columns, treatment="arm", covariates=("baseline",), blocks=blocks)
    outcome = rng.normal(size=9)[school] + rng.normal(size=school.size)
    return design, outcome, school, least_squares(design=design, outcome=outcome)


@pytest.mark.parametrize("blocks", [None, "school"])
def test_the_sandwich_in_full(blocks):
    design, outcome, school, fit = fitted(blocks)
    x = design.matrix
    n, p = x.shape
    bread = np.linalg.inv(x.T @ x)
    residuals = outcome - x @ bread @ x.T @ outcome
    meat = sum(np.outer(score, score) for score in (x[school == g].T @ residuals[school == g] for g in range(9)))
    variance = 9 / 8 * (n - 1) / (n - p) * bread @ meat @ bread
    places = np.array([p - 2, p - 1])
    robust = cr1s(fit=fit, clusters=school, places=places)
    assert robust.se == pytest.approx(np.sqrt(np.diag(variance))[places], rel=1e-9)
    assert robust.df.tolist() == [8, 8]


def test_what_one_cluster_decides_is_said_as_by_cr2():
    design, _, school, _ = fitted()
    alone = np.where(school == 4, design.matrix[:, 2], 0)
    design = design_matrix(columns={"arm": design.matrix[:, 1], "alone": alone}, treatment="arm", covariates=("alone",))
    fit = least_squares(design=design, outcome=np.random.default_rng(1).normal(size=school.size))
    asked = {"fit": fit, "clusters": school, "places": np.array([1, 2])}
    assert cr1s(**asked).alone.tolist() == cr2(**asked).alone.tolist()
    assert cr1s(**asked).alone[1, 4]
