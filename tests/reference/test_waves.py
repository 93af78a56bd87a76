"""ANCOVA over waves against lme4, lmerTest, pbkrtest and clubSandwich (``waves.R``)."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from laget.frames.csv_file import read_csv
from laget.trial.estimand import Waves
from laget.trial.waves_fit import fit_waves

HERE = Path(__file__).parent
THEIRS = json.loads((HERE / "waves.json").read_text(encoding="utf-8"))
MODELS = {"per_wave": "per-wave", "average": "average", "one_wave": "per-wave"}


@pytest.fixture(scope="module")
def made():
    return read_csv((HERE / "waves_made.csv").read_bytes(), name="waves_made.csv")


def called_in_r(term: str, model: str) -> str:
    """The term as R's formula has it: a slope at baseline by wave, an effect's column by a dot."""
    if match := re.fullmatch(r"score at 0(?::(\d))?", term):
        return f"wave{match[1]}:before" if match[1] else "before"
    return re.sub(r"^(arm\w+):(\d)$", r"\1.\2", term)


@pytest.mark.parametrize("inference", ["satterthwaite", "kr", "cr2-mixed"])
@pytest.mark.parametrize("model", MODELS)
def test_effects_in_waves_and_their_mean(made, model, inference):
    theirs = THEIRS[model]
    if model == "one_wave":
        kept = np.isin(made["wave"], (0, 2))
        made = {name: values[kept] for name, values in made.items()}
    fit = fit_waves(
        columns=made, outcome="score", treatment="arm", reference="usual", covariates=("sex",),
        waves=Waves(column="wave", baseline="0", effects=MODELS[model]), levels=("pupil", "class", "school"),
        inference=inference,
    )  # fmt: skip
    assert fit.n == theirs["n"]
    assert fit.criterion == pytest.approx(theirs["criterion"], rel=1e-9)
    assert list(fit.variances.values()) == pytest.approx(list(theirs["variances"].values()), rel=1e-5, abs=1e-5)
    assert {called_in_r(one.term, model) for one in fit.coefficients} == set(theirs["terms"])
    for one in fit.coefficients:
        figures = theirs["terms"][called_in_r(one.term, model)]
        assert one.estimate == pytest.approx(figures["estimate"], rel=1e-6, abs=1e-6)
        assert one.se == pytest.approx(figures[inference]["se"], rel=1e-6)
        assert one.df == pytest.approx(figures[inference]["df"], rel=1e-4)
