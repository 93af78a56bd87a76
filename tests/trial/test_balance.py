"""The balance table by hand, and what inference is given of a draw."""

from dataclasses import replace

import numpy as np
import pytest
from tests.trial.drawing import SEED, THREE, framed, schools

from laget.trial.allocate import allocate
from laget.trial.allocation_design import Complete, Constrained, Limit, Minimised, Pairs, Stratified
from laget.trial.balance import balance
from laget.trial.drawn_space import drawn_space
from laget.trial.errors import TrialError
from laget.trial.randomisation_space import ListedSpace, LotSpace, holds

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


# --- what inference is given ---


def space_of(method, columns=None, **changes):
    _, draw = drawn(method, columns, **changes)
    return draw, drawn_space(draw=draw, treated="team", times=50, seed=SEED)


@pytest.mark.parametrize(
    "method",
    [
        Complete(name="complete"),
        Stratified(name="stratified", strata=("place",)),
        Pairs(name="pairs", covariates=("pupils",), pairs=5),
        CONSTRAINED,
        Minimised(name="minimised", factors=("place",), probability=0.7),
    ],
    ids=lambda method: method.name,
)
def test_the_draw_is_in_its_space(method):
    draw, space = space_of(method)
    assert space.units == draw.units
    assert holds(space, np.array([arm == "team" for arm in draw.arms]))


def test_lots_within_blocks_are_told_as_such():
    draw, space = space_of(Stratified(name="stratified", strata=("place",)), schools(13))
    assert isinstance(space, LotSpace)
    assert space.strata == tuple(block - 1 for block in draw.blocks)
    assert space.treated[0] in (2,)
    assert sum(space.treated) == draw.arms.count("team")


def test_a_constrained_draw_gives_its_list_and_a_minimised_one_a_sample():
    draw, space = space_of(CONSTRAINED)
    assert isinstance(space, ListedSpace)
    assert (space.size, space.sampled) == (draw.space.size, False)
    _, space = space_of(Minimised(name="minimised", factors=("place",), probability=0.7))
    assert (space.size, space.sampled) == (50, True)


def test_three_arms_are_refused():
    with pytest.raises(TrialError) as caught:
        space_of(Complete(name="complete"), arms=THREE)
    assert caught.value.code == "not_two_arms"
