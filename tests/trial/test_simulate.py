"""Simulated trials: the batch is `estimate` on the very same pupils, what is supposed is what comes out, and nothing
depends on who does the work."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv, ndtr, stdtrit
from tests.trial.simulated import PRETEST, REGION, SCHOOLS, declared, drawing_classes

from laget.trial import batch_nested
from laget.trial.allocation_design import Blocked, Constrained, Minimised, Pairs, Stratified
from laget.trial.batch_answers import no_answers
from laget.trial.batch_mixed import answer_mixed
from laget.trial.batch_sandwich import answer_regression
from laget.trial.batch_sums import batch_sums, kept_apart
from laget.trial.batch_trials import simulate_trials
from laget.trial.errors import TrialError
from laget.trial.estimand import Waves
from laget.trial.estimator import MixedModel, Regression
from laget.trial.mixed_inference import INFERENCES
from laget.trial.nested_model import START
from laget.trial.population import Covariate, Level
from laget.trial.power import power_plan
from laget.trial.power_surface import Axis
from laget.trial.simulate import answer_one, simulate
from laget.trial.simulate_surface import simulated_surface
from laget.trial.simulated_units import simulated_units, spread

OFFICES = (
    Level(name="pupil", count=6, cv=0.4, lost=0.1, lost_by_arm={"aide": 0.25}),
    Level(name="class", count=2, cv=0.4, icc=0.05),
    Level(name="school", count=2, cv=0.3, icc=0.05, lost=0.05),
    Level(name="office", count=12, icc=0.1),
)


def trials_of(declaration, *, times, seed=1, pupils=False):
    rng = np.random.default_rng(seed)
    population, estimator = declaration.suppose, declaration.estimator
    units = simulated_units(population=population, design=declaration.design, rng=rng)
    return simulate_trials(
        declaration=declaration,
        population=population,
        units=units,
        times=times,
        rng=rng,
        pupils=pupils,
        apart=kept_apart(estimator=estimator, population=population),
    )


def assert_same_as_one_by_one(declaration, *, times, seed=1, pupils=False):
    """The batch and `estimate` on the same pupils agree to 1e-8; what the batch answers, `estimate` does too."""
    trials = trials_of(declaration, times=times, seed=seed, pupils=pupils)
    sums = batch_sums(declaration=declaration, trials=trials)
    answer = answer_mixed if isinstance(declaration.estimator, MixedModel) else answer_regression
    batch = answer(sums=sums, estimator=declaration.estimator)
    single = no_answers(arms=len(batch.estimate), levels=len(batch.at_zero), times=times)
    for trial in range(times):
        answer_one(declaration=declaration, trials=trials, trial=trial, answers=single)
    answered = ~np.isnan(batch.estimate)
    for name in ("estimate", "se", "df"):
        ours, theirs = getattr(batch, name)[answered], getattr(single, name)[answered]
        np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-10)
    there = answered.all(axis=0)
    assert (batch.at_zero[:, there] == single.at_zero[:, there]).all()
    return batch


@st.composite
def declarations(draw):
    """Trials of whole schools or offices, balanced or not, with or without losses, covariates, labels and blocks."""
    by_office = draw(st.booleans())
    levels = OFFICES if by_office else SCHOOLS
    if draw(st.booleans()):
        levels = tuple(replace(level, cv=0.0, lost=0.0, lost_by_arm={}) for level in levels)
    if draw(st.booleans()):
        levels = (levels[0], *(replace(level, icc=0.0) for level in levels[1:]))
    unit = "office" if by_office else "school"
    covariates = draw(st.sampled_from([(), ("pretest",)]))
    region = draw(st.sampled_from(["blocks", "covariate", "no"]))
    read = {
        "covariates": (*covariates, *(("region",) if region == "covariate" else ())),
        "blocks": "region" if region == "blocks" else None,
    }
    groups = ("class", "school", "office") if by_office else ("class", "school")
    inside = draw(st.sampled_from([groups, groups[1:], (groups[0], groups[-1]), groups[-1:]]))
    estimator = draw(
        st.one_of(
            st.builds(
                MixedModel,
                name=st.just("mixed"),
                levels=st.just(inside),
                inference=st.sampled_from(INFERENCES),
                covariates=st.just(read["covariates"]),
                blocks=st.just(read["blocks"]),
            ),
            st.builds(
                Regression,
                name=st.just("regression"),
                cluster=st.just(unit),
                inference=st.sampled_from(["cr2", "cr1s"]),
                covariates=st.just(read["covariates"]),
                blocks=st.just(read["blocks"]),
            ),
        )
    )
    return declared(
        levels=levels,
        estimator=estimator,
        unit=unit,
        arms=draw(st.sampled_from([("usual", "aide"), ("usual", "small", "aide")])),
        covariates=(PRETEST,),
        strata=(replace(REGION, level=unit, count=2),),
        effect_sd=draw(st.sampled_from([0.0, 0.3])),
    )


def test_it_works():
    found = simulate(declaration=declared(), times=400, rng=np.random.default_rng(1))
    (effect,) = found.effects
    assert (found.times, found.answered, found.refused) == (400, 400, {})
    assert (effect.arm, effect.truth) == ("aide", 0.3)
    assert effect.power.error == pytest.approx((effect.power.value * (1 - effect.power.value) / 400) ** 0.5)
    assert effect.coverage.value == pytest.approx(1 - effect.type_one.value)
    assert set(found.at_zero) == {"class", "school"}


@given(declaration=declarations(), seed=st.integers(0, 1000), pupils=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_batch_is_the_estimate_of_each_trial(declaration, seed, pupils):
    assert_same_as_one_by_one(declaration, times=3, seed=seed, pupils=pupils)


@pytest.mark.parametrize("inference", INFERENCES)
def test_the_batch_is_the_estimate_where_variances_are_at_zero(inference):
    levels = (SCHOOLS[0], *(replace(level, icc=0.0) for level in SCHOOLS[1:]))
    seen = set()
    for cv in (0.0, 0.4):
        here = (replace(levels[0], cv=cv), *levels[1:])
        estimator = MixedModel(name="mixed", levels=("class", "school"), inference=inference)
        batch = assert_same_as_one_by_one(declared(levels=here, estimator=estimator), times=30)
        seen |= {tuple(column) for column in batch.at_zero.T.tolist()}
    assert seen == {(False, False), (False, True), (True, False), (True, True)}


@pytest.mark.parametrize("within_schools", [1e-4, 1e-14])
def test_a_column_that_hardly_varies_within_schools_is_of_the_level_where_the_single_fit_has_it(within_schools):
    """The school's own share is half; far less than rounding of the innermost sums can show lies between classes."""
    pretest = Covariate(name="pretest", explains={"class": within_schools, "school": 0.5})
    estimator = MixedModel(
        name="mixed", levels=("class", "school"), covariates=("pretest",), inference="between-within"
    )
    batch = assert_same_as_one_by_one(declared(estimator=estimator, covariates=(pretest,)), times=5)
    assert (batch.df == 20 - 2).all()


