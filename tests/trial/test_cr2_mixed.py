"""CR2 and CR1S of a mixed model: held to whole matrices, to least squares, and to what clusters cannot tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.mixed_model import fit_mixed


def trial(seed: int, *, schools: int = 8, between: float = 1.0, shuffled: bool = False) -> dict[str, np.ndarray]:
    """Schools of one to three classes of one to six pupils, arms given to whole schools."""
    rng = np.random.default_rng(seed)
    classes = np.repeat(np.arange(schools), rng.integers(1, 4, schools))
    sizes = rng.integers(1, 7, classes.size)
    sizes[:2] = 5
    school, own = np.repeat(classes, sizes), np.repeat(np.arange(classes.size), sizes)
    n = own.size
    columns = {
        "school": np.char.add("s", school.astype(str)),
        "class": np.char.add("c", own.astype(str)),
        "arm": np.array(["usual", "team"])[school % 2],
        "baseline": rng.normal(size=n) + rng.normal(size=schools)[school],
        "grade": rng.normal(size=classes.size)[own],
    }
    columns["score"] = (
        columns["baseline"]
        + between * (rng.normal(size=schools)[school] + rng.normal(size=classes.size)[own])
        + rng.normal(size=n)
    )
    order = rng.permutation(n) if shuffled else np.arange(n)
    return {name: values[order] for name, values in columns.items()}


ASKED = {"outcome": "score", "treatment": "arm", "reference": "usual", "covariates": ("baseline", "grade")}
LEVELS = ("class", "school")


def by_the_book(columns, fit) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """CR2's standard errors and df, and CR1S's standard errors, from the matrices themselves."""
    y, n = columns["score"], columns["score"].size
    x = np.column_stack([np.ones(n), columns["arm"] == "team", columns["baseline"], columns["grade"]])
    v = fit.variances["residual"] * np.eye(n)
    for level in LEVELS:
        v += fit.variances[level] * (columns[level][:, None] == columns[level])
    m = np.linalg.inv(x.T @ np.linalg.solve(v, x))
    residuals = y - x @ m @ x.T @ np.linalg.solve(v, y)
    names = np.unique(columns["school"])
    w, plain = np.zeros((n, len(names), 4)), np.zeros((len(names), 4))
    for g, name in enumerate(names):
        rows = columns["school"] == name
        vg, xg = v[np.ix_(rows, rows)], x[rows]
        d = np.linalg.cholesky(vg).T
        values, vectors = np.linalg.eigh(d @ (vg - xg @ m @ xg.T) @ d.T)
        weight = np.linalg.solve(vg, xg @ m)
        w[rows, g] = d.T @ vectors @ np.diag(values**-0.5) @ vectors.T @ d @ weight
        plain[g] = residuals[rows] @ weight
    cr2 = np.sqrt((np.einsum("n,ngk->gk", residuals, w) ** 2).sum(axis=0))
    spread = v - x @ m @ x.T
    omega = np.einsum("ngk,nm,mhk->kgh", w, spread, w)
    df = np.trace(omega, axis1=1, axis2=2) ** 2 / (omega**2).sum(axis=(1, 2))
    groups = len(names)
    return cr2, df, np.sqrt(groups / (groups - 1) * (n - 1) / (n - 4) * (plain**2).sum(axis=0))


@given(seed=st.integers(0, 10_000), between=st.sampled_from([0.0, 0.3, 2.0]), shuffled=st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_sums_tell_what_whole_matrices_tell(seed, between, shuffled):
    columns = trial(seed, between=between, shuffled=shuffled)
    cr2, cr1s = (
        fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference=name) for name in ("cr2-mixed", "cr1s-mixed")
    )
    se, df, stata = by_the_book(columns, cr2)
    assert [one.se for one in cr2.coefficients] == pytest.approx(se.tolist(), rel=1e-7)
    assert [one.df for one in cr2.coefficients] == pytest.approx(df.tolist(), rel=1e-6)
    assert [one.se for one in cr1s.coefficients] == pytest.approx(stata.tolist(), rel=1e-7)


def test_without_variances_it_is_least_squares():
    columns = next(
        columns
        for columns in (trial(seed, between=0.0) for seed in range(100))
        if sum(fit_mixed(columns=columns, **ASKED, levels=LEVELS).variances[level] for level in LEVELS) == 0
    )
    for name in ("cr2", "cr1s"):
        mixed = fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference=f"{name}-mixed")
        ols = fit_least_squares(columns=columns, **ASKED, cluster="school", inference=name)
        for one in ols.coefficients:
            other = mixed.coefficient(one.term)
            assert (other.estimate, other.se, other.df) == pytest.approx((one.estimate, one.se, one.df), rel=1e-9)


@given(shift=st.floats(-1e4, 1e4), scale=st.floats(1e-3, 1e3))
@settings(max_examples=10, deadline=None)
def test_units_of_measurement_move_nothing(shift, scale):
    columns = trial(3)
    plain = fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference="cr2-mixed").coefficient("armteam")
    columns["score"] = shift + scale * columns["score"]
    columns["grade"] = columns["grade"] / scale - shift
    moved = fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference="cr2-mixed").coefficient("armteam")
    assert (moved.se, moved.df) == pytest.approx((plain.se * scale, plain.df), rel=1e-5)


@pytest.mark.parametrize("left", [1e-3, 1e-4, 1e-5, 3e-6])
def test_what_one_school_nearly_decides_has_degrees_of_freedom_that_can_be(left):
    """Ω is a covariance matrix of eight clusters, so tr(Ω)²/tr(Ω²) lies from 1 to 8 however little the others tell."""
    for seed in range(12):
        columns = trial(seed)
        columns["grade"] = (columns["school"] == "s4") + left * columns["baseline"] ** 2
        mixed = fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference="cr2-mixed")
        ols = fit_least_squares(columns=columns, **ASKED, cluster="school")
        for fit in (mixed, ols):
            assert 1 - 1e-6 <= fit.coefficient("grade").df <= 8


def test_weights_are_refused():
    columns = trial(1)
    columns["weight"] = 1 + np.arange(columns["score"].size) % 3.0
    with pytest.raises(TrialError) as caught:
        fit_mixed(columns=columns, **ASKED, levels=LEVELS, weights="weight", inference="cr2-mixed")
    assert caught.value.code == "weights_not_with_cr2"


@pytest.mark.parametrize("inference", ["cr2-mixed", "cr1s-mixed"])
def test_an_arm_of_one_school_is_refused_by_name(inference):
    columns = trial(2)
    columns["arm"] = np.where(columns["school"] == "s5", "team", "usual")
    with pytest.raises(TrialError) as caught:
        fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference=inference)
    assert (caught.value.code, caught.value.values["cluster"]) == ("one_cluster_decides", "s5")


def test_a_covariate_of_one_school_is_left_out_with_a_note():
    columns = trial(2)
    columns["grade"] = (columns["school"] == "s4").astype(float)
    fit = fit_mixed(columns=columns, **ASKED, levels=LEVELS, inference="cr2-mixed")
    assert [one.term for one in fit.coefficients] == ["(Intercept)", "armteam", "baseline"]
    assert "Without 's4' of 'school' there is no 'grade'" in fit.notes[0]
