"""The mixed model: against dense matrices, by what must not matter, and each refusal."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.trial.dense_mixed import Problem, dense_fit, inference_at

from laget.trial import nested_model
from laget.trial.design_matrix import design_matrix
from laget.trial.errors import TrialError
from laget.trial.kenward_roger import kenward_roger_covariance
from laget.trial.merged_sums import merged_sums
from laget.trial.mixed_model import INFERENCES, fit_mixed
from laget.trial.model_terms import INTERCEPT, model_terms
from laget.trial.nested_model import fit_nested
from laget.trial.nested_moments import nested_moments
from laget.trial.nested_sums import nested_sums
from laget.trial.nesting import nest
from laget.trial.profile_likelihood import profile_likelihood
from laget.trial.satterthwaite import satterthwaite_df
from laget.trial.slope_moments import slope_moments

# The two routes round in different orders; between them stand inverses of matrices, and no search.
AGREE = 1e-8
LEVELS = ("class", "school")

seeds = st.integers(min_value=0, max_value=2**32 - 1)
quick = settings(max_examples=15, deadline=None)


def trial(seed: int = 12, schools: int = 12, within: bool = False) -> dict[str, np.ndarray]:
    """Pupils in classes in schools of uneven size, in three municipalities; whole schools treated, unless
    ``within``, when lots fell on pupils and the effect varies between schools."""
    rng = np.random.default_rng(seed)
    school = np.repeat(np.arange(schools), rng.integers(2, 4, schools))
    klass = np.arange(school.size)
    size = rng.integers(3, 8, klass.size)
    school, klass = np.repeat(school, size), np.repeat(klass, size)
    treated = np.where(np.arange(school.size) % 2 if within else school % 2, 1, 0)
    baseline = rng.normal(50, 10, school.size)
    score = (
        20 + 0.5 * baseline + 2 * treated
        + rng.normal(0, 3, schools)[school] + rng.normal(0, 2, klass.max() + 1)[klass] + rng.normal(0, 5, school.size)
    )  # fmt: skip
    if within:
        score = score + rng.normal(0, 5, schools)[school] * treated
    return {
        "class": np.array([f"class {number}" for number in klass]),
        "school": np.array([f"school {number}" for number in school]),
        "municipality": np.array(["Bø", "Ås, indre", "Ål"])[school % 3],
        "arm": np.where(treated == 1, "treated", "control"),
        "baseline": baseline,
        "sex": np.where(rng.integers(0, 2, school.size) == 1, "girl", "boy"),
        "weight": rng.integers(1, 5, school.size) / 2,
        "score": score,
    }


def fitted(columns, **changes):
    asked = {
        "outcome": "score",
        "treatment": "arm",
        "covariates": ("baseline", "sex"),
        "levels": ("class", "school"),
    }
    return fit_mixed(columns=columns, **(asked | changes))


def summed(columns, *, covariates=("baseline", "sex"), levels=("class", "school"), **changes):
    asked = {
        "terms": model_terms(columns=columns, treatment="arm", covariates=covariates),
        "outcome": columns["score"],
        "nesting": nest(columns=columns, levels=levels),
    }
    return nested_sums(**(asked | changes))


def figures(fit):
    """Everything a fit says in numbers; what a change of the outcome's unit scales comes first."""
    return {one.term: (one.estimate, one.se, one.low, one.high, one.df, one.p) for one in fit.coefficients} | {
        "variances": tuple(fit.variances.values())
    }


def agree(one, other, *, rel=AGREE, but=()):
    assert one.keys() == other.keys()
    for name in one.keys() - set(but):
        assert one[name] == pytest.approx(other[name], rel=rel, abs=rel), name