@pytest.mark.parametrize("inference", ["cr2-mixed", "cr1s-mixed"])
@pytest.mark.parametrize("inner", [("class", "school"), ("school",), ()], ids=len)
def test_sandwiches_of_the_mixed_model_know_all_that_lies_inside_the_outermost_groups(inference, inner):
    """Groups between and inside the levels, sizes that differ, losses, three arms, and what varies within classes."""
    estimator = MixedModel(
        name="mixed", levels=(*inner, "office"), covariates=("pretest", "region"), inference=inference
    )
    declaration = declared(
        levels=OFFICES,
        unit="office",
        estimator=estimator,
        arms=("usual", "small", "aide"),
        covariates=(PRETEST,),
        strata=(replace(REGION, level="school", count=2),),
    )
    assert not assert_same_as_one_by_one(declaration, times=8).open.size


@pytest.mark.parametrize("inference", ["cr2-mixed", "cr1s-mixed"])
def test_a_block_of_one_school_tells_nothing_of_the_arms_and_leaves_them_to_the_others(inference):
    """Its mean is the block's own, so V less what the columns decide is zero in that direction."""
    levels = (*SCHOOLS[:2], replace(SCHOOLS[2], count=9))
    estimator = MixedModel(name="mixed", levels=("class", "school"), blocks="region", inference=inference)
    declaration = declared(levels=levels, estimator=estimator, strata=(replace(REGION, count=5),))
    assert assert_same_as_one_by_one(declaration, times=20).open.size < 10


