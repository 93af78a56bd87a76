"""Simulation against R: an unbalanced trial that R drew and answered itself, with lme4, lmerTest and pbkrtest.

Both sides are simulated, so a figure is held to four of the two Monte Carlo errors together.
"""

import json
from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import pytest
from tests.trial.simulated import declared

from laget.trial.estimator import MixedModel
from laget.trial.population import Covariate, Level
from laget.trial.simulate import simulate

R = json.loads((Path(__file__).parent / "simulate.json").read_text(encoding="utf-8"))
TIMES = 6000
ERRORS = 4


@cache
def ours(inference):
    estimator = MixedModel(name="mixed", levels=("class", "school"), covariates=("pretest",), inference=inference)
    declaration = declared(
        levels=(
            Level(name="pupil", sizes=(8, 14, 10, 17, 12)),
            Level(name="class", sizes=(1, 2, 3, 2), icc=0.05),
            Level(name="school", count=16, icc=0.10),
        ),
        covariates=(Covariate(name="pretest", explains={"pupil": 0.3, "class": 0.2, "school": 0.4}),),
        estimator=estimator,
        effect=0.35,
    )
    return simulate(declaration=declaration, times=TIMES, rng=np.random.default_rng(11))


def share_error(share):
    return sqrt(share * (1 - share) * (1 / TIMES + 1 / R["times"]))


@pytest.mark.parametrize("inference", ["kr", "satterthwaite"])
def test_power_is_that_of_r(inference):
    power = R[inference]["power"]
    assert ours(inference).effects[0].power.value == pytest.approx(power, abs=ERRORS * share_error(power))


def test_the_estimates_lie_as_those_of_r():
    (effect,) = ours("kr").effects
    together = sqrt(1 / TIMES + 1 / R["times"])
    assert effect.truth + effect.bias.value == pytest.approx(R["mean"], abs=ERRORS * R["sd"] * together)
    assert effect.sd.value == pytest.approx(R["sd"], abs=ERRORS * R["sd"] * together / sqrt(2))


@pytest.mark.parametrize("inference", ["kr", "satterthwaite"])
def test_standard_errors_and_degrees_of_freedom_are_those_of_r(inference):
    (effect,) = ours(inference).effects
    found = R[inference]
    larger = sqrt(1 + TIMES / R["times"])
    assert effect.se.value == pytest.approx(found["se"], abs=ERRORS * effect.se.error * larger)
    assert effect.df == pytest.approx(found["df"], abs=ERRORS * found["df_sd"] * sqrt(1 / TIMES + 1 / R["times"]))


@pytest.mark.parametrize("level", ["class", "school"])
def test_variances_are_at_zero_as_often_as_in_r(level):
    share = R["at_zero"][level]
    assert ours("kr").at_zero[level] == pytest.approx(share, abs=ERRORS * share_error(share))
