"""Mixed models against lme4, lmerTest, pbkrtest and nlme (``mixed.R``, and the data sets named below)."""

import json
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from laget.frames.csv_file import read_csv
from laget.trial.mixed_effect_size import effect_sizes, standardise_mixed, unconditional_fit
from laget.trial.mixed_model import fit_mixed
from laget.trial.model_terms import model_terms
from laget.trial.nested_model import fit_nested
from laget.trial.nested_sums import nested_sums
from laget.trial.nesting import nest
from laget.trial.satterthwaite import satterthwaite_df

HERE = Path(__file__).parent
MADE = json.loads((HERE / "mixed.json").read_text(encoding="utf-8"))
PUBLISHED = json.loads((HERE / "mixed_published.json").read_text(encoding="utf-8"))
# eefAnalytics' crtData, mlmRev's Exam and star: packages under GPL and AGPL, so they stay outside the project.
SHARED = Path(__file__).resolve().parents[3] / "shared" / "reference" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs the data sets in {SHARED}")

# The criterion is flat at its minimum, so it agrees to all digits while R's variances, found by a search without
# derivatives, have half as many; a slope's variance and covariance trade off and have fewer still.
CRITERION = 1e-9
ESTIMATE = 1e-6
DF = 1e-4
VARIANCE = 1e-5
VARIANCE_WITH_SLOPE = 2e-4
G = 1e-6


@pytest.fixture(scope="module")
def made():
    columns = read_csv((HERE / "mixed_made.csv").read_bytes(), name="mixed_made.csv")
    columns["own"] = np.char.add(columns["municipality"], columns["school"])
    return columns


MODELS = {
    "four_levels": {
        "outcome": "score", "treatment": "arm", "covariates": ("baseline", "sex"),
        "levels": ("class", "school", "municipality"),
    },
    "weighted": {
        "outcome": "score", "treatment": "arm", "covariates": ("baseline",), "levels": ("class", "own"),
        "weights": "weight",
    },
    "zero_variance": {
        "outcome": "flat", "treatment": "arm", "covariates": ("baseline", "sex"), "levels": ("class", "own"),
    },
    "blocks": {
        "outcome": "score", "treatment": "arm", "covariates": ("baseline",), "blocks": "municipality",
        "levels": ("class", "own"),
    },
    "slope": {
        "outcome": "tutored", "treatment": "tutor", "covariates": ("baseline",), "levels": ("own",), "slope": True,
    },
    "slope_classes": {
        "outcome": "tutored", "treatment": "tutor", "covariates": ("baseline",), "levels": ("class", "own"),
        "slope": True,
    },
    "slope_singular": {
        "outcome": "flat", "treatment": "tutor", "covariates": ("baseline",), "levels": ("own",), "slope": True,
    },
}  # fmt: skip


def fitted(columns, model, **changes):
    reference = "som før" if MODELS[model]["treatment"] == "arm" else None
    return fit_mixed(columns=columns, reference=reference, **(MODELS[model] | changes))


def close(ours, theirs, tolerance):
    """Within the tolerance, relative to the reference where that is above one."""
    assert ours == pytest.approx(theirs, rel=tolerance, abs=tolerance)


def agrees(fit, figures, parts, terms, variance=VARIANCE):
    close(fit.criterion, figures["criterion"], CRITERION)
    for term in terms:
        one = fit.coefficient(term)
        for part, ours, tolerance in (("estimate", one.estimate, ESTIMATE), ("se", one.se, ESTIMATE)):
            if part in parts:
                close(ours, figures[part][term], tolerance)
        if "df" in parts:
            close(one.df, figures[parts["df"]][term], DF)
    # R's order: levels from inner to outer, the slope's variance and covariance, the residual.
    *between, residual = fit.variances.values()
    ours = [*between, *fit.covariance.values(), residual]
    for found, expected in zip(ours, figures["variances"].values(), strict=True):
        assert found == pytest.approx(expected, rel=variance, abs=variance)


def comparable(fit, model):
    """R sorts municipalities by another alphabet, so the intercept is another one's there."""
    terms = [one.term for one in fit.coefficients]
    return terms[1:] if model == "blocks" else terms


# By full likelihood lme4 stops short of the lowest point for slope_singular; see the test after this one.
FITS = [(model, method) for model in MODELS for method in ("reml", "ml") if (model, method) != ("slope_singular", "ml")]


@pytest.mark.parametrize(("model", "method"), FITS)
def test_estimates_and_satterthwaite_as_lmertest(made, model, method):
    fit = fitted(made, model, method=method, inference="satterthwaite")
    agrees(
        fit,
        MADE[model][method],
        {"estimate": "", "se": "", "df": "satterthwaite"},
        comparable(fit, model),
        VARIANCE_WITH_SLOPE if model.startswith("slope") else VARIANCE,
    )
    assert fit.n == MADE[model]["n"]