@pytest.mark.parametrize("inference", ["cr2-mixed", "cr1s-mixed"])
def test_an_arm_of_one_school_is_left_to_the_single_fit_that_refuses_it(inference):
    levels = (*SCHOOLS[:2], replace(SCHOOLS[2], count=4))
    declaration = declared(
        levels=levels,
        arms=("usual", "small", "aide"),
        estimator=MixedModel(name="mixed", levels=("class", "school"), inference=inference),
    )
    assert assert_same_as_one_by_one(declaration, times=5).open.size == 5
    with pytest.raises(TrialError) as refused:
        simulate(declaration=declaration, times=5, rng=np.random.default_rng(1))
    assert refused.value.values == {"times": 5, "code": "one_cluster_decides"}


def test_where_zero_is_a_dip_beside_the_valley_the_batch_goes_down_from_the_far_side_too(monkeypatch):
    """With a handful of schools the search from small variances can end at a zero that is not the best."""
    levels = (
        Level(name="pupil", count=2, cv=0.5),
        Level(name="class", count=2, cv=0.5, icc=0.3),
        Level(name="school", count=4, icc=0.3),
    )
    estimator = MixedModel(name="mixed", levels=("class", "school"), covariates=("pretest",))
    declaration = declared(levels=levels, estimator=estimator, covariates=(PRETEST,))
    trials = trials_of(declaration, times=3000)
    sums = batch_sums(declaration=declaration, trials=trials)
    batch = answer_mixed(sums=sums, estimator=estimator)
    monkeypatch.setattr(batch_nested, "FAR", START)
    near = answer_mixed(sums=sums, estimator=estimator)
    turned = np.flatnonzero(np.abs(batch.se[0] - near.se[0]) > 1e-6)
    assert turned.size
    single = no_answers(arms=1, levels=2, times=3000)
    for trial in turned:
        answer_one(declaration=declaration, trials=trials, trial=int(trial), answers=single)
    for name in ("estimate", "se", "df"):
        ours, theirs = getattr(batch, name)[0, turned], getattr(single, name)[0, turned]
        np.testing.assert_allclose(ours, theirs, rtol=1e-8)


@pytest.mark.parametrize(
    "method",
    [
        Stratified(name="stratified", strata=("region",)),
        Blocked(name="blocked", size=4, order="pretest", strata=("region",)),
        Pairs(name="pairs", covariates=("pretest",), pairs=8),
        Minimised(name="minimised", factors=("region",), probability=0.8),
        Constrained(name="constrained", covariates=("pretest",), keep=0.1, candidates=500),
    ],
    ids=lambda method: method.name,
)
def test_every_method_of_drawing_lots_is_simulated(method):
    declaration = declared(method=method, covariates=(PRETEST,), strata=(REGION,))
    batch = assert_same_as_one_by_one(declaration, times=3)
    assert not batch.open.size
    arms = trials_of(declaration, times=40).arms[:, 0]
    assert len({row.tobytes() for row in arms}) > 10
    if method.name == "stratified":
        region = np.arange(20) % 3
        for one in range(3):
            assert set((arms[:, region == one] == 1).sum(axis=1)) <= {3, 4}
    if method.name == "pairs":
        assert ((arms == -1).sum(axis=1) == 4).all()
        assert ((arms == 1).sum(axis=1) == 8).all()


