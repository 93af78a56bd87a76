"""A trial of whole schools to simulate, to be changed in one thing at a time."""

from __future__ import annotations

from dataclasses import replace

from laget.trial.allocation_design import AllocationDesign, Arm, Complete, Method
from laget.trial.declaration import Declaration
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, MixedModel
from laget.trial.population import Covariate, Level, Population, Stratum

SCHOOLS = (
    Level(name="pupil", count=10),
    Level(name="class", count=2, icc=0.05),
    Level(name="school", count=20, icc=0.15),
)
PRETEST = Covariate(name="pretest", explains={"pupil": 0.3, "class": 0.2, "school": 0.5})
REGION = Stratum(name="region", level="school", count=3, explains=0.2)


def declared(
    *,
    levels: tuple[Level, ...] = SCHOOLS,
    estimator: Estimator | None = None,
    method: Method | None = None,
    unit: str = "school",
    arms: tuple[str, ...] = ("usual", "aide"),
    covariates: tuple[Covariate, ...] = (),
    strata: tuple[Stratum, ...] = (),
    effect: float = 0.3,
    effect_sd: float = 0.0,
) -> Declaration:
    """Lots between schools, every arm but the first with the same effect."""
    return Declaration(
        design=AllocationDesign(
            trial="trial",
            school="school",
            unit=unit,
            interference=unit,
            arms=tuple(Arm(id=arm) for arm in arms),
            method=method or Complete(name="complete"),
        ),
        estimand=Estimand(
            outcome="score",
            treatment="arm",
            reference=arms[0],
            arms=arms[1:],
            whom="pupils of first grade",
            when="at the end of the year",
        ),
        estimator=estimator or MixedModel(name="mixed", levels=("class", "school")),
        suppose=Population(
            levels=levels,
            effects=dict.fromkeys(arms[1:], effect),
            effect_sd=effect_sd,
            covariates=covariates,
            strata=strata,
        ),
    )


def drawing_classes(declaration: Declaration) -> Declaration:
    """The same trial with lots between the classes of each school."""
    design = replace(
        declaration.design,
        school="class",
        unit="class",
        interference="class",
    )
    return replace(declaration, design=design)
