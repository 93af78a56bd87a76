"""Covariate-constrained lots: 40 schools, six covariates, 100,000 candidates scored and the best tenth kept.

From the schools' columns to the drawn arms, with every school's known probability and the check of who is parted.
"""

from __future__ import annotations

import numpy as np
from bench.made_up_pupils import SEED, Columns

TITLE = "Constrained lots of 40 schools"
FIGURES = ("treated", "kept", "worst score kept")
COVARIATES = tuple(f"x{number}" for number in range(6))
GOALS = {"100,000 candidates": 0.05}


def _schools(*, tiny: bool) -> Columns:
    rng = np.random.default_rng(SEED)
    count = 10 if tiny else 40
    return {"school": np.array([f"s{number:02}" for number in range(count)])} | {
        name: rng.normal(size=count) for name in COVARIATES
    }


CASES = {"100,000 candidates": _schools}


def laget(case: str, columns: Columns):
    from laget.trial.allocate import allocate
    from laget.trial.allocation_design import AllocationDesign, Arm, Constrained
    from laget.trial.frame import frame_of

    design = AllocationDesign(
        trial="bench",
        school="school",
        unit="school",
        interference="school",
        arms=(Arm(id="team"), Arm(id="alone")),
        method=Constrained(name="constrained", covariates=COVARIATES, keep=0.1),
    )

    def work():
        draw = allocate(frame=frame_of(columns=columns, design=design), design=design, seed=bytes(range(32)))
        return {
            "treated": draw.arms.count("team"),
            "kept": draw.space.size,
            "worst score kept": draw.space.highest,
        }

    return work


TOOLS = {"laget": laget}
