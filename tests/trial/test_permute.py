"""Randomisation tests: the level and the cover they promise, what must not matter to them, and each refusal."""

from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.one_arm_per_group import chance_of_one_arm
from laget.trial.permute import permute, permute_family
from laget.trial.randomisation_space import ListedSpace, LotSpace, drawn, every, space_of

WITHIN = {"complete": {}, "stratified": {"strata": "region"}, "paired": {"pairs": "pair"}}


def trial(seed: int = 5, clusters: int = 8, effect: float = 1.0) -> dict[str, np.ndarray]:
    """Uneven schools in two regions and in pairs, one of each pair treated; a baseline, and the size of the place."""
    rng = np.random.default_rng(seed)
    school = np.repeat(np.arange(clusters), rng.integers(2, 7, clusters))
    lots = rng.permuted(np.tile([0, 1], (clusters // 2, 1)), axis=1).ravel()
    place = np.array(["town", "land"])[np.array([0, 1, 1, 0])[np.arange(clusters) % 4]]
    baseline = rng.normal(50, 10, school.size)
    score = 0.5 * baseline + rng.normal(0, 3, clusters)[school] + rng.normal(0, 5, school.size) + effect * lots[school]
    return {
        "school": np.array([f"school {number:02}" for number in school]),
        "arm": np.where(lots[school] == 1, "treated", "control"),
        "pair": school // 2,
        "region": np.where(school < clusters // 2, "north", "south"),
        "place": place[school],
        "baseline": baseline,
        "score": score,
    }


def named(columns):
    return {"columns": columns, "treatment": "arm", "cluster": "school"}


def analysed(columns, *, kind="complete", **changes):
    asked = {"outcome": "score", "covariates": ("baseline",), "draws": None}
    return permute(**named(columns), space=space_of(**named(columns), **WITHIN[kind]), **(asked | changes))


def agree(one, other, rel=1e-7):
    assert one.p == other.p
    assert (one.estimate, one.low, one.high) == pytest.approx((other.estimate, other.low, other.high), rel=rel)


@pytest.mark.parametrize("kind", WITHIN)
@pytest.mark.parametrize("covariates", [(), ("baseline", "place")])
def test_the_estimate_is_that_of_least_squares_with_the_draws_blocks(kind, covariates):
    columns = trial(clusters=20)
    blocks = {"stratified": "region", "paired": "pair"}.get(kind)
    fit = fit_least_squares(**named(columns), outcome="score", covariates=covariates, blocks=blocks)
    estimate = fit.coefficient("armtreated").estimate
    ours = analysed(columns, kind=kind, covariates=covariates, draws=99, rng=np.random.default_rng(1))
    assert ours.estimate == pytest.approx(estimate, rel=1e-9)


@pytest.mark.parametrize("kind", WITHIN)
@pytest.mark.parametrize("studentised", [True, False])
@pytest.mark.parametrize("covariates", [(), ("baseline", "place")])
def test_the_level_and_the_cover_hold_exactly(kind, studentised, covariates):
    """Let each allocation in turn be the one that fell. Of them at most a share alpha may refuse the true effect,
    whatever alpha, and the interval holds it just when p does."""
    columns, effect = trial(), 2.0
    space = space_of(**named(columns), **WITHIN[kind])
    without = columns["score"]
    places = np.unique(columns["school"], return_inverse=True)[1]
    found = []
    for allocation in np.concatenate(list(every(space)), axis=1).T:
        treated = allocation[places]
        arms = np.where(treated, "treated", "control")
        fallen = columns | {"arm": arms, "score": without + effect * treated}
        try:
            test = permute(
                **named(fallen),
                outcome="score",
                space=space,
                covariates=covariates,
                draws=None,
                studentised=studentised,
                alpha=0.2,
            )
        except TrialError as error:
            # The size of the place follows this allocation, so there is no effect to estimate, nor to refuse.
            assert error.code == "aliased_column"
            assert "place" in covariates
            found.append(1.0)
            continue
        found.append(test.null.p(effect))
        if found[-1] > 0.2:
            assert test.low <= effect <= test.high
    shares = np.array([np.mean(np.array(found) <= p + 1e-12) for p in found])
    assert (shares <= np.array(found) + 1e-12).all()
    assert min(found) < 0.2


def test_the_level_holds_when_draws_are_sampled():
    """Of 300 trials without an effect, those with p of 0.1 or less are 30 give or take three standard errors."""
    rng = np.random.default_rng(9)
    refused = 0
    for _ in range(300):
        columns = {"school": np.arange(14), "arm": np.tile([0, 1], 7), "score": rng.normal(size=14)}
        test = permute(**named(columns), outcome="score", space=space_of(**named(columns)), draws=99, rng=rng)
        refused += test.p <= 0.1
    assert abs(refused - 30) < 3 * (300 * 0.1 * 0.9) ** 0.5


@pytest.mark.parametrize("kind", ["complete", "stratified"])
def test_a_sample_of_draws_comes_near_all_of_them(kind):
    columns = trial(clusters=12, effect=4)
    exact = analysed(columns, kind=kind)
    sampled = analysed(columns, kind=kind, draws=300, rng=np.random.default_rng(4))
    assert (exact.exact, sampled.exact, sampled.draws) == (True, False, 300)
    assert sampled.p_error == pytest.approx((sampled.p * (1 - sampled.p) / 300) ** 0.5)
    assert abs(sampled.p - exact.p) < 3 * sampled.p_error


def test_a_list_that_is_a_sample_counts_the_lots_as_they_fell_as_one_more():
    columns = trial(clusters=12, effect=1000)
    space = space_of(**named(columns))
    (some,) = drawn(space, times=99, rng=np.random.default_rng(4))
    fallen = (columns["arm"] == "treated")[np.unique(columns["school"], return_index=True)[1]]
    some[:, (some == fallen[:, None]).all(axis=0) | (some != fallen[:, None]).all(axis=0)] = some[:, :1]
    listed = ListedSpace(units=space.units, allocations=some, sampled=True)
    test = permute(**named(columns), outcome="score", space=listed)
    assert (test.p, test.draws, test.exact) == (0.01, 99, False)


def test_no_p_is_zero():
    columns = trial(clusters=20, effect=1000)
    assert analysed(columns, draws=99, rng=np.random.default_rng(1)).p == 0.01
    assert analysed(trial(effect=1000)).p == 2 / 70


@pytest.mark.parametrize("kind", WITHIN)
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=5, deadline=None)
def test_neither_the_order_of_rows_nor_the_schools_names_matter(kind, seed):
    columns, rng = trial(), np.random.default_rng(seed)
    order = rng.permutation(columns["score"].size)
    names = rng.permutation(8)
    other = {name: values[order] for name, values in columns.items()}
    other["school"] = np.array([names[int(name[-2:])] for name in other["school"]])
    agree(analysed(other, kind=kind), analysed(columns, kind=kind))


def test_the_order_of_rows_does_not_matter_to_a_sample_either():
    columns = trial(clusters=20)
    order = np.random.default_rng(3).permutation(columns["score"].size)
    other = {name: values[order] for name, values in columns.items()}
    one, two = (analysed(each, draws=199, rng=np.random.default_rng(8)) for each in (columns, other))
    agree(one, two)


@pytest.mark.parametrize("kind", WITHIN)
@pytest.mark.parametrize("studentised", [True, False])
def test_an_effect_that_is_added_moves_the_interval_along(kind, studentised):
    columns = trial()
    moved = columns | {"score": columns["score"] + 7 * (columns["arm"] == "treated")}
    one, two = (analysed(each, kind=kind, studentised=studentised, alpha=0.2) for each in (columns, moved))
    assert (two.estimate, two.low, two.high) == pytest.approx((one.estimate + 7, one.low + 7, one.high + 7), rel=1e-6)
    assert two.null.p(7) == one.p


def test_the_unit_of_the_outcome_and_a_large_constant_do_not_matter():
    columns = trial()
    other = analysed(columns | {"score": 2.0**30 + 1000 * columns["score"]}, alpha=0.2)
    one = analysed(columns, alpha=0.2)
    assert other.p == one.p
    expected = (1000 * one.estimate, 1000 * one.low, 1000 * one.high)
    assert (other.estimate, other.low, other.high) == pytest.approx(expected, rel=1e-6)


def test_the_reference_turns_the_sign():
    columns = trial()
    one = analysed(columns, alpha=0.2)
    other = permute(
        **named(columns),
        reference="treated",
        outcome="score",
        covariates=("baseline",),
        space=space_of(**named(columns), reference="treated"),
        alpha=0.2,
    )
    assert (other.p, other.term) == (one.p, "armcontrol")
    assert (other.estimate, other.low, other.high) == pytest.approx((-one.estimate, -one.high, -one.low), rel=1e-6)


@pytest.mark.parametrize("studentised", [True, False])
@pytest.mark.parametrize("kind", WITHIN)
def test_p_falls_to_alpha_just_outside_the_interval(kind, studentised):
    test = analysed(trial(clusters=10), kind=kind, studentised=studentised, alpha=0.15)
    nudge = 1e-6 * test.null.unit
    for end, out in ((test.low, -nudge), (test.high, nudge)):
        assert test.null.p(end - out) > 0.15 >= test.null.p(end + out)


def test_an_allocation_that_a_covariate_follows_has_no_effect_to_be_as_large():
    """Of 70 allocations two are the place and its opposite: they count in no p but that of the estimate itself."""
    columns = trial()
    test = analysed(columns, covariates=("place",))
    places = np.array([0, 1, 1, 0, 0, 1, 1, 0], dtype=bool)
    allocations = np.concatenate(list(every(space_of(**named(columns)))), axis=1)
    follows = (allocations == places[:, None]).all(axis=0) | (allocations != places[:, None]).all(axis=0)
    drawn_again = test.null.statistics()[1]
    assert follows.sum() == 2
    assert drawn_again[follows] == pytest.approx(0, abs=1e-6)
    assert (np.abs(drawn_again[~follows]) > 1e-6).all()


def test_too_few_allocations_leave_the_interval_open():
    """Of 20 ways to draw 3 of 6, the one that fell and its mirror image always look the same: p is never under 0.1."""
    test = analysed(trial(clusters=6), covariates=())
    assert (test.low, test.high) == (-inf, inf)
    assert test.null.p(1e6) == 0.1
    assert "20 ways to draw 3 of 6 units" in test.notes[0]
    assert analysed(trial(clusters=6), covariates=(), alpha=0.1).notes == ()


def test_a_list_of_all_allocations_is_the_space_itself():
    columns = trial()
    space = space_of(**named(columns))
    listed = ListedSpace(units=space.units, allocations=np.concatenate(list(every(space)), axis=1), sampled=False)
    agree(permute(**named(columns), outcome="score", covariates=("baseline",), space=listed), analysed(columns))


def test_the_units_of_a_space_may_come_in_any_order():
    columns = trial()
    space = space_of(**named(columns), strata="region")
    turned = LotSpace(units=space.units[::-1], strata=space.strata[::-1], treated=space.treated)
    agree(
        permute(**named(columns), outcome="score", covariates=("baseline",), space=turned),
        analysed(columns, kind="stratified"),
    )


def test_strata_as_a_covariate_of_a_list_give_the_same_estimate():
    columns = trial()
    space = space_of(**named(columns), strata="region")
    listed = ListedSpace(units=space.units, allocations=np.concatenate(list(every(space)), axis=1), sampled=False)
    one = permute(**named(columns), outcome="score", covariates=("baseline", "region"), space=listed)
    assert one.estimate == pytest.approx(analysed(columns, kind="stratified").estimate, rel=1e-9)


def test_a_family_is_its_tests_one_by_one_in_the_same_draws():
    columns = trial(clusters=20)
    columns["other"] = columns["score"][::-1].copy()
    asked = {"space": space_of(**named(columns)), "covariates": ("baseline",), "draws": 500}
    family = permute_family(**named(columns), outcomes=("score", "other"), rng=np.random.default_rng(2), **asked)
    for outcome, test in zip(("score", "other"), family, strict=True):
        alone = permute(**named(columns), outcome=outcome, rng=np.random.default_rng(2), **asked)
        assert test.outcome == outcome
        agree(test, alone, rel=1e-9)


def whole_schools(classes=3, schools=12):
    """Lots between schools, and classes of theirs that are said to be what was drawn."""
    rng = np.random.default_rng(3)
    one = np.repeat(np.arange(schools * classes), 4)
    school = one // classes
    return {
        "class": one,
        "room": one + 100,
        "school": np.array([f"school {number:02}" for number in school]),
        "municipality": school % 4,
        "arm": np.where(school < schools // 2, "treated", "control"),
        "other word": np.where(school < schools // 2, "med", "uten"),
        "pupil": np.arange(one.size),
        "score": rng.normal(size=one.size),
    }


def notes(columns, **within):
    asked = {"columns": columns, "treatment": "arm", "cluster": "class"}
    space = space_of(**asked, **within)
    return permute(**asked, outcome="score", space=space, draws=99, rng=np.random.default_rng(1)).notes


def test_classes_that_share_the_arm_of_their_school_are_told_of():
    (note,) = notes(whole_schools())
    assert note == (
        "Each of the 12 groups of 'school' has all its units of 'class' in one arm, which lots between the units would "
        "seldom give. If lots were drawn between 'school', name that as the cluster: between its parts p is too small."
    )
    between_municipalities = whole_schools()
    between_municipalities["municipality"] = np.arange(144) // 24
    (note,) = notes(between_municipalities)
    assert note.startswith("Each of the 6 groups of 'municipality'")


def test_lots_that_were_drawn_between_the_clusters_are_not_told_of():
    columns = whole_schools()
    rng = np.random.default_rng(4)
    lots = rng.permuted(np.tile(["treated", "control"], 18))[columns["class"]]
    assert notes(columns | {"arm": lots}) == ()
    # Four schools of two classes share their arms in 6 of 70 draws, which is no wonder.
    assert notes(whole_schools(classes=2, schools=4)) == ()
    other = np.where(columns["arm"] == "treated", "control", "treated")
    within = np.where(columns["class"] % 3 < 2, columns["arm"], other)
    assert notes(columns | {"arm": within}, strata="school") == ()


@pytest.mark.parametrize("strata", [None, "half"])
@given(sizes=st.lists(st.integers(1, 3), min_size=2, max_size=4), seed=st.integers(0, 99))
def test_the_chance_of_one_arm_per_group_is_what_counting_says(strata, sizes, seed):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    n = groups.size
    rng = np.random.default_rng(seed)
    home = np.zeros(n, dtype=int) if strata is None or n < 4 else rng.permutation(np.arange(n) % 2)
    treated = tuple(int(rng.integers(1, size)) for size in np.bincount(home))
    space = LotSpace(units=tuple(map(str, range(n))), strata=tuple(home.tolist()), treated=treated)
    alike = total = 0
    for block in every(space):
        total += block.shape[1]
        cells = [block[(groups == group) & (home == half)] for group in set(groups) for half in set(home)]
        alike += np.all([(cell == cell[:1]).all(axis=0) for cell in cells if len(cell)], axis=0).sum()
    assert chance_of_one_arm(groups=groups, space=space, places=np.arange(n)) == Fraction(int(alike), total)


def refused(columns, code, **changes):
    with pytest.raises(TrialError) as caught:
        analysed(columns, **changes)
    assert caught.value.code == code
    return caught.value


def test_an_arm_of_one_cluster_has_no_spread_of_its_own():
    columns = trial(clusters=4)
    kept = (columns["arm"] == "control") | (columns["pair"] == 0)
    columns = {name: values[kept] for name, values in columns.items()}
    refused(columns, "arm_of_one_cluster", covariates=())
    assert analysed(columns, covariates=(), studentised=False).draws == 3


def test_clusters_that_tell_the_very_same():
    columns = trial()
    columns["score"] = np.where(columns["arm"] == "treated", 2.0, 1.0)
    refused(columns, "no_spread_between_clusters", covariates=())
    bare = analysed(columns, covariates=(), studentised=False)
    assert (bare.estimate, bare.p) == pytest.approx((1, 2 / 70))


@pytest.mark.parametrize(
    ("change", "asked", "code"),
    [
        ({}, {"draws": 10}, "no_generator"),
        ({}, {"draws": 0}, "bad_draws"),
        ({}, {"alpha": 1.0}, "bad_alpha"),
        ({"score": np.full(trial()["score"].size, 0.1)}, {}, "no_residual"),
        ({"score": trial()["baseline"]}, {}, "no_residual"),
        ({"place": trial()["arm"]}, {"covariates": ("place",)}, "aliased_column"),
        ({}, {"covariates": ("region",), "kind": "stratified"}, "aliased_column"),
        ({"again": 3 - trial()["baseline"]}, {"covariates": ("baseline", "again")}, "aliased_column"),
    ],
)
def test_what_carries_no_answer(change, asked, code):
    refused(trial() | change, code, **asked)


def test_more_coefficients_than_rows():
    columns = {name: values[np.unique(trial()["school"], return_index=True)[1]] for name, values in trial().items()}
    columns["sex"] = np.array([f"kind {number}" for number in range(8)])
    error = refused(columns, "too_few_rows", covariates=("sex",))
    assert error.values == {"rows": 8, "coefficients": 9}


def given_space(columns, space):
    with pytest.raises(TrialError) as caught:
        permute(**named(columns), outcome="score", space=space)
    return caught.value.code, dict(caught.value.values)


def test_data_that_the_space_does_not_know():
    columns = trial()
    known = space_of(**named(columns))
    fewer = LotSpace(units=known.units[1:], strata=(0,) * 7, treated=(4,))
    more = LotSpace(units=(*known.units, "school 99"), strata=(0,) * 9, treated=(4,))
    other = LotSpace(units=known.units, strata=(0,) * 8, treated=(3,))
    assert given_space(columns, fewer) == ("cluster_not_in_space", {"column": "school", "cluster": "school 00"})
    assert given_space(columns, more) == ("unit_without_rows", {"column": "school", "unit": "school 99"})
    assert given_space(columns, other) == ("not_in_space", {"size": "56"})


def test_a_family_of_no_outcomes():
    with pytest.raises(TrialError) as caught:
        permute_family(**named(trial()), outcomes=(), space=space_of(**named(trial())))
    assert caught.value.code == "empty_family"


def test_long_ids_that_differ_in_their_last_digit_are_two_schools():
    def tested(school, arm):
        columns = {"school": school, "arm": arm, "score": np.arange(8.0) ** 2}
        asked = {"columns": columns, "treatment": "arm", "cluster": "school"}
        return permute(**asked, outcome="score", space=space_of(**asked)).p

    number, arm = np.arange(8), np.array([0.0, 1] * 4)
    assert tested(number + 1_234_567_890_123_456, arm) == tested(number, arm)
    # Zero has two signs, and is one arm.
    assert tested(number, np.where(arm, 1.0, -0.0)) == tested(number, arm)


def test_whoever_waits_is_told_how_far_it_has_come():
    told = []
    columns = trial(clusters=18)
    analysed(columns, draws=None, progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 48_620) for done in (10_000, 20_000, 30_000, 40_000, 48_620)]
    told.clear()
    analysed(columns, draws=50, rng=np.random.default_rng(1), progress=lambda done, of: told.append((done, of)))
    assert told == [(50, 50)]
