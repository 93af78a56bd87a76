"""Project STAR against clubSandwich, and the shipped extract against what its provenance says of it."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from laget.frames.csv_file import read_csv
from laget.trial.effect_size import standardise
from laget.trial.least_squares_fit import fit_least_squares

FIGURES = json.loads((Path(__file__).parent / "star_kindergarten.json").read_text(encoding="utf-8"))
COLUMNS = ("school", "class", "arm", "maths", "ses", "sex", "minority")


@pytest.fixture(scope="module")
def pupils():
    file = files("laget.content") / "studies" / "star-aide" / "star_kindergarten.csv"
    return read_csv(file.read_bytes(), name=file.name, columns=COLUMNS)


def fitted(pupils, *, covariates, blocks, cluster):
    return fit_least_squares(
        columns=pupils,
        outcome="maths",
        treatment="arm",
        reference="reg",
        covariates=covariates,
        blocks=blocks,
        cluster=cluster,
    )


@pytest.mark.parametrize("model", FIGURES)
def test_the_engine_agrees_with_clubsandwich(pupils, model):
    asked = dict(FIGURES[model])
    expected = asked.pop("coefficients")
    fit = fitted(pupils, **asked)
    for term, figures in expected.items():
        ours = fit.coefficient(term)
        assert ours.estimate == pytest.approx(figures["estimate"], rel=0, abs=1e-6)
        assert ours.se == pytest.approx(figures["se"], rel=0, abs=1e-6)
        assert ours.df == pytest.approx(figures["df"], rel=0, abs=1e-4)
        assert ours.p == pytest.approx(figures["p"], rel=0, abs=1e-8)


def test_the_headline_to_six_decimals(pupils):
    fit = fitted(pupils, covariates=("ses", "sex", "minority"), blocks="school", cluster="school")
    aide, small = fit.coefficient("armreg+A"), fit.coefficient("armsmall")
    assert (round(aide.estimate, 6), round(aide.se, 6), round(aide.df, 6)) == (0.609787, 2.474178, 69.978124)
    assert (round(small.estimate, 6), round(small.se, 6), round(small.df, 6)) == (8.957664, 2.55365, 69.371296)
    assert (fit.n, fit.groups, fit.notes) == (5853, {"school": 79}, ())


def test_the_effect_size_uses_the_two_arms_compared(pupils):
    fit = fitted(pupils, covariates=("ses", "sex", "minority"), blocks="school", cluster="school")
    size = standardise(
        coefficient=fit.coefficient("armreg+A"),
        columns=pupils,
        outcome="maths",
        treatment="arm",
        reference="reg",
    )
    regular, aide = (pupils["maths"][pupils["arm"] == arm] for arm in ("reg", "reg+A"))
    pooled = ((2026 * regular.var(ddof=1) + 2068 * aide.var(ddof=1)) / 4094) ** 0.5
    assert (size.n_treated, size.n_control) == (2069, 2027)
    assert size.sd == pytest.approx(pooled, rel=1e-12)
    assert size.value == pytest.approx((1 - 3 / (4 * 4094 - 1)) * 0.609787001 / pooled, rel=1e-8)


def test_the_extract_is_what_its_provenance_says(pupils):
    assert Counter(pupils["arm"].tolist()) == {"reg": 2027, "small": 1757, "reg+A": 2069}
    assert len(set(pupils["school"])) == 79
    assert len(set(pupils["class"])) == len(set(zip(pupils["school"], pupils["class"], strict=True))) == 323
    assert Counter(pupils["class"].tolist()).most_common(1)[0][1] == 42
    arms = {(school, arm) for school, arm in zip(pupils["school"], pupils["arm"], strict=True)}
    assert Counter(Counter(school for school, _ in arms).values()) == {3: 78, 2: 1}


def test_no_identity_and_no_order_of_the_source_is_left():
    file = files("laget.content") / "studies" / "star-aide" / "star_kindergarten.csv"
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    assert header == "school,class,arm,maths,reading,ses,sex,minority"
    rows = [line.split(",") for line in lines]
    keys = [(int(row[0]), int(row[1]), row[2], int(row[3]), int(row[4] or 10**6), *row[5:]) for row in rows]
    assert keys == sorted(keys)
    assert sum(row[4] == "" for row in rows) == 85
