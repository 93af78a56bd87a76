"""Randomisation inference, studentised: 10,000 draws, with a covariate, p and the interval by inversion.

From the pupils' rows to the test, the space of the draw included.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from bench.made_up_pupils import SEED, Columns, pupils

TITLE = "Randomisation inference with 10,000 draws"
FIGURES = ("estimate", "p", "low", "high")
DRAWS = 10_000


def _rows(*, schools: int, tiny: bool) -> Columns:
    return pupils(600, schools=12) if tiny else pupils(44 * schools, schools=schools)


CASES = {"60 schools": partial(_rows, schools=60), "2,800 schools": partial(_rows, schools=2800)}
GOALS = {"60 schools": 0.02, "2,800 schools": 0.3}


def laget(case: str, columns: Columns):
    from laget.trial.permute import permute
    from laget.trial.randomisation_space import space_of

    lots = {"columns": columns, "treatment": "treated", "cluster": "school"}

    def work():
        test = permute(
            **lots,
            outcome="score",
            covariates=("pre",),
            space=space_of(**lots),
            draws=DRAWS,
            rng=np.random.default_rng(SEED),
        )
        return {"estimate": test.estimate, "p": test.p, "low": test.low, "high": test.high}

    return work


TOOLS = {"laget": laget}
