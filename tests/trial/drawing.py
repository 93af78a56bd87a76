"""Schools to draw lots between, made by arithmetic alone, and the draw of a method."""

import numpy as np

from laget.trial.allocate import Draw, allocate
from laget.trial.allocation_design import AllocationDesign, Arm, Method
from laget.trial.declaration import Declaration
from laget.trial.estimand import Estimand
from laget.trial.estimator import Regression
from laget.trial.frame import Frame, frame_of

SEED = bytes(range(32))
TEAM_AND_USUAL = (Arm(id="team"), Arm(id="usual"))
THREE = (Arm(id="team"), Arm(id="course"), Arm(id="usual"))


def schools(n: int = 12) -> dict[str, np.ndarray]:
    """``n`` schools in four municipalities, two to a PPT office, with what is known of them."""
    number = np.arange(n)
    return {
        "school": np.array([f"skole {i:03d}" for i in number]),
        "office": np.array([f"ppt {i // 2:03d}" for i in number]),
        "place": np.array(["Ås", "Bø, gamle", "Ål", "Ørsta"])[number % 4],
        "kind": np.array(["1-7", "8-10", "1-10"])[number * number % 7 % 3],
        "pupils": (100.0 + (37 * number) % 101 * 5),
        "reading": 40 + ((53 * number) % 97) / 8,
        "free": ((29 * number) % 89) / 89,
        "since": np.array([f"2026-0{1 + i % 9}-15" for i in number]),
    }


def design(method: Method, *, arms=TEAM_AND_USUAL, unit: str = "school", interference: str = "school", **changes):
    asked = {"trial": "trial", "school": "school", "unit": unit, "interference": interference, "arms": arms}
    return AllocationDesign(**(asked | changes), method=method)


def framed(method: Method, columns=None, **changes) -> tuple[AllocationDesign, Frame]:
    declared = design(method, **changes)
    return declared, frame_of(columns=schools() if columns is None else columns, design=declared)


def declared_with(design: AllocationDesign) -> Declaration:
    """A whole trial around ``design``: its first arms compared with its last, judged by what is drawn."""
    *arms, reference = (arm.id for arm in design.arms)
    return Declaration(
        design=design,
        estimand=Estimand(
            outcome="reading_after",
            treatment="arm",
            reference=reference,
            arms=tuple(arms),
            whom="all pupils enrolled when the lots are released",
            when="after a school year",
        ),
        estimator=Regression(name="regression", cluster=design.unit, covariates=("reading",)),
    )


def draw_of(method: Method, columns=None, *, seed: bytes = SEED, **changes) -> Draw:
    declared, frame = framed(method, columns, **changes)
    return allocate(frame=frame, design=declared, seed=seed)
