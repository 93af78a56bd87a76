"""Randomisation tests, wild bootstraps, CR1S and step-down against R, where each allocation is a whole regression."""

import json
from pathlib import Path

import numpy as np
import pytest

from laget.frames.csv_file import read_csv
from laget.trial.cr1s import cr1s
from laget.trial.design_matrix import design_matrix, labels
from laget.trial.equivalence import equivalence
from laget.trial.fit import Coefficient
from laget.trial.multiple import holm, romano_wolf
from laget.trial.ols import least_squares
from laget.trial.permute import permute, permute_family
from laget.trial.randomisation_space import space_of
from laget.trial.wild_bootstrap import wild_bootstrap

HERE = Path(__file__).parent
FIGURES = json.loads((HERE / "randomisation.json").read_text(encoding="utf-8"))
DESIGNS, WILD = FIGURES["designs"], FIGURES["wild"]
STAR = HERE.parents[1] / "src" / "laget" / "content" / "studies" / "star-aide" / "star_kindergarten.csv"
SHARED = HERE.parents[2] / "shared" / "reference"

# A p is a count over a count, and has to be that very count; what is left is how the decimals were written.
SAME = 1e-12
# The same arithmetic in another order.
CLOSE = 1e-9
# Both look for the ends of an interval by halving, ours to 1e-8 of a standard error.
ENDS = 1e-7


def numbers(columns):
    return {name: np.array(values, dtype=float) for name, values in columns.items()}


@pytest.mark.parametrize("kind", ["studentised", "bare"])
@pytest.mark.parametrize("name", DESIGNS)
def test_every_allocation_of_a_small_trial(name, kind):
    design = DESIGNS[name]
    columns, expected = numbers(design["columns"]), design[kind]
    within = {"pairs": "stratum"} if design["paired"] else {"strata": "stratum"} if name == "stratified" else {}
    trial = {"columns": columns, "treatment": "t", "cluster": "cluster"}
    test = permute(
        **trial,
        outcome="y",
        space=space_of(**trial, **within),
        covariates=tuple(design["covariates"]),
        draws=None,
        studentised=kind == "studentised",
        alpha=design["alpha"],
    )
    assert (test.draws, test.exact, test.p_error) == (design["allocations"], True, 0)
    assert test.estimate == pytest.approx(design["estimate"], abs=CLOSE)
    assert test.p == pytest.approx(expected["p"], abs=SAME)
    assert [test.null.p(effect) for effect in expected["effects"]] == pytest.approx(expected["p_of_effects"], abs=SAME)
    assert (test.low, test.high) == pytest.approx(tuple(expected["ends"]), abs=ENDS)


def cups(right: int):
    """The lady names four of eight cups, of which so many had the milk in first."""
    said = np.array([1.0] * right + [0.0] * (4 - right) + [1.0] * (4 - right) + [0.0] * right)
    return {"cup": np.arange(8), "milk": np.repeat([1, 0], 4), "said": said}


@pytest.mark.parametrize("right", [4, 3])
def test_the_lady_tasting_tea(right):
    trial = {"columns": cups(right), "treatment": "milk", "cluster": "cup"}
    test = permute(**trial, outcome="said", space=space_of(**trial), studentised=False)
    assert test.space == "70 ways to draw 4 of 8 units"
    assert test.p == pytest.approx(FIGURES["others"]["tea"][f"right_{right}"], abs=SAME)
    assert test.null.p_above() == pytest.approx({4: 1 / 70, 3: 17 / 70}[right], abs=SAME)


def test_four_against_four_schools():
    """Of 70 differences between means, 8 are as large as 14 − 9; exactRankTests counts the same."""
    schools = FIGURES["others"]["schools"]
    columns = {"school": np.arange(8), "arm": np.array(schools["arm"]), "mean": np.array(schools["means"], dtype=float)}
    trial = {"columns": columns, "treatment": "arm", "cluster": "school"}
    test = permute(**trial, outcome="mean", space=space_of(**trial), studentised=False)
    assert (test.estimate, test.p) == pytest.approx((5, 8 / 70), abs=SAME)
    assert test.p == pytest.approx(schools["p"], abs=SAME)