@pytest.mark.parametrize(
    "estimator",
    [
        MixedModel(name="mixed", levels=("class", "school"), covariates=("pretest",)),
        MixedModel(name="mixed", levels=("class",), blocks="school", inference="between-within"),
        Regression(name="regression", cluster="school", blocks="school", covariates=("pretest",)),
    ],
    ids=["levels", "blocks", "regression"],
)
def test_classes_drawn_within_schools(estimator):
    levels = (SCHOOLS[0], replace(SCHOOLS[1], count=4), replace(SCHOOLS[2], count=8))
    trial = declared(
        levels=levels,
        estimator=estimator,
        method=Stratified(name="stratified", strata=("school",)),
        covariates=(PRETEST,),
    )
    assert not assert_same_as_one_by_one(drawing_classes(trial), times=4).open.size


@pytest.mark.parametrize("levels", [("cr2",), ("cr2-mixed", "school")], ids=lambda levels: levels[0])
def test_degrees_of_freedom_keep_their_digits_where_one_school_nearly_decides_an_arm(levels):
    """Beside a school of a hundred thousand the other tells next to nothing of their arm, and most of the df."""
    inference, *groups = levels
    estimator = Regression(name="regression", cluster="school")
    if groups:
        estimator = MixedModel(name="mixed", levels=("school",), inference=inference)
    schools = (Level(name="pupil", sizes=(100_000, 2)), Level(name="school", count=4, icc=0.0))
    batch = assert_same_as_one_by_one(declared(levels=schools, estimator=estimator), times=4)
    assert not batch.open.size
    assert batch.df.max() / batch.df.min() > 1.1


def test_lots_can_be_drawn_by_the_size_of_schools():
    levels = (replace(SCHOOLS[0], cv=0.6), *SCHOOLS[1:])
    declaration = declared(levels=levels, method=Constrained(name="constrained", covariates=("pupils",), keep=0.01))
    declaration = replace(declaration, suppose=replace(declaration.suppose, size="pupils"))
    trials = trials_of(declaration, times=100)
    apart = np.where(trials.arms == 1, trials.mass, -trials.mass).sum(axis=(1, 2))
    assert np.abs(apart).max() < 10
    assert len({row.tobytes() for row in trials.arms[:, 0]}) > 50


def test_trials_that_cannot_be_answered_are_counted_by_their_code():
    levels = (
        Level(name="pupil", count=2, lost=0.4),
        Level(name="class", count=2, icc=0.1, lost=0.2),
        Level(name="school", count=6, icc=0.1, lost=0.1),
    )
    estimator = MixedModel(name="mixed", levels=("class", "school"), covariates=("pretest",))
    declaration = declared(levels=levels, covariates=(PRETEST,), estimator=estimator)
    batch = assert_same_as_one_by_one(declaration, times=60)
    assert batch.open.size > 5
    found = simulate(declaration=declaration, times=400, rng=np.random.default_rng(1))
    assert found.answered + sum(found.refused.values()) == 400
    assert {"one_arm", "levels_alike", "no_spread_within"} <= set(found.refused)


def test_a_balanced_two_level_trial_has_the_power_of_the_noncentral_t():
    """Of equal schools without covariates the test is the t test of their means, when no variance ends at zero."""
    levels = (Level(name="pupil", count=20), Level(name="school", count=16, icc=0.2))
    declaration = declared(levels=levels, estimator=MixedModel(name="mixed", levels=("school",)), effect=0.6)
    found = simulate(declaration=declaration, times=6000, rng=np.random.default_rng(5))
    (effect,) = found.effects
    exact = power_plan(design="cra2", rho2=0.2, n=20, J=16, es=0.6)
    assert effect.formula == exact
    assert found.at_zero["school"] < 0.002
    assert effect.power.value == pytest.approx(exact.power, abs=3 * effect.power.error)
    assert effect.type_one.value == pytest.approx(0.05, abs=3 * effect.type_one.error)
    assert effect.bias.value == pytest.approx(0, abs=3 * effect.bias.error)
    assert effect.sd.value == pytest.approx(exact.se, abs=3 * effect.sd.error)
    assert effect.se.value == pytest.approx(exact.se, abs=3 * effect.se.error)


