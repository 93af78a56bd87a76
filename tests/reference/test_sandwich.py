"""CR2 and CR1S of mixed models, and CR2 with blocks, against clubSandwich (``sandwich.R``)."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from laget.frames.csv_file import read_csv
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.mixed_model import fit_mixed

HERE = Path(__file__).parent
THEIRS = json.loads((HERE / "sandwich.json").read_text(encoding="utf-8"))
# eefAnalytics' crtData and mlmRev's Exam: packages under GPL and AGPL, so they stay outside the project.
SHARED = Path(__file__).resolve().parents[3] / "shared" / "reference" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs the data sets in {SHARED}")

SCORE = {"outcome": "score", "treatment": "arm", "reference": "som før", "covariates": ("baseline", "sex")}
TUTORED = {"outcome": "tutored", "treatment": "tutor", "covariates": ("baseline",), "slope": True}
MODELS = {
    "two_levels": SCORE | {"levels": ("own",)},
    "three_levels": SCORE | {"levels": ("class", "own")},
    "four_levels": SCORE | {"levels": ("class", "school", "municipality")},
    "blocks": SCORE | {"covariates": ("baseline",), "blocks": "municipality", "levels": ("class", "own")},
    "zero_variance": SCORE | {"outcome": "flat", "levels": ("class", "own")},
    "slope": TUTORED | {"levels": ("own",)},
    "slope_classes": TUTORED | {"levels": ("class", "own")},
}


@pytest.fixture(scope="module")
def made():
    columns = read_csv((HERE / "mixed_made.csv").read_bytes(), name="mixed_made.csv")
    columns["own"] = np.char.add(columns["municipality"], columns["school"])
    return columns


def agrees(columns, asked, theirs, *, but=(), loose=1.0):
    cr2, cr1s = (fit_mixed(columns=columns, **asked, inference=name) for name in ("cr2-mixed", "cr1s-mixed"))
    for one in cr2.coefficients:
        if one.term not in but:
            assert one.estimate == pytest.approx(theirs["estimate"][one.term], rel=1e-6 * loose, abs=1e-6 * loose)
            assert one.se == pytest.approx(theirs["cr2"]["se"][one.term], rel=1e-6 * loose)
            assert one.df == pytest.approx(theirs["cr2"]["df"][one.term], rel=1e-4)
            other = cr1s.coefficient(one.term)
            assert other.se == pytest.approx(theirs["cr1s"]["se"][one.term], rel=1e-6 * loose)
            assert other.df == theirs["cr1s"]["clusters"] - 1


@pytest.mark.parametrize("model", MODELS)
def test_the_models_own_v_as_working_model(made, model):
    """R sorts municipalities by another alphabet, so with blocks the intercept is another one's there. A slope's
    variances R's search finds to half as many digits, and the working model is made of them."""
    but = ("(Intercept)",) if model == "blocks" else ()
    agrees(made, MODELS[model], THEIRS[model], but=but, loose=10.0 if "slope" in model else 1.0)


def test_project_star_in_three_levels():
    file = files("laget.content") / "studies" / "star-aide" / "star_kindergarten.csv"
    star = read_csv(
        file.read_bytes(), name=file.name, columns=["school", "class", "arm", "maths", "ses", "sex", "minority"]
    )
    asked = {"outcome": "maths", "treatment": "arm", "reference": "reg", "covariates": ("ses", "sex", "minority")}
    agrees(star, asked | {"levels": ("class", "school")}, THEIRS["star"])


@needs_shared
@pytest.mark.parametrize(
    ("name", "file", "asked"),
    [
        ("eef", "eef_crtData.csv", {
            "outcome": "Posttest", "treatment": "Intervention", "covariates": ("Prettest",), "levels": ("School",)}),
        ("exam", "exam.csv", {
            "outcome": "normexam", "treatment": "schgend", "covariates": ("standLRT", "sex"), "levels": ("school",)}),
    ],
)  # fmt: skip
def test_published_data_sets(name, file, asked):
    used = [asked["outcome"], asked["treatment"], *asked["levels"], *asked["covariates"]]
    agrees(read_csv((SHARED / file).read_bytes(), name=file, columns=used), asked, THEIRS[name])


@pytest.mark.parametrize(("model", "cluster"), [("ols_by_class", "own class"), ("ols_by_school", "own")])
def test_blocks_in_least_squares(made, model, cluster):
    columns = dict(made) | {"own class": np.char.add(made["own"], made["class"])}
    asked = {"outcome": "score", "treatment": "arm", "reference": "som før", "covariates": ("baseline",)}
    theirs = THEIRS[model]
    for inference in ("cr2", "cr1s"):
        fit = fit_least_squares(columns=columns, **asked, blocks="municipality", cluster=cluster, inference=inference)
        for one in fit.coefficients:
            assert one.estimate == pytest.approx(theirs["estimate"][one.term], rel=1e-6)
            assert one.se == pytest.approx(theirs[inference]["se"][one.term], rel=1e-6)
            df = theirs["cr2"]["df"][one.term] if inference == "cr2" else theirs["cr1s"]["clusters"] - 1
            assert one.df == pytest.approx(df, rel=1e-4)