def test_a_lower_point_than_where_lme4_stops(made):
    """From another start lme4 comes to our criterion (``mixed.R``, at the end), below where its search ended."""
    fit = fitted(made, "slope_singular", method="ml", inference="satterthwaite")
    close(fit.criterion, MADE["slope_singular"]["lower"], CRITERION)
    assert fit.criterion < MADE["slope_singular"]["ml"]["criterion"] - 3


@pytest.mark.parametrize("model", [model for model in MODELS if "kr" in MADE[model]])
def test_kenward_roger_as_pbkrtest(made, model):
    fit = fitted(made, model, inference="kr")
    for term in comparable(fit, model):
        one = fit.coefficient(term)
        close(one.se, MADE[model]["kr"]["se"][term], ESTIMATE)
        close(one.df, MADE[model]["kr"]["df"][term], DF)


def test_a_variance_at_zero_counts_in_kenward_roger_and_not_in_lmertests_satterthwaite(made):
    kr, observed = (fitted(made, "zero_variance", inference=name) for name in ("kr", "satterthwaite"))
    assert kr.variances["class"] == observed.variances["class"] == 0
    assert "keeps its place" in kr.notes[0]
    assert "no part" in observed.notes[0]


@pytest.mark.parametrize(
    ("case", "asked"),
    [
        ("two_levels", {"levels": ("own",)}),
        ("four_levels", {}),
    ],
)
def test_between_within_as_nlme(made, case, asked):
    fit = fitted(made, "four_levels", inference="between-within", **asked)
    assert {one.term: one.df for one in fit.coefficients} == MADE["between_within"][case]["df"]


@pytest.fixture(scope="module")
def star():
    file = files("laget.content") / "studies" / "star-aide" / "star_kindergarten.csv"
    return read_csv(
        file.read_bytes(), name=file.name, columns=["school", "class", "arm", "maths", "ses", "sex", "minority"]
    )


def of_star(star, **changes):
    return fit_mixed(
        columns=star, outcome="maths", treatment="arm", reference="reg", covariates=("ses", "sex", "minority"),
        levels=("class", "school"), **changes,
    )  # fmt: skip


def test_project_star_in_three_levels(star):
    figures = PUBLISHED["star"]
    fit = of_star(star, inference="satterthwaite")
    agrees(fit, figures["reml"], {"estimate": "", "se": "", "df": "satterthwaite"}, figures["reml"]["estimate"])
    assert (fit.n, fit.groups) == (5853, {"class": 323, "school": 79})
    assert fit.icc["class within the same school"] == pytest.approx(
        (264.174533 + 359.197461) / (264.174533 + 359.197461 + 1509.271588), rel=1e-6
    )
    ml = of_star(star, inference="satterthwaite", method="ml")
    agrees(ml, figures["ml"], {"estimate": ""}, figures["ml"]["estimate"])


def test_project_star_by_kenward_roger(star):
    fit = of_star(star, inference="kr")
    for term, df in MADE["star_kr"]["df"].items():
        close(fit.coefficient(term).se, MADE["star_kr"]["se"][term], ESTIMATE)
        close(fit.coefficient(term).df, df, DF)


def test_project_star_between_within(star):
    fit = of_star(star, inference="between-within")
    assert {one.term: one.df for one in fit.coefficients} == MADE["between_within"]["star"]["df"]


DATA_SETS = {
    "eef": (
        "eef_crtData.csv",
        {"outcome": "Posttest", "treatment": "Intervention", "covariates": ("Prettest",), "levels": ("School",)},
    ),
    "eef_unconditional": ("eef_crtData.csv", {"outcome": "Posttest", "treatment": None, "levels": ("School",)}),
    "star_first_20_schools": (
        "star_k_math_20schools.csv",
        {
            "outcome": "math", "treatment": "cltype", "reference": "reg", "covariates": ("ses", "sx", "minority"),
            "levels": ("tch", "sch"),
        },
    ),
    "exam": (
        "exam.csv",
        {"outcome": "normexam", "treatment": "schgend", "covariates": ("standLRT", "sex"), "levels": ("school",)},
    ),
}  # fmt: skip


def shared(name, asked):
    used = [asked["outcome"], *([asked["treatment"]] if asked["treatment"] else []), *asked["levels"]]
    return read_csv((SHARED / name).read_bytes(), name=name, columns=[*used, *asked.get("covariates", ())])