def level_without_differences(schools, pupils):
    """The level of Kenward and Roger's test at 5 % where equal schools do not differ, by integration.

    With mean squares B between schools of an arm and W within, REML takes their pool where B < W, else B; the degrees
    of freedom are schools − 2 either way.
    """
    between, within = schools - 2, schools * (pupils - 1)
    middles = (np.arange(2000) + 0.5) / 2000
    b = (2 * gammaincinv(between / 2, middles))[:, None]
    w = (2 * gammaincinv(within / 2, middles[::10]))[None]
    pooled = (b + w) / (between + within)
    taken = np.where(b / between > w / within, b / between, pooled)
    return float((2 * ndtr(-stdtrit(between, 0.975) * np.sqrt(taken))).mean())


@pytest.mark.parametrize(("schools", "level"), [(10, 0.0160), (20, 0.0287)])
def test_where_schools_do_not_differ_the_test_is_as_cautious_as_integration_says(schools, level):
    exact = level_without_differences(schools, 44)
    assert exact == pytest.approx(level, abs=0.0001)
    levels = (Level(name="pupil", count=44), Level(name="school", count=schools, icc=0.0))
    declaration = declared(levels=levels, estimator=MixedModel(name="mixed", levels=("school",)), effect=0.0)
    (effect,) = simulate(declaration=declaration, times=20_000, rng=np.random.default_rng(2)).effects
    assert effect.type_one.value == pytest.approx(exact, abs=3 * effect.type_one.error)


@pytest.mark.parametrize("cluster", [None, "school"])
def test_sums_and_pupils_are_the_same_trials_in_distribution(cluster):
    """Means and variances of what is estimated, with so few pupils that a mistake in degrees of freedom would show."""
    levels = (
        Level(name="pupil", count=3, cv=0.5, lost=0.2),
        Level(name="class", count=2, cv=0.4, icc=0.1),
        Level(name="school", count=12, icc=0.1),
    )
    regression = Regression(name="regression", cluster="school", covariates=("pretest",))
    estimator = regression if cluster else MixedModel(name="mixed", levels=("class", "school"), covariates=("pretest",))
    declaration = declared(levels=levels, covariates=(PRETEST,), estimator=estimator)
    moments = []
    for pupils in (False, True):
        sums = batch_sums(declaration=declaration, trials=trials_of(declaration, times=3000, pupils=pupils))
        within = sums.within if sums.within.ndim == 3 else sums.within.sum(axis=3)
        seen = np.column_stack(
            (
                within[:, -1, -1],
                within[:, -1, -2],
                within[:, -2, -2],
                (within[:, -1, -1] - within[:, -1, -1].mean()) ** 2,
                within[:, -1, -2] * within[:, -2, -2],
                (sums.means[:, -1] ** 2).sum(axis=tuple(range(1, sums.means.ndim - 1))),
                (sums.means[:, -1] * sums.means[:, -2]).sum(axis=tuple(range(1, sums.means.ndim - 1))),
            )
        )
        moments.append((seen.mean(axis=0), seen.var(axis=0) / len(seen)))
    (first, first_error), (second, second_error) = moments
    assert (np.abs(first - second) < 3.5 * np.sqrt(first_error + second_error)).all()


