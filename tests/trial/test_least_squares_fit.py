"""One small trial, looked at from every side that must not matter, and each refusal."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient
from laget.trial.least_squares_fit import fit_least_squares

seeds = st.integers(min_value=0, max_value=2**32 - 1)


def trial(seed: int = 7, schools: int = 6) -> dict[str, np.ndarray]:
    """Pupils in schools of uneven size; lots drawn within schools; a baseline and the pupil's sex.

    The first four pupils of every school are one of each arm and sex, so that no school is one-sided.
    """
    rng = np.random.default_rng(seed)
    school = np.repeat(np.arange(schools), rng.integers(4, 7, schools))
    place = np.concatenate([np.arange(count) for count in np.bincount(school)])
    treated = np.where(place < 4, place % 2, rng.integers(0, 2, school.size))
    girl = np.where(place < 4, place // 2, rng.integers(0, 2, school.size))
    baseline = rng.normal(50, 10, school.size)
    score = 20 + 0.5 * baseline + 2 * treated + rng.normal(0, 3, schools)[school] + rng.normal(0, 5, school.size)
    return {
        "school": np.array([f"school {number}" for number in school]),
        "arm": np.where(treated == 1, "treated", "control"),
        "baseline": baseline,
        "sex": np.where(girl == 1, "girl", "boy"),
        "score": score,
    }


def analysed(columns, **changes):
    asked = {
        "outcome": "score",
        "treatment": "arm",
        "covariates": ("baseline", "sex"),
        "blocks": "school",
        "cluster": "school",
    }
    return fit_least_squares(columns=columns, **(asked | changes))


def figures(fit):
    return {one.term: (one.estimate, one.se, one.df, one.p, one.low, one.high) for one in fit.coefficients}


def agree(one, other, *, rel=1e-8):
    assert one.keys() == other.keys()
    for term in one:
        assert one[term] == pytest.approx(other[term], rel=rel, abs=rel)


def dense_cr2(x, y, cluster, place):
    """CR2 by the book: the hat matrix in full, and every p × p inverse by eigenvalues."""
    m = np.linalg.inv(x.T @ x)
    beta = m @ x.T @ y
    remainder = np.eye(len(y)) - x @ m @ x.T
    residual = y - x @ beta
    variance, columns = 0.0, []
    for unit in np.unique(cluster):
        rows = cluster == unit
        values, vectors = np.linalg.eigh(remainder[np.ix_(rows, rows)])
        root = np.array([value**-0.5 if value > 1e-12 else 0.0 for value in values])
        weights = (vectors * root) @ vectors.T @ x[rows] @ m[place]
        variance += (weights @ residual[rows]) ** 2
        columns.append(remainder[:, rows] @ weights)
    omega = np.array(columns) @ np.array(columns).T
    return beta[place], variance**0.5, np.trace(omega) ** 2 / (omega**2).sum()


def test_it_works():
    fit = analysed(trial())
    effect = fit.coefficient("armtreated")
    assert [one.term for one in fit.coefficients] == ["armtreated", "baseline", "sexgirl"]
    assert (fit.n, fit.groups, fit.inference) == (len(trial()["score"]), {"school": 6}, "cr2")
    assert effect.low < effect.estimate < effect.high
    assert (effect.low, effect.high) == pytest.approx(effect.interval(level=0.95), rel=1e-12)


@given(seed=seeds, blocked=st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_dense_computation_by_the_book_agrees(seed, blocked):
    columns = trial(seed)
    indicator = (columns["arm"] == "treated").astype(float)
    girl = (columns["sex"] == "girl").astype(float)
    schools = np.unique(columns["school"])
    dummies = [(columns["school"] == school).astype(float) for school in schools[1:]] if blocked else []
    x = np.column_stack([np.ones_like(girl), indicator, columns["baseline"], girl, *dummies])
    fit = analysed(columns, blocks="school" if blocked else None)
    for place, term in enumerate(("armtreated", "baseline", "sexgirl"), start=1):
        ours = fit.coefficient(term)
        theirs = dense_cr2(x, columns["score"], columns["school"], place)
        assert (ours.estimate, ours.se, ours.df) == pytest.approx(theirs, rel=1e-8)


@given(seed=seeds)
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_does_not_matter(seed):
    columns = trial()
    order = np.random.default_rng(seed).permutation(columns["score"].size)
    agree(
        figures(analysed({name: values[order] for name, values in columns.items()})), figures(analysed(columns))
    )


@given(constant=st.floats(min_value=-1e6, max_value=1e6))
@settings(max_examples=15, deadline=None)
def test_a_constant_added_to_the_outcome_or_a_covariate_does_not_matter(constant):
    columns = trial()
    for name in ("score", "baseline"):
        agree(figures(analysed(columns | {name: columns[name] + constant})), figures(analysed(columns)))


def test_a_very_large_constant_costs_no_precision():
    """Whole numbers, so that the columns themselves lose nothing; then the fit must not either."""
    columns = trial()
    whole = columns | {name: np.round(columns[name]) for name in ("score", "baseline")}
    far = whole | {name: whole[name] + 2.0**40 for name in ("score", "baseline")}
    agree(figures(analysed(far)), figures(analysed(whole)), rel=1e-9)


@given(factor=st.floats(min_value=1e-4, max_value=1e4))
@settings(max_examples=15, deadline=None)
def test_the_unit_of_the_outcome_scales_the_estimate_and_nothing_else(factor):
    columns = trial()
    one = analysed(columns).coefficient("armtreated")
    other = analysed(columns | {"score": columns["score"] * factor}).coefficient("armtreated")
    assert other.estimate == pytest.approx(factor * one.estimate, rel=1e-8)
    assert other.se == pytest.approx(factor * one.se, rel=1e-8)
    assert (other.df, other.p) == pytest.approx((one.df, one.p), rel=1e-8)


@given(names=st.permutations(range(6)))
@settings(max_examples=15, deadline=None)
def test_what_the_schools_are_called_does_not_matter(names):
    columns = trial()
    place = np.unique(columns["school"], return_inverse=True)[1]
    agree(figures(analysed(columns | {"school": np.array(names)[place]})), figures(analysed(columns)))


def test_the_reference_turns_the_sign():
    one = analysed(trial()).coefficient("armtreated")
    other = analysed(trial(), reference="treated").coefficient("armcontrol")
    assert (other.estimate, other.se, other.df) == pytest.approx((-one.estimate, one.se, one.df), rel=1e-10)


@pytest.mark.parametrize("kind", [float, int, bool])
def test_a_treatment_of_zero_and_one_is_called_by_its_column(kind):
    columns = trial()
    named = analysed(columns).coefficient("armtreated")
    coded = analysed(columns | {"arm": (columns["arm"] == "treated").astype(kind)}).coefficient("arm")
    assert coded == replace(named, term="arm")


def test_three_arms_give_two_contrasts():
    columns = trial()
    columns["arm"] = np.array(["a", "b", "c"])[np.arange(columns["score"].size) % 3]
    assert list(figures(analysed(columns, covariates=(), reference="b"))) == ["arma", "armc"]


def test_blocks_and_clusters_may_be_different_levels():
    columns = trial()
    columns["class"] = np.char.add(columns["school"], columns["arm"])
    fit = analysed(columns, cluster="class", covariates=())
    assert fit.groups == {"class": 12, "school": 6}


def test_the_interval_follows_alpha():
    effect = analysed(trial(), alpha=0.1).coefficient("armtreated")
    assert (effect.low, effect.high) == pytest.approx(effect.interval(level=0.9), rel=1e-12)
    assert effect.interval(level=0.95)[0] < effect.low


def test_few_degrees_of_freedom_are_said():
    fit = analysed(trial(schools=3), covariates=())
    assert fit.coefficient("armtreated").df < 4
    assert "degrees of freedom" in fit.notes[0]


def test_a_covariate_that_one_school_decides_is_left_out_with_a_note():
    columns = trial()
    here = columns["school"] == "school 2"
    columns["new"] = np.where(here, columns["baseline"], 0)
    fit = analysed(columns, covariates=("new",))
    assert list(figures(fit)) == ["armtreated"]
    assert fit.notes == (
        "Without 'school 2' of 'school' there is no 'new' to estimate, so its uncertainty is unknown and no "
        "coefficient is given; bring in more clusters, or leave it out.",
    )


def all_alike(factor=1.1) -> dict[str, np.ndarray]:
    """Five schools of different levels with the very same effect in each, so that no school differs."""
    return {
        "school": np.repeat([f"school {number}" for number in range(5)], 4),
        "arm": np.tile(["control", "control", "treated", "treated"], 5),
        "score": factor * (np.tile([1.0, 3.0, 2.0, 4.0], 5) + np.repeat(np.arange(5.0), 4)),
    }


@pytest.mark.parametrize("factor", [1.0, 1.1, 1e6])
def test_schools_that_all_tell_the_very_same_say_nothing_of_uncertainty(factor):
    """Rounding alone would give an interval of no width, and a verdict of great certainty."""
    with pytest.raises(TrialError) as caught:
        analysed(all_alike(factor), covariates=())
    assert (caught.value.code, caught.value.values) == (
        "clusters_alike",
        {"term": "armtreated", "column": "school"},
    )


def test_a_covariate_alike_in_every_school_is_left_out_with_a_note():
    columns = all_alike() | {"late": np.tile(["no", "yes"], 10)}
    columns["score"][:2] += 1
    columns["score"][2:4] += 3
    fit = analysed(columns, covariates=("late",))
    assert list(figures(fit)) == ["armtreated"]
    assert any("'lateyes' is exactly alike in every cluster of 'school'" in note for note in fit.notes)


def refused(columns, **changes) -> TrialError:
    with pytest.raises(TrialError) as caught:
        analysed(columns, **changes)
    return caught.value


@pytest.mark.parametrize("part", ["outcome", "treatment", "blocks", "cluster", "covariates"])
def test_a_column_that_is_not_there(part):
    error = refused(trial(), **{part: ("gone",) if part == "covariates" else "gone"})
    assert (error.code, error.values) == ("missing_column", {"column": "gone"})
    assert "arm, baseline, school, score, sex" in str(error)


@pytest.mark.parametrize("name", ["score", "baseline"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e200])
def test_a_value_that_is_no_number(name, value):
    columns = trial()
    columns[name][3] = value
    error = refused(columns)
    assert (error.code, error.values) == ("not_finite", {"column": name, "row": 4})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"score": trial()["sex"]}, "not_numeric"),
        ({"score": trial()["score"][:-1]}, "uneven_columns"),
        ({"score": np.array([trial()["score"]])}, "uneven_columns"),
        ({"sex": trial()["sex"].astype(object)}, "not_plain"),
        ({"arm": np.full(trial()["score"].size, "treated")}, "one_arm"),
        ({"arm": np.zeros(trial()["score"].size)}, "one_arm"),
        ({"arm": 1.0 + (trial()["arm"] == "treated")}, "treatment_not_binary"),
        ({"arm": np.arange(trial()["score"].size) % 3}, "treatment_not_binary"),
        ({"sex": np.full(trial()["score"].size, "girl")}, "constant_column"),
        ({"baseline": np.full(trial()["score"].size, 0.1)}, "constant_column"),
        ({"baseline": 1e9 + 1e-7 * trial()["baseline"]}, "constant_column"),
        ({"score": np.full(trial()["score"].size, 0.1)}, "no_residual"),
        ({"score": 3 * trial()["baseline"] + 1}, "no_residual"),
        ({name: values[:0] for name, values in trial().items()}, "one_arm"),
    ],
)
def test_columns_that_carry_no_answer(change, code):
    assert refused(trial() | change).code == code


def test_a_single_cluster():
    columns = trial()
    error = refused(columns | {"school": np.full(columns["score"].size, "A")}, blocks=None)
    assert (error.code, error.values) == ("one_cluster", {"column": "school"})


def test_more_coefficients_than_rows():
    columns = {name: values[:8] for name, values in trial().items()}
    columns["sex"] = np.array([f"kind {number}" for number in range(8)])
    error = refused(columns, blocks=None)
    assert (error.code, error.values) == ("too_few_rows", {"rows": 8, "coefficients": 10})


def test_a_treatment_that_the_blocks_decide():
    columns = trial()
    columns["arm"] = np.where(columns["school"] < "school 3", "control", "treated")
    error = refused(columns, cluster="school")
    assert (error.code, error.values) == ("aliased_column", {"term": "armtreated"})


def test_a_covariate_that_repeats_another():
    columns = trial()
    columns["again"] = 3 - 2 * columns["baseline"]
    error = refused(columns, covariates=("baseline", "again"))
    assert (error.code, error.values) == ("aliased_column", {"term": "again"})


@pytest.mark.parametrize("covariates", [("sex", "sex"), ("arm",), ("armtreated",)])
def test_two_columns_by_one_name(covariates):
    columns = trial()
    columns["armtreated"] = columns["baseline"]
    assert refused(columns, covariates=covariates).code == "term_twice"


@pytest.mark.parametrize("reference", ["placebo", ""])
def test_a_reference_that_no_row_has(reference):
    error = refused(trial(), reference=reference)
    assert (error.code, error.values) == ("unknown_reference", {"column": "arm", "reference": reference})
    assert "control, treated" in str(error)


def test_one_is_never_the_reference_of_zero_and_one():
    columns = trial()
    columns["arm"] = (columns["arm"] == "treated").astype(float)
    assert refused(columns, reference="1").code == "unknown_reference"


@pytest.mark.parametrize("inference", ["cr2-mixed", "kr", "CR2", ""])
def test_an_inference_that_is_not_offered(inference):
    error = refused(trial(), inference=inference)
    assert (error.code, error.values) == ("unknown_inference", {"inference": inference})


@pytest.mark.parametrize("alpha", [0, 1, -0.05, 5, float("nan")])
def test_an_impossible_alpha(alpha):
    assert refused(trial(), alpha=alpha).code == "bad_alpha"


@pytest.mark.parametrize("schools", [2, 6])
def test_an_arm_that_one_school_carries_alone(schools):
    """clubSandwich answers here with a standard error that leaves the whole treated arm out."""
    columns = trial(schools=schools)
    columns["arm"] = np.where(columns["school"] == "school 1", "treated", "control")
    error = refused(columns, blocks=None, covariates=())
    assert error.code == "one_cluster_decides"
    assert (error.values["term"], error.values["column"]) == ("armtreated", "school")


def test_a_term_the_fit_has_not():
    with pytest.raises(TrialError, match="armtreated, baseline, sexgirl") as caught:
        analysed(trial()).coefficient("armcontrol")
    assert caught.value.code == "unknown_term"


def test_the_interval_is_that_of_the_t_distribution():
    """Student's t at 10 degrees of freedom: 2.228 at 95 %, 1.812 at 90 %."""
    one = Coefficient(term="a", estimate=1.0, se=2.0, df=10.0, t=0.5, p=0.63, low=0.0, high=0.0)
    assert one.interval(level=0.95) == pytest.approx((1 - 2 * 2.228139, 1 + 2 * 2.228139), abs=1e-5)
    assert one.interval(level=0.90) == pytest.approx((1 - 2 * 1.812461, 1 + 2 * 1.812461), abs=1e-5)


def test_a_school_in_two_arms_is_said_among_schools_that_have_one():
    columns = trial(schools=12)
    columns["arm"] = np.where(np.char.str_len(columns["school"]) % 2 == 0, "new", "old")
    columns["arm"] = np.where(np.isin(columns["school"], [f"school {n}" for n in (0, 3, 5, 8)]), "new", columns["arm"])
    said = "groups of 'school' have rows in several arms"
    assert not any(said in note for note in analysed(columns, blocks=None, reference="old").notes)
    columns["arm"][0] = "old"
    assert any(f"1 of 12 {said}" in note for note in analysed(columns, blocks=None, reference="old").notes)
    assert not any(said in note for note in analysed(trial()).notes)