def test_it_works():
    fit = fitted(trial())
    effect = fit.coefficient("armtreated")
    assert [one.term for one in fit.coefficients] == [INTERCEPT, "armtreated", "baseline", "sexgirl"]
    assert (fit.n, fit.inference, fit.method) == (len(trial()["score"]), "kr", "reml")
    assert fit.groups == {"class": 28, "school": 12}
    assert (effect.low, effect.high) == pytest.approx(effect.interval(level=0.95), rel=1e-12)
    assert list(fit.variances) == ["class", "school", "residual"]
    total = sum(fit.variances.values())
    assert fit.icc["class"] == pytest.approx(fit.variances["class"] / total)
    assert fit.icc["class within the same school"] == pytest.approx(1 - fit.variances["residual"] / total)
    assert fit.covariance == {}


# ── against dense matrices ──────────────────────────────────────────────────────────────────────────────────────


def x_of(columns):
    return np.column_stack(
        [np.ones(columns["score"].size), columns["arm"] == "treated", columns["baseline"], columns["sex"] == "girl"]
    ).astype(float)


@given(
    seed=seeds,
    depth=st.integers(1, 3),
    within=st.booleans(),
    weighted=st.booleans(),
    restricted=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_the_sums_and_the_dense_matrices_agree(seed, depth, within, weighted, restricted):
    columns = trial(seed, within=within)
    levels = ("class", "school", "municipality")[:depth]
    weights = columns["weight"] if weighted else None
    fit = fit_nested(sums=summed(columns, levels=levels, weights=weights), restricted=restricted)
    dense = dense_fit(
        x=x_of(columns),
        y=columns["score"],
        groups=[columns[level] for level in levels],
        weights=weights,
        restricted=restricted,
    )
    assert fit.criterion <= dense.criterion + AGREE * abs(dense.criterion)
    # The dense search has a single start; where it ends in a higher dip there is nothing to compare.
    assume(dense.criterion < fit.criterion + 1e-6)
    largest = dense.variances.max()
    assert [*fit.variances.values(), fit.residual_variance] == pytest.approx(dense.variances, abs=AGREE * largest)
    assert fit.estimates == pytest.approx(dense.estimates, rel=AGREE, abs=AGREE)
    assert fit.covariance == pytest.approx(dense.covariance, rel=AGREE, abs=AGREE * dense.covariance.max())
    if restricted:
        assert satterthwaite_df(fit=fit, observed=False) == pytest.approx(dense.df_expected, rel=AGREE)
        assert np.diagonal(kenward_roger_covariance(fit=fit)) == pytest.approx(
            np.diagonal(dense.kenward_roger), rel=AGREE
        )
    assert satterthwaite_df(fit=fit, observed=True) == pytest.approx(dense.df_observed, rel=AGREE)


@given(seed=seeds, depth=st.integers(1, 2), weighted=st.booleans())
@quick
def test_with_a_random_slope_too(seed, depth, weighted):
    """The dense matrices at our variances: the same criterion and inference, and no way down from there."""
    columns = trial(seed, within=True)
    levels = ("class", "school")[-depth:]
    weights = columns["weight"] if weighted else np.ones(columns["score"].size)
    fit = fit_nested(sums=summed(columns, levels=levels, slope="armtreated", weights=weights))
    school = (columns["school"][:, None] == np.unique(columns["school"])).astype(float)
    slope = school * x_of(columns)[:, [1]]
    klass = (columns["class"][:, None] == np.unique(columns["class"])).astype(float)
    problem = Problem(
        x=x_of(columns),
        y=columns["score"],
        kernels=[
            *([klass @ klass.T] if depth == 2 else []),
            school @ school.T,
            school @ slope.T + slope @ school.T,
            slope @ slope.T,
            np.diag(1 / weights),
        ],
        restricted=True,
    )
    slope_variance, covariance = fit.slope
    variances = np.array([*fit.variances.values(), covariance, slope_variance, fit.residual_variance])
    dense = inference_at(problem, variances)
    assert fit.criterion == pytest.approx(dense.criterion, rel=1e-10)
    assert fit.covariance == pytest.approx(dense.covariance, rel=AGREE, abs=AGREE * dense.covariance.max())
    assert satterthwaite_df(fit=fit, observed=False) == pytest.approx(dense.df_expected, rel=1e-7)
    assert np.diagonal(kenward_roger_covariance(fit=fit)) == pytest.approx(np.diagonal(dense.kenward_roger), rel=AGREE)
    if fit.chart.free.all():
        gradient, _, _ = problem.derivatives(variances)
        assert gradient * variances == pytest.approx(np.zeros(len(variances)), abs=1e-5)
        assert satterthwaite_df(fit=fit, observed=True) == pytest.approx(dense.df_observed, rel=1e-6)


@pytest.mark.parametrize("restricted", [True, False])
@pytest.mark.parametrize("slope", [None, "armtreated"])
@pytest.mark.parametrize("levels", [("school",), ("class", "school"), ("class", "school", "municipality")])
def test_gradient_and_hessian_are_those_of_the_criterion(levels, slope, restricted):
    if slope and len(levels) > 2:
        return
    sums = summed(trial(within=True), levels=levels, slope=slope)

    def at(ratios):
        if slope:
            moments = slope_moments(sums=sums, slope=sums.slope, ratios=ratios)
        else:
            moments = nested_moments(sums=sums, ratios=ratios)
        return profile_likelihood(moments=moments, n=sums.n, restricted=restricted)

    here = np.array([0.3, 0.2, 0.1][: len(levels)] + [0.05, 0.2] * bool(slope))
    for place in range(len(here)):
        nudge = np.zeros_like(here)
        nudge[place] = 1e-5
        up, down = at(here + nudge), at(here - nudge)
        assert (up.value - down.value) / 2e-5 == pytest.approx(at(here).gradient[place], rel=1e-5, abs=1e-5)
        assert (up.gradient - down.gradient) / 2e-5 == pytest.approx(at(here).hessian[place], rel=1e-4, abs=1e-4)


# ── what must not matter ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("inference", INFERENCES)
def test_the_order_of_the_rows_does_not_matter(inference):
    columns = trial()
    order = np.random.default_rng(1).permutation(columns["score"].size)
    mixed = {name: values[order] for name, values in columns.items()}
    agree(figures(fitted(mixed, inference=inference)), figures(fitted(columns, inference=inference)))


@given(seed=seeds)
@quick
def test_what_classes_and_schools_are_called_does_not_matter(seed):
    columns = trial()
    rng = np.random.default_rng(seed)
    renamed = dict(columns)
    for level in ("class", "school"):
        names, place = np.unique(columns[level], return_inverse=True)
        renamed[level] = rng.permutation(names.size)[place] * 1.5
    agree(figures(fitted(renamed)), figures(fitted(columns)))


def test_labels_that_begin_anew_in_every_school_are_classes_of_their_own():
    columns = trial()
    anew = np.empty(rows(columns), dtype="U2")
    for school in np.unique(columns["school"]):
        here = columns["school"] == school
        anew[here] = np.array(["1a", "1b", "1c"])[np.unique(columns["class"][here], return_inverse=True)[1]]
    fit = fitted(columns | {"class": anew})
    agree(figures(fit), figures(fitted(columns)))
    assert fit.groups == {"class": 28, "school": 12}
    assert "Labels of 'class' occur in several groups" in fit.notes[0]


@pytest.mark.parametrize("inference", INFERENCES)
@pytest.mark.parametrize("constant", [1e6, -1e6])
def test_a_constant_added_to_the_outcome_moves_the_intercept_alone(constant, inference):
    columns = trial()
    one = figures(fitted(columns, inference=inference))
    other = figures(fitted(columns | {"score": columns["score"] + constant}, inference=inference))
    agree(one, other, but=[INTERCEPT])
    assert other[INTERCEPT][0] == pytest.approx(one[INTERCEPT][0] + constant, abs=1e-6)
    assert other[INTERCEPT][4] == pytest.approx(one[INTERCEPT][4], rel=AGREE)


def test_a_constant_added_to_the_outcome_leaves_the_criterion():
    columns = trial()
    far = fitted(columns | {"score": columns["score"] + 1e6})
    assert far.criterion == pytest.approx(fitted(columns).criterion, abs=1e-8)


def test_a_constant_added_to_a_covariate_moves_the_intercept_alone():
    columns = trial()
    far = fitted(columns | {"baseline": columns["baseline"] + 1e6})
    agree(figures(far), figures(fitted(columns)), but=[INTERCEPT])
    assert far.criterion == pytest.approx(fitted(columns).criterion, abs=1e-7)


@given(factor=st.floats(min_value=1e-9, max_value=1e9))
@quick
def test_the_unit_of_the_outcome_scales_what_has_its_unit(factor):
    columns = trial()
    one, other = fitted(columns), fitted(columns | {"score": columns["score"] * factor})
    for term in ("armtreated", "baseline", INTERCEPT):
        a, b = one.coefficient(term), other.coefficient(term)
        assert (b.estimate, b.se) == pytest.approx((factor * a.estimate, factor * a.se), rel=AGREE)
        assert (b.df, b.p) == pytest.approx((a.df, a.p), rel=AGREE)
    for level, variance in one.variances.items():
        assert other.variances[level] == pytest.approx(factor**2 * variance, rel=AGREE)
    assert dict(other.icc) == pytest.approx(dict(one.icc), rel=AGREE)
    rows = one.n - len(one.coefficients)
    assert other.criterion == pytest.approx(one.criterion + 2 * rows * np.log(factor), rel=1e-9, abs=1e-6)


@given(factor=st.floats(min_value=1e-9, max_value=1e9))
@quick
def test_the_unit_of_a_covariate_scales_its_coefficient(factor):
    columns = trial()
    one, other = fitted(columns), fitted(columns | {"baseline": columns["baseline"] * factor})
    agree(figures(other), figures(one), but=["baseline"])
    assert other.coefficient("baseline").estimate * factor == pytest.approx(
        one.coefficient("baseline").estimate, rel=AGREE
    )


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("chunk", [1, 7, 50, 10**6])
def test_the_pieces_in_which_the_rows_are_read_do_not_matter(chunk, shuffled):
    columns = trial(within=True)
    if shuffled:
        order = np.random.default_rng(3).permutation(columns["score"].size)
        columns = {name: values[order] for name, values in columns.items()}
    whole, pieces = (
        summed(columns, slope="armtreated", weights=columns["weight"], chunk=size) for size in (8192, chunk)
    )
    for part in ("mass", "means", "within", "scale", "log_weights"):
        assert getattr(pieces, part) == pytest.approx(getattr(whole, part), rel=1e-12, abs=1e-12)
    assert pieces.slope.within == pytest.approx(whole.slope.within, rel=1e-12, abs=1e-11)


@pytest.mark.parametrize("order", ["in order", "shuffled"])
@pytest.mark.parametrize("cuts", [[1], [40], [17, 41], [17, 18, 19, 60]], ids=str)
def test_how_the_rows_are_split_into_files_does_not_matter(cuts, order):
    columns = trial(within=True)
    if order == "shuffled":
        mixed = np.random.default_rng(3).permutation(columns["score"].size)
        columns = {name: values[mixed] for name, values in columns.items()}
    terms = model_terms(columns=columns, treatment="arm", covariates=("baseline", "sex"))
    whole = summed(columns, levels=LEVELS, slope="armtreated", weights=columns["weight"])
    parts = [
        nested_sums(
            terms=replace(terms, terms=tuple(replace(term, column=term.column[rows]) for term in terms.terms)),
            outcome=columns["score"][rows],
            nesting=nest(columns={level: columns[level][rows] for level in LEVELS}, levels=LEVELS),
            weights=columns["weight"][rows],
            slope="armtreated",
        )
        for rows in np.split(np.arange(columns["score"].size), cuts)
    ]
    merged = merged_sums(parts)
    assert (merged.n, merged.groups, merged.terms.names) == (whole.n, whole.groups, whole.terms.names)
    ours, theirs = fit_nested(sums=merged), fit_nested(sums=whole)
    assert ours.criterion == pytest.approx(theirs.criterion, rel=1e-12)
    assert ours.estimates == pytest.approx(theirs.estimates, rel=AGREE)
    assert kenward_roger_covariance(fit=ours) == pytest.approx(kenward_roger_covariance(fit=theirs), rel=1e-7)
    for observed in (True, False):
        ours_df, theirs_df = (satterthwaite_df(fit=fit, observed=observed) for fit in (ours, theirs))
        assert ours_df == pytest.approx(theirs_df, rel=1e-6)


def test_sums_of_different_models_do_not_add_up():
    columns = trial()
    coded = columns | {"class": np.unique(columns["class"], return_inverse=True)[1]}
    others = (
        summed(columns, covariates=("baseline",)),
        summed(columns, levels=("school",)),
        summed(columns, weights=columns["weight"]),
        summed(columns, slope="armtreated"),
        summed(coded),
    )
    for other in others:
        with pytest.raises(TrialError) as caught:
            merged_sums([summed(columns), other])
        assert caught.value.code == "parts_differ"


@pytest.mark.parametrize("kind", [float, int, bool])
def test_a_treatment_of_zero_and_one_is_called_by_its_column(kind):
    columns = trial()
    named = figures(fitted(columns))
    coded = figures(fitted(columns | {"arm": (columns["arm"] == "treated").astype(kind)}))
    assert coded["arm"] == pytest.approx(named["armtreated"], rel=1e-12)


def test_the_reference_turns_the_sign():
    one = fitted(trial()).coefficient("armtreated")
    other = fitted(trial(), reference="treated").coefficient("armcontrol")
    assert (other.estimate, other.se, other.df) == pytest.approx((-one.estimate, one.se, one.df), rel=1e-10)


def test_equal_weights_are_none():
    columns = trial()
    even = figures(fitted(columns | {"weight": np.full(columns["score"].size, 1.0)}, weights="weight"))
    agree(even, figures(fitted(columns)), rel=1e-12)


def test_twice_the_weight_is_twice_the_residual_variance_and_nothing_else():
    columns = trial()
    one = fitted(columns, weights="weight")
    two = fitted(columns | {"weight": 2 * columns["weight"]}, weights="weight")
    assert two.variances["residual"] == pytest.approx(2 * one.variances["residual"], rel=AGREE)
    agree(figures(two), figures(one), but=["variances"])
    assert two.criterion == pytest.approx(one.criterion, rel=1e-10)


def test_blocks_enter_as_columns_and_are_not_shown():
    fit = fitted(trial(), blocks="municipality", covariates=("baseline",))
    by_hand = fitted(trial(), covariates=("baseline", "municipality"))
    assert [one.term for one in fit.coefficients] == [INTERCEPT, "armtreated", "baseline"]
    agree(figures(fit), {term: values for term, values in figures(by_hand).items() if "municip" not in term})


def test_the_terms_are_those_of_the_design_matrix():
    columns = trial() | {"year": np.arange(len(trial()["score"])) % 3}
    asked = {"columns": columns, "treatment": "arm", "covariates": ("baseline", "sex"), "blocks": "year"}
    stacked, terms = design_matrix(**asked), model_terms(**asked)
    assert terms.names[1:] == stacked.terms[1:]
    assert (terms.treatment, terms.covariates) == (stacked.treatment, stacked.covariates)
    for term, theirs in zip(terms.terms, stacked.matrix.T[1:], strict=True):
        ours = term.read(slice(None))
        assert ours - ours.mean() == pytest.approx(theirs - theirs.mean())


# ── effect sizes, edges and notes ───────────────────────────────────────────────────────────────────────────────


def test_g_by_hedges_where_whole_schools_were_drawn_and_by_the_models_interval_elsewhere():
    one_level = fitted(trial(), levels=("school",))
    assert one_level.notes == ()
    two_levels = fitted(trial())
    effect, g = two_levels.coefficient("armtreated"), two_levels.effect_sizes["armtreated"]
    within, total = two_levels.variances["residual"] ** 0.5, sum(two_levels.variances.values()) ** 0.5
    assert (g.within.value, g.within.low) == pytest.approx((effect.estimate / within, effect.low / within))
    assert (g.total.value, g.total.high) == pytest.approx((effect.estimate / total, effect.high / total))
    assert "Hedges (2007)" in two_levels.notes[-1]
    assert "Hedges (2007)" in fitted(trial(within=True), levels=("school",)).notes[-1]


def test_the_interval_of_g_follows_alpha():
    wide, narrow = (
        fitted(trial(), levels=("school",), alpha=alpha).effect_sizes["armtreated"].total for alpha in (0.05, 0.1)
    )
    assert narrow.value == wide.value
    assert (narrow.high - narrow.value) / (wide.high - wide.value) == pytest.approx(1.6448536 / 1.96, rel=1e-6)


def test_the_interval_follows_alpha():
    effect = fitted(trial(), alpha=0.1).coefficient("armtreated")
    assert (effect.low, effect.high) == pytest.approx(effect.interval(level=0.9), rel=1e-12)


def flat(seed=5):
    """No variance between classes: within a school every class has the same mean."""
    columns = trial(seed)
    for klass in np.unique(columns["class"]):
        here = columns["class"] == klass
        noise = columns["score"][here] - columns["score"][here].mean()
        school = int(columns["school"][here][0].split()[1])
        columns["score"][here] = noise + school % 5 + 2 * (school % 2)
    return columns


@pytest.mark.parametrize("inference", INFERENCES)
def test_a_variance_at_zero_stays_there_and_is_noted(inference):
    fit = fitted(flat(), inference=inference, covariates=())
    assert fit.variances["class"] == 0
    assert "The variance between 'class' is estimated at zero" in fit.notes[0]


def test_with_a_variance_at_zero_lmertests_satterthwaite_is_that_of_the_model_without_it():
    with_it = fitted(flat(), inference="satterthwaite", covariates=()).coefficient("armtreated")
    without = fitted(flat(), inference="satterthwaite", covariates=(), levels=("school",)).coefficient("armtreated")
    assert (with_it.se, with_it.df) == pytest.approx((without.se, without.df), rel=AGREE)
    kept = fitted(flat(), inference="satterthwaite-expected", covariates=()).coefficient("armtreated")
    assert kept.df != pytest.approx(without.df, rel=1e-3)


def test_a_slope_at_its_edge_is_noted():
    fit = fitted(trial(within=True) | {"score": trial()["score"]}, slope=True, levels=("school",))
    assert "The covariance of intercept and slope of 'school' is at the edge" in fit.notes[0]
    correlation = fit.covariance["school:arm"] / (fit.variances["school"] * fit.variances["school:arm"]) ** 0.5
    assert abs(correlation) == pytest.approx(1, abs=1e-6)


def test_a_slope_is_reported_beside_its_intercept():
    fit = fitted(trial(within=True), slope=True)
    assert list(fit.variances) == ["class", "school", "school:arm", "residual"]
    assert list(fit.covariance) == ["school:arm"]
    assert fit.notes[-1] == "The total variance behind g and ICC is that of the reference arm."


def test_a_lower_dip_beside_zero_is_found():
    """The criterion has a dip at no variance between schools, and a lower one at 54 times the residual's."""
    columns = {
        "arm": np.array(["b", "a", "a", "a", "a", "b"]),
        "school": np.array([0, 1, 2, 2, 2, 3]),
        "baseline": np.array([4, 4, 1, 2, 0, 3]),
        "score": np.array([10.0, 5, 0, 0, 1, 9]),
    }
    sums = summed(columns, covariates=("baseline",), levels=("school",))

    def value(ratio):
        moments = nested_moments(sums=sums, ratios=np.array([ratio]))
        return profile_likelihood(moments=moments, n=sums.n, restricted=True).value

    assert value(0.0) < min(value(ratio) for ratio in np.geomspace(1e-3, 1, 50))
    fit = fit_nested(sums=sums)
    assert fit.profile.value <= min(value(ratio) for ratio in np.geomspace(1, 1e4, 500)) < value(0.0) - 0.5


def test_three_schools_are_answered_with_a_note():
    fit = fitted(trial(schools=3), covariates=("baseline",), levels=("school",))
    assert fit.groups == {"school": 3}
    assert any("'armtreated' has" in note and "degrees of freedom" in note for note in fit.notes)
    assert any("A single 'school' has arm 'treated'" in note for note in fit.notes)


def test_an_arm_with_one_school_is_answered_with_a_note():
    columns = trial()
    columns["arm"] = np.where(columns["school"] == "school 3", "new, æøå", "old")
    fit = fitted(columns, reference="old")
    assert fit.coefficient("armnew, æøå").se > fitted(trial()).coefficient("armtreated").se
    assert any("A single 'school' has arm 'new, æøå'" in note for note in fit.notes)


def test_a_school_in_two_arms_is_said_among_schools_that_have_one():
    columns = trial()
    assert not any("several arms" in note for note in fitted(columns).notes)
    columns["arm"][0] = "control" if columns["arm"][0] == "treated" else "treated"
    count = np.unique(columns["school"]).size
    fit = fitted(columns, levels=("class", "school"))
    assert any(f"1 of {count} groups of 'school' have rows in several arms" in note for note in fit.notes)


def test_lots_within_every_school_need_no_note():
    columns = trial()
    columns["arm"] = np.where(np.arange(columns["arm"].size) % 2 == 0, "old", "new")
    assert not any("several arms" in note for note in fitted(columns, reference="old").notes)


@pytest.mark.parametrize("inference", INFERENCES)
@pytest.mark.parametrize("unit", [1e-100, 1e-80, 1e78, 1e95])
def test_an_unheard_of_unit_leaves_the_degrees_of_freedom(inference, unit):
    columns = trial()
    plain = fitted(columns, inference=inference)
    scaled = fitted(columns | {"score": columns["score"] * unit}, inference=inference)
    for one, other in zip(plain.coefficients, scaled.coefficients, strict=True):
        assert (other.df, other.p) == (pytest.approx(one.df, rel=1e-8), pytest.approx(one.p, rel=1e-7))
        assert other.se / unit == pytest.approx(one.se, rel=1e-8)


def test_between_within_by_hand():
    fit = fitted(trial(), inference="between-within", levels=("class", "school", "municipality"))
    n = fit.n
    assert {one.term: one.df for one in fit.coefficients} == {
        INTERCEPT: n - 28 - 2,
        "armtreated": 12 - 3 - 1,
        "baseline": n - 28 - 2,
        "sexgirl": n - 28 - 2,
    }


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────


def refused(columns, **changes) -> TrialError:
    with pytest.raises(TrialError) as caught:
        fitted(columns, **changes)
    return caught.value


def rows(columns):
    return columns["score"].size


@pytest.mark.parametrize("part", ["outcome", "treatment", "blocks", "levels", "covariates", "weights"])
def test_a_column_that_is_not_there(part):
    error = refused(trial(), **{part: ("gone",) if part in ("covariates", "levels") else "gone"})
    assert (error.code, error.values) == ("missing_column", {"column": "gone"})


@pytest.mark.parametrize("name", ["score", "baseline", "weight"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e200])
def test_a_value_that_is_no_number(name, value):
    columns = trial()
    columns[name][3] = value
    error = refused(columns, weights="weight")
    assert (error.code, error.values) == ("not_finite", {"column": name, "row": 4})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"score": trial()["sex"]}, "not_numeric"),
        ({"arm": np.full(rows(trial()), "treated")}, "one_arm"),
        ({"arm": 1.0 + (trial()["arm"] == "treated")}, "treatment_not_binary"),
        ({"baseline": np.full(rows(trial()), 0.1)}, "constant_column"),
        ({"sex": np.full(rows(trial()), "girl")}, "constant_column"),
        ({"baseline": 3.0 * (trial()["arm"] == "treated")}, "aliased_column"),
        ({"score": np.full(rows(trial()), 0.1)}, "no_residual"),
        ({"score": np.zeros(rows(trial()))}, "no_residual"),
        ({"score": 1e9 + 1e-7 * trial()["baseline"]}, "no_residual"),
        ({"score": 3 * trial()["baseline"] + 1}, "no_residual"),
        ({"score": trial()["baseline"] + np.unique(trial()["class"], return_inverse=True)[1]}, "no_spread_within"),
        ({"class": np.arange(rows(trial()))}, "levels_alike"),
        ({"school": trial()["class"]}, "levels_alike"),
        ({"school": np.full(rows(trial()), "A")}, "one_group"),
        ({name: values[:0] for name, values in trial().items()}, "one_arm"),
    ],
)
def test_columns_that_carry_no_answer(change, code):
    assert refused(trial() | change).code == code