def test_the_covariate_explains_what_it_is_supposed_to():
    levels = (
        Level(name="pupil", count=8),
        Level(name="class", count=3, icc=0.2),
        Level(name="school", count=200, icc=0.3),
    )
    declaration = declared(levels=levels, covariates=(PRETEST,), effect=0.0)
    trials = trials_of(declaration, times=40)
    products = np.einsum("taj,tbj->ab", trials.root, trials.root)
    within = products / (40 * 200 * 3 * 7)
    assert within[0, 1] ** 2 / within[0, 0] / within[1, 1] == pytest.approx(0.3, abs=0.01)
    assert within[1, 1] == pytest.approx(0.5, abs=0.01)
    schools = trials.means.mean(axis=2)
    around = trials.means - schools[:, :, None]
    between = np.einsum("tacs,tbcs->ab", around, around) / (40 * 200 * 2) - within / 8
    assert between[0, 1] ** 2 / between[0, 0] / between[1, 1] == pytest.approx(0.2, abs=0.03)
    assert between[1, 1] == pytest.approx(0.2, abs=0.01)
    schools -= schools.mean(axis=2, keepdims=True)
    top = np.einsum("tas,tbs->ab", schools, schools) / (40 * 199) - between / 3 - within / 24
    assert top[0, 1] ** 2 / top[0, 0] / top[1, 1] == pytest.approx(0.5, abs=0.04)
    assert top[1, 1] == pytest.approx(0.3, abs=0.02)
    total = within + between + top
    assert np.diagonal(total) == pytest.approx([1, 1], abs=0.02)


def test_pupils_and_units_are_lost_at_the_rates_supposed():
    trials = trials_of(declared(levels=OFFICES, unit="office"), times=400)
    there = trials.units.sizes
    lost_units = trials.mass.sum(axis=1) == 0
    usual, aide = (
        trials.mass[(trials.arms == arm) & (there > 0) & ~lost_units[:, None]].sum()
        / np.broadcast_to(there, trials.arms.shape)[(trials.arms == arm) & (there > 0) & ~lost_units[:, None]].sum()
        for arm in (0, 1)
    )
    assert (usual, aide) == pytest.approx((0.9, 0.75), abs=0.01)
    schools = there.sum(axis=0) > 0
    assert (trials.mass.sum(axis=1)[:, schools] == 0).mean() == pytest.approx(0.05, abs=0.01)


def test_whole_offices_are_drawn():
    arms = trials_of(declared(levels=OFFICES, unit="office"), times=20).arms
    there = np.broadcast_to(arms >= 0, arms.shape)
    for trial in range(20):
        for office in range(12):
            assert len(set(arms[trial][..., office][there[trial][..., office]])) == 1
        assert Counter(arms[trial][0, 0]) == {0: 6, 1: 6}


def test_an_effect_that_varies_between_schools_spreads_the_estimates():
    plain, varying = (
        simulate(declaration=declared(effect_sd=sd), times=2000, rng=np.random.default_rng(2)).effects[0]
        for sd in (0.0, 0.5)
    )
    # Ten treated schools of twenty: a variance of 0.25 / 10 more.
    assert varying.sd.value**2 - plain.sd.value**2 == pytest.approx(0.025, rel=0.25)
    assert varying.bias.value == pytest.approx(0, abs=3 * varying.bias.error)


@given(
    mean=st.floats(1, 40), cv=st.floats(0, 0.8), units=st.integers(1, 200), seed=st.integers(0, 100)
)
@settings(max_examples=60, deadline=None)
def test_sizes_keep_their_mean(mean, cv, units, seed):
    sizes = spread(Level(name="pupil", count=mean, cv=cv), units, np.random.default_rng(seed))
    assert sizes.size == units
    assert sizes.min() >= 1
    # Units that would hold nobody hold one.
    assert mean * units - 1 <= sizes.sum()
    if sizes.min() > 1:
        assert sizes.sum() == pytest.approx(mean * units, abs=1)


def test_sizes_have_the_coefficient_of_variation_supposed():
    sizes = spread(Level(name="pupil", count=30, cv=0.4), 400, np.random.default_rng(1))
    assert sizes.std() / sizes.mean() == pytest.approx(0.4, abs=0.01)
    given_sizes = spread(Level(name="pupil", sizes=(5, 7, 9)), 5, np.random.default_rng(1))
    assert given_sizes.tolist() == [5, 7, 9, 5, 7]


def backwards(function, *arguments):
    """A map that does the last of its work first."""
    tasks = list(zip(*arguments, strict=True))
    return list(reversed([function(*task) for task in reversed(tasks)]))


