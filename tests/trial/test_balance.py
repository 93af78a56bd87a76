"""The balance table by hand."""

from dataclasses import replace

import numpy as np
import pytest
from tests.trial.drawing import SEED, framed, schools

from laget.trial.allocate import allocate
from laget.trial.balance import balance
from laget.trial.declaration import Constrained, Limit, Pairs, Stratified
from laget.trial.errors import TrialError

CONSTRAINED = Constrained(name="constrained", covariates=("reading", "place"), keep=0.3)


def drawn(method, columns=None, **changes):
    declared, frame = framed(method, columns, **changes)
    return frame, allocate(frame=frame, design=declared, seed=SEED)


def test_it_works():
    frame, draw = drawn(CONSTRAINED)
    rows = {row.term: row for row in balance(frame=frame, draw=draw, covariates=("reading", "place"))}
    assert list(rows) == ["reading", "placeÅs", "placeBø, gamle", "placeÅl", "placeØrsta"]
    for term, values in (("reading", schools()["reading"]), ("placeÅl", (schools()["place"] == "Ål").astype(float))):
        arm = np.array(draw.arms)
        means = [values[arm == name].mean() for name in ("team", "usual")]
        sd = values.std(ddof=1)
        assert rows[term].means == pytest.approx(means)
        assert rows[term].sd == pytest.approx(sd)
        assert rows[term].differences == pytest.approx((0, (means[1] - means[0]) / sd))


def test_a_limit_is_seen_to_be_kept():
    method = replace(CONSTRAINED, limits=(Limit(covariate="reading", most=0.3),), covariates=("reading",), keep=1.0)
    for seed in range(10):
        declared, frame = framed(method)
        draw = allocate(frame=frame, design=declared, seed=bytes([seed]) * 32)
        (row,) = balance(frame=frame, draw=draw, covariates=("reading",))
        assert abs(row.differences[1]) <= 0.3 + 1e-4


def test_offices_are_compared_by_their_means():
    frame, draw = drawn(replace(CONSTRAINED, covariates=("reading",)), unit="office", interference="office")
    by_office = schools()["reading"].reshape(6, 2).mean(axis=1)
    (row,) = balance(frame=frame, draw=draw, covariates=("reading",))
    assert row.means[0] == pytest.approx(by_office[np.array(draw.arms) == "team"].mean())


def test_who_was_left_out_is_not_compared():
    frame, draw = drawn(Pairs(name="pairs", covariates=("reading",), pairs=4))
    taken = np.isin(schools()["school"], draw.units)
    (row,) = balance(frame=frame, draw=draw, covariates=("reading",))
    assert np.mean(row.means) == pytest.approx(schools()["reading"][taken].mean())


def test_what_does_not_vary_does_not_differ():
    frame, draw = drawn(Stratified(name="stratified", strata=("kind",)), schools() | {"kind": np.array(["a"] * 12)})
    (row,) = balance(frame=frame, draw=draw, covariates=("kind",))
    assert (row.means, row.sd, row.differences) == ((1, 1), 0, (0, 0))


def test_a_column_that_the_design_does_not_read():
    frame, draw = drawn(CONSTRAINED)
    with pytest.raises(TrialError) as caught:
        balance(frame=frame, draw=draw, covariates=("pupils",))
    assert caught.value.code == "missing_column"