def test_a_level_called_as_the_residual():
    columns = trial()
    assert refused(columns | {"residual": columns["school"]}, levels=("residual",)).code == "level_called_residual"


def test_levels_from_outer_to_inner():
    error = refused(trial(), levels=("school", "class"))
    assert (error.code, error.values) == ("levels_alike", {"column": "class"})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"levels": ()}, "bad_levels"),
        ({"levels": ("class", "school", "municipality", "sex")}, "bad_levels"),
        ({"levels": ("school", "school")}, "level_twice"),
        ({"covariates": ("sex", "sex")}, "term_twice"),
        ({"reference": "placebo"}, "unknown_reference"),
        ({"method": "mle"}, "unknown_method"),
        ({"alpha": 0}, "bad_alpha"),
        ({"method": "ml", "inference": "kr"}, "kr_needs_reml"),
        ({"inference": "cr2"}, "inference_not_offered"),
        ({"slope": True, "levels": ("class", "school", "municipality")}, "slope_levels"),
        ({"slope": True}, "slope_unseen"),
        ({"blocks": "school", "treatment": "sex", "covariates": ()}, "level_decided"),
        ({"treatment": "sex", "covariates": ("school",), "levels": ("school",)}, "level_decided"),
    ],
)
def test_choices_that_cannot_be(changes, code):
    assert refused(trial(), **changes).code == code