def test_the_numbers_do_not_depend_on_the_order_of_the_batches():
    levels = (SCHOOLS[0], replace(SCHOOLS[1], count=4), replace(SCHOOLS[2], count=8))
    estimator = MixedModel(name="mixed", levels=("class", "school"), slope=True)
    method = Stratified(name="stratified", strata=("school",))
    declaration = drawing_classes(declared(levels=levels, estimator=estimator, method=method))
    here = simulate(declaration=declaration, times=25, rng=np.random.default_rng(3))
    there = simulate(declaration=declaration, times=25, rng=np.random.default_rng(3), map=backwards)
    assert here == there
    assert here != simulate(declaration=declaration, times=25, rng=np.random.default_rng(4))


def test_what_has_no_batch_is_answered_one_by_one_and_says_so():
    estimator = MixedModel(name="mixed", levels=("class", "school"), slope=True)
    levels = (SCHOOLS[0], replace(SCHOOLS[1], count=4), replace(SCHOOLS[2], count=8))
    method = Stratified(name="stratified", strata=("school",))
    declaration = drawing_classes(declared(levels=levels, estimator=estimator, method=method))
    found = simulate(declaration=declaration, times=12, rng=np.random.default_rng(3))
    assert found.answered == 12
    assert any("answered on its own" in note for note in found.notes)
    assert found.effects[0].formula is None


def test_the_reasons_are_said_where_the_formula_is_further_off_than_chance():
    levels = (replace(SCHOOLS[0], cv=0.5), replace(SCHOOLS[1], cv=0.5), SCHOOLS[2])
    declaration = declared(levels=levels, effect=0.6)
    (effect,) = simulate(declaration=declaration, times=4000, rng=np.random.default_rng(3)).effects
    assert abs(effect.power.value - effect.formula.power) > effect.power.error
    assert any(reason.startswith("unequal sizes") for reason in effect.reasons)
    said = set()
    for seed in range(16):
        (effect,) = simulate(declaration=declared(), times=200, rng=np.random.default_rng(seed)).effects
        formula = effect.formula.power
        error = max(effect.power.error, (formula * (1 - formula) / 200) ** 0.5)
        assert bool(effect.reasons) == (abs(effect.power.value - formula) > error)
        said.add(bool(effect.reasons))
    assert said == {True, False}
    (effect,) = simulate(declaration=declared(effect=2.0), times=200, rng=np.random.default_rng(3)).effects
    assert (effect.power.value, effect.power.error) == (1, 0)
    assert 1 > effect.formula.power > 0.999
    assert effect.reasons == ()


def test_a_surface_is_the_simulation_of_each_cell():
    schools, effects = Axis(parameter="K", values=(4, 12)), Axis(parameter="es", values=(0.2, 0.6))
    found = simulated_surface(
        declaration=declared(), across=schools, down=effects, times=100, rng=np.random.default_rng(1)
    )
    assert found.trials == 100
    own = np.random.default_rng(1).spawn(4)[3]
    levels = (*SCHOOLS[:2], replace(SCHOOLS[2], count=12))
    (effect,) = simulate(declaration=declared(levels=levels, effect=0.6), times=100, rng=own).effects
    assert (found.cells[1][1].value, found.cells[1][1].error) == (effect.power.value, effect.power.error)


def test_a_cell_that_cannot_be_says_why():
    schools, shares = Axis(parameter="K", values=(1, 12)), Axis(parameter="rho3", values=(0.1, 0.96))
    found = simulated_surface(
        declaration=declared(), across=schools, down=shares, times=20, rng=np.random.default_rng(1)
    )
    assert [[cell.why for cell in row] for row in found.cells] == [
        ["arm_could_be_empty", None],
        ["bad_supposition", "bad_supposition"],
    ]


def test_an_arm_without_effect_has_no_formula():
    (effect,) = simulate(declaration=declared(effect=0.0), times=50, rng=np.random.default_rng(3)).effects
    assert effect.formula is None
    assert effect.power.value == effect.type_one.value