@needs_shared
@pytest.mark.parametrize("data", DATA_SETS)
def test_published_data_sets(data):
    name, asked = DATA_SETS[data]
    figures = PUBLISHED[data]
    columns = shared(name, asked)
    terms = figures["reml"]["estimate"]
    observed = fit_mixed(columns=columns, inference="satterthwaite", **asked)
    agrees(observed, figures["reml"], {"estimate": "", "se": "", "df": "satterthwaite"}, terms)
    ml = fit_mixed(columns=columns, inference="satterthwaite", method="ml", **asked)
    agrees(ml, figures["ml"], {"estimate": ""}, terms)
    kr = fit_mixed(columns=columns, inference="kr", **asked)
    for term in terms:
        one = kr.coefficient(term)
        close(one.se, figures["kr"]["se"][term], ESTIMATE)
        close(one.df, figures["kr"]["df"][term], DF)
        close(one.p, figures["kr"]["p"][term], ESTIMATE)


OTHERS = {
    "oxide": {"outcome": "Thickness", "treatment": "Source", "levels": ("Wafer", "Lot")},
    "egsingle": {
        "outcome": "math", "treatment": "female", "covariates": ("year", "retained"), "levels": ("childid", "schoolid"),
    },
}  # fmt: skip


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="the data lie in R packages under GPL: needs R")
@pytest.mark.parametrize("data", OTHERS)
def test_three_levels_of_data_that_others_collected(data):
    """Oxide thickness of wafers in lots from two sources (nlme), and pupils' growth in mathematics (mlmRev)."""
    figures = MADE["others_data"][data]
    made = subprocess.run(["Rscript", "-e", figures["made"]], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"R lacks the package: {made.stderr.decode().splitlines()[0]}")
    columns = read_csv(made.stdout, name=data)
    if data == "oxide":
        columns["Source"] = np.where(columns["Source"] == 2, "2", "1")
    asked = OTHERS[data]
    observed = fit_mixed(columns=columns, inference="satterthwaite", **asked)
    terms = figures["reml"]["estimate"]
    agrees(observed, figures["reml"], {"estimate": "", "se": "", "df": "satterthwaite"}, terms)
    kr = fit_mixed(columns=columns, inference="kr", **asked)
    for term in terms:
        close(kr.coefficient(term).se, figures["kr"]["se"][term], ESTIMATE)
        close(kr.coefficient(term).df, figures["kr"]["df"][term], DF)


@needs_shared
def test_hedges_g_of_the_eef_trial():
    name, asked = DATA_SETS["eef"]
    fit = fit_mixed(columns=shared(name, asked), **asked)
    bare = fit_mixed(columns=shared(name, asked), **DATA_SETS["eef_unconditional"][1])
    effect = fit.coefficient("Intervention")
    for which, by in (("conditional", fit.model), ("unconditional", bare.model)):
        g = standardise_mixed(coefficient=effect, fit=fit.model, variances=by)
        for part, ours in (("within", g.within), ("total", g.total)):
            assert [ours.value, ours.low, ours.high] == pytest.approx(PUBLISHED["eef"]["g"][which][part], abs=G)
    assert fit.effect_sizes["Intervention"].within.value == pytest.approx(0.808893, abs=G)
    sizes = effect_sizes(coefficient=effect, fit=fit.model, unconditional=unconditional_fit(fit.model))
    for which, g in (("conditional", sizes.conditional), ("unconditional", sizes.unconditional)):
        for part, ours in (("within", g.within), ("total", g.total)):
            assert [ours.value, ours.low, ours.high] == pytest.approx(PUBLISHED["eef"]["g"][which][part], abs=G)


@needs_shared
def test_a_random_slope_of_a_measured_column():
    """Only a treatment's slope can be asked for by name; the sums themselves take any column's."""
    figures = PUBLISHED["exam_slope"]
    columns = read_csv(
        (SHARED / "exam.csv").read_bytes(), name="exam.csv", columns=["normexam", "standLRT", "school"]
    )
    sums = nested_sums(
        terms=model_terms(columns=columns, treatment=None, covariates=("standLRT",)),
        outcome=columns["normexam"],
        nesting=nest(columns=columns, levels=("school",)),
        slope="standLRT",
    )
    for restricted, method in ((True, "reml"), (False, "ml")):
        fit = fit_nested(sums=sums, restricted=restricted)
        close(fit.criterion, figures[method]["criterion"], CRITERION)
        close(fit.estimates.tolist(), list(figures[method]["estimate"].values()), ESTIMATE)
        ours = [fit.variances["school"], *fit.slope, fit.residual_variance]
        assert ours == pytest.approx(list(figures[method]["variances"].values()), rel=VARIANCE_WITH_SLOPE)
        if restricted:
            close(np.sqrt(np.diagonal(fit.covariance)).tolist(), list(figures[method]["se"].values()), ESTIMATE)
            df = satterthwaite_df(fit=fit, observed=True)
            close(df.tolist(), list(figures[method]["satterthwaite"].values()), DF)