def test_a_weight_of_nothing():
    columns = trial()
    columns["weight"][5] = 0
    error = refused(columns, weights="weight")
    assert (error.code, error.values) == ("weight_not_positive", {"column": "weight", "row": 6})


def test_a_slope_of_three_arms():
    columns = trial()
    columns["arm"] = np.array(["a", "b", "c"])[np.arange(rows(columns)) % 3]
    assert refused(columns, slope=True).code == "slope_two_arms"


def test_more_coefficients_than_rows():
    columns = {name: values[::8] for name, values in trial().items()}
    columns["sex"] = np.array([f"kind {number}" for number in range(rows(columns))])
    assert refused(columns, levels=("school",)).code == "too_few_rows"


def test_variances_that_cannot_be_told_apart():
    """One school has two classes, and a column says which of them; the others have one."""
    columns = trial()
    columns["class"] = np.where(np.arange(rows(columns)) == 0, "extra", columns["school"])
    columns["extra"] = np.where(columns["class"] == "extra", "yes", "no")
    columns["class"][1:3] = "extra"
    columns["extra"][1:3] = "yes"
    assert refused(columns, covariates=("extra",)).code == "variances_alike"


def test_too_few_schools_for_between_within():
    columns = trial(schools=5)
    columns["late"] = np.where(np.isin(columns["school"], ["school 0", "school 1"]), "yes", "no")
    error = refused(
        columns, covariates=("late",), levels=("school", "municipality"), inference="between-within"
    )
    assert (error.code, error.values) == ("too_few_groups", {"term": "armtreated"})


def test_a_search_that_does_not_end(monkeypatch):
    monkeypatch.setattr(nested_model, "STEPS", 1)
    assert refused(trial()).code == "not_converged"