def test_step_down_over_four_outcomes():
    """With five in each arm and one row each, ours is Welch's t times a constant, which moves no p of multtest's."""
    several = FIGURES["several"]
    outcomes = {f"outcome {k}": np.array(values) for k, values in enumerate(several["outcomes"])}
    trial = {
        "columns": outcomes | {"arm": np.array(several["arm"]), "school": np.arange(10)},
        "treatment": "arm",
        "cluster": "school",
    }
    tests = permute_family(**trial, outcomes=tuple(outcomes), space=space_of(**trial))
    assert [test.p for test in tests] == pytest.approx(several["rawp"], abs=SAME)
    assert romano_wolf([test.null for test in tests]) == pytest.approx(several["adjp"], abs=SAME)


def test_holm():
    assert holm(FIGURES["several"]["holm"]["raw"]) == pytest.approx(FIGURES["several"]["holm"]["adjusted"], abs=SAME)


def bootstrapped(name):
    row = WILD[name]
    found = wild_bootstrap(
        columns=numbers(row["columns"]),
        outcome="y",
        treatment="t",
        covariates=() if name == "webb" else ("x",),
        blocks="stratum" if name == "blocks" else None,
        cluster="cluster",
        terms=(row["term"],),
        weights="webb" if name == "webb" else "rademacher",
        alpha=row["alpha"],
    )
    return row, found, found.coefficients[0]


@pytest.mark.parametrize("name", WILD)
def test_every_combination_of_wild_weights(name):
    row, found, coefficient = bootstrapped(name)
    assert (found.draws, found.exact) == (row["draws"], True)
    assert (coefficient.estimate, coefficient.se) == pytest.approx((row["estimate"], row["se"]), abs=CLOSE)
    assert coefficient.p == pytest.approx(row["p"], abs=SAME)
    assert [coefficient.null.p(effect) for effect in row["effects"]] == pytest.approx(row["p_of_effects"], abs=SAME)
    if row["ends"] is not None:
        assert (coefficient.low, coefficient.high) == pytest.approx(tuple(row["ends"]), abs=ENDS)


@pytest.mark.parametrize(
    ("name", "t", "p"), [("clusters", 2.131478, 18), ("covariate", 2.286113, 4), ("blocks", -1.419426, 14)]
)
def test_the_package_wildboottest(name, t, p):
    """wildboottest 0.3.2 counts |t*| > |t|, which leaves out the data themselves and their mirror image."""
    _, found, coefficient = bootstrapped(name)
    assert coefficient.null.statistics()[0] == pytest.approx(t, abs=5e-7)
    assert round(coefficient.p * found.draws) == p + 2


def stata(columns, outcome, treatment, terms, cluster, **rest):
    design = design_matrix(columns=columns, treatment=treatment, **rest)
    fit = least_squares(design=design, outcome=columns[outcome])
    places = np.array([design.terms.index(term) for term in terms])
    return cr1s(fit=fit, clusters=labels(columns, cluster)[1], places=places)


@pytest.mark.parametrize("model", ["blocked", "unblocked"])
def test_cr1s_of_project_star(model):
    pupils = read_csv(STAR.read_bytes(), name=STAR.name, columns=("school", "arm", "maths", "ses", "sex", "minority"))
    expected = FIGURES["cr1s"][model]["se"]
    robust = stata(
        pupils,
        "maths",
        "arm",
        tuple(expected),
        "school",
        reference="reg",
        covariates=("ses", "sex", "minority"),
        blocks="school" if model == "blocked" else None,
    )
    assert robust.se == pytest.approx(list(expected.values()), abs=CLOSE)
    assert robust.df.tolist() == [78, 78]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs eefAnalytics' crtData, which Laget does not ship")
def test_cr1s_of_the_eef_trial():
    file = SHARED / "data" / "eef_crtData.csv"
    pupils = read_csv(file.read_bytes(), name=file.name, columns=("School", "Posttest", "Intervention", "Prettest"))
    expected = json.loads((SHARED / "01_crt2_eef.json").read_text(encoding="utf-8"))["ols_CR2"]["CR1S_se"]
    robust = stata(pupils, "Posttest", "Intervention", ("Intervention", "Prettest"), "School", covariates=("Prettest",))
    assert robust.se == pytest.approx([expected["Intervention"], expected["Prettest"]], abs=CLOSE)


def test_two_one_sided_tests():
    """Welch's t test of R at either margin."""
    row = FIGURES["tost"]
    one = {"estimate": row["estimate"], "se": row["se"], "df": row["df"]}
    found = equivalence(coefficient=Coefficient(term="t", t=0, p=1, low=0, high=0, **one), margin=row["margin"])
    assert (found.p_above, found.p_below) == pytest.approx((row["p_above"], row["p_below"]), abs=CLOSE)
    assert found.p == found.p_above
