"""A thousand trials of 60 schools with two classes of 22, simulated and answered by REML with Kenward–Roger.

Drawn pupil by pupil, or from the sums that are all that the model reads of them. Unbalanced: classes and schools of
uneven size, and a tenth of the pupils lost.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from bench.made_up_pupils import SEED

TITLE = "A thousand simulated trials"
FIGURES = ("power", "its Monte Carlo error", "power by formula", "type I error", "coverage", "df")
TRIALS = 1000
BALANCED = {"pupil": {"count": 22}, "class": {"count": 2}, "school": {"count": 60}}
UNBALANCED = {"pupil": {"count": 22, "cv": 0.2, "lost": 0.1}, "class": {"count": 2, "cv": 0.5}, "school": {"count": 60}}
CASES = {
    "balanced, pupil by pupil": partial(dict, levels=BALANCED, pupils=True),
    "unbalanced, pupil by pupil": partial(dict, levels=UNBALANCED, pupils=True),
    "balanced, from sums": partial(dict, levels=BALANCED, pupils=False),
    "unbalanced, from sums": partial(dict, levels=UNBALANCED, pupils=False),
}
GOALS = {"balanced, pupil by pupil": 0.12, "unbalanced, pupil by pupil": 0.5, "balanced, from sums": 0.05}


def laget(case: str, asked: dict[str, Any]):
    from laget.trial.allocation_design import AllocationDesign, Arm, Complete
    from laget.trial.declaration import Declaration
    from laget.trial.estimand import Estimand
    from laget.trial.estimator import MixedModel
    from laget.trial.population import Level, Population
    from laget.trial.simulate import simulate

    icc = {"class": 0.05, "school": 0.15}
    declaration = Declaration(
        design=AllocationDesign(
            trial="bench",
            school="school",
            unit="school",
            interference="school",
            arms=(Arm(id="alone"), Arm(id="team")),
            method=Complete(name="complete"),
        ),
        estimand=Estimand(
            outcome="score", treatment="arm", reference="alone", arms=("team",), whom="pupils", when="afterwards"
        ),
        estimator=MixedModel(name="mixed", levels=("class", "school"), inference="kr"),
        suppose=Population(
            levels=tuple(Level(name=name, icc=icc.get(name), **told) for name, told in asked["levels"].items()),
            effects={"team": 0.3},
        ),
    )

    def work():
        found = simulate(
            declaration=declaration,
            times=50 if asked["tiny"] else TRIALS,
            rng=np.random.default_rng(SEED),
            pupils=asked["pupils"],
        )
        (effect,) = found.effects
        return {
            "power": effect.power.value,
            "its Monte Carlo error": effect.power.error,
            "power by formula": effect.formula.power,
            "type I error": effect.type_one.value,
            "coverage": effect.coverage.value,
            "df": effect.df,
        }

    return work


TOOLS = {"laget": laget}
