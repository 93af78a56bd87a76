"""The closest pairs of sixteen counties against nbpMatching, and squared distances against scipy."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.distance import mahalanobis

from laget.trial.allocation_pairs import squared_distances
from laget.trial.fixed_point import ONE
from laget.trial.pairing import closest_pairs

# R's distances are kept to twelve decimals, and are made whole numbers of that many.
DECIMALS = 12
# Covariates are rounded to 2⁻¹⁷ of a standard deviation, so distances of a few tens are off by so much at most.
DISTANCE = 2e-3

FIGURES = json.loads((Path(__file__).parent / "matched_pairs.json").read_text(encoding="utf-8"))


def test_the_pairs_are_those_of_nbpmatching():
    squares = np.array(FIGURES["squared_distances"])
    pairs = closest_pairs(np.round(squares * 10**DECIMALS).astype(np.int64))
    assert [[first + 1, second + 1] for first, second in pairs] == FIGURES["pairs"]
    assert sum(squares[pair] for pair in pairs) == pytest.approx(FIGURES["total"], rel=1e-12)


def test_the_distances_are_mahalanobis():
    rng = np.random.default_rng(12)
    values = rng.normal(size=(16, 4)) @ rng.normal(size=(4, 4))
    z = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    columns = np.round(z * ONE).astype(int)
    columns[-1] -= columns.sum(axis=0)
    ours = squared_distances(columns.T.tolist()) / ONE
    inverse = np.linalg.inv(np.cov(values.T))
    theirs = [[mahalanobis(one, other, inverse) ** 2 for other in values] for one in values]
    assert ours == pytest.approx(np.array(theirs), abs=DISTANCE)