def test_several_arms_are_each_compared():
    declaration = declared(arms=("usual", "small", "aide"))
    declaration = replace(declaration, suppose=replace(declaration.suppose, effects={"small": 0.8, "aide": 0.0}))
    found = simulate(declaration=declaration, times=400, rng=np.random.default_rng(3))
    small, aide = found.effects
    assert (small.arm, aide.arm) == ("small", "aide")
    assert small.power.value > 0.5 > aide.power.value
    for effect in found.effects:
        assert effect.bias.value == pytest.approx(0, abs=3.5 * effect.bias.error)


def mixed(*levels, **parts):
    return MixedModel(name="mixed", levels=levels, **parts)


def asking(**parts):
    return replace(declared(), estimand=replace(declared().estimand, **parts))


def changed(**parts):
    declaration = declared(covariates=(PRETEST,))
    return replace(declaration, suppose=replace(declaration.suppose, **parts))


@pytest.mark.parametrize(
    ("code", "declaration"),
    [
        ("nothing_supposed", replace(declared(), suppose=None)),
        ("question_not_simulated", asking(received="took part")),
        ("question_not_simulated", asking(waves=Waves(column="year", baseline="2026"))),
        ("not_supposed", declared(estimator=mixed("class", "school", covariates=("age",)))),
        ("not_supposed", declared(estimator=mixed("pretest", "school"), covariates=(PRETEST,))),
        ("not_supposed", declared(method=Stratified(name="stratified", strata=("region",)))),
        ("not_supposed", declared(unit="office", estimator=mixed("class", "office"))),
        ("not_supposed", changed(effects={"other": 0.2})),
        ("not_supposed", changed(effects={"aide": 0.2, "other": 0.2})),
        ("bad_supposition", changed(levels=SCHOOLS[:1])),
        ("bad_supposition", changed(levels=(SCHOOLS[0], SCHOOLS[2], SCHOOLS[2]))),
        ("bad_supposition", changed(levels=(*SCHOOLS[:2], replace(SCHOOLS[2], icc=0.96)))),
        ("bad_supposition", changed(levels=(*SCHOOLS[:2], replace(SCHOOLS[2], icc=None)))),
        ("bad_supposition", changed(levels=(*SCHOOLS[:2], replace(SCHOOLS[2], count=20.5)))),
        ("bad_supposition", changed(levels=(replace(SCHOOLS[0], count=None), *SCHOOLS[1:]))),
        ("bad_supposition", changed(levels=(replace(SCHOOLS[0], count=None, sizes=(0, 3)), *SCHOOLS[1:]))),
        ("bad_supposition", changed(levels=(replace(SCHOOLS[0], cv=-0.1), *SCHOOLS[1:]))),
        ("bad_supposition", changed(levels=(replace(SCHOOLS[0], lost=1.0), *SCHOOLS[1:]))),
        ("bad_supposition", changed(covariates=(Covariate(name="pretest", explains={"pupil": 1.2}),))),
        ("bad_supposition", changed(covariates=(Covariate(name="pretest", explains={"office": 0.2}),))),
        ("bad_supposition", changed(covariates=(Covariate(name="pretest", explains={"pupil": 0.0}),))),
        ("bad_supposition", changed(strata=(replace(REGION, level="pupil"),))),
        ("bad_supposition", changed(strata=(replace(REGION, count=1),))),
        ("bad_supposition", changed(effect_sd=-1.0)),
        ("no_trial_answered", declared(estimator=mixed("class", "school", method="ml"))),
    ],
)
def test_what_cannot_be_simulated_is_refused(code, declaration):
    with pytest.raises(TrialError) as refused:
        simulate(declaration=declaration, times=20, rng=np.random.default_rng(1))
    assert refused.value.code == code


def test_one_trial_tells_nothing():
    with pytest.raises(TrialError) as refused:
        simulate(declaration=declared(), times=1, rng=np.random.default_rng(1))
    assert refused.value.code == "bad_trial_count"
