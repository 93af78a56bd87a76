"""What other studies found of ρ and R², and what of it a design can take over (R-042 (in part))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from laget.trial.errors import TrialError
from laget.trial.power_designs import find_design

Level = Literal["pupil", "class", "school"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningShare:
    """One share of variance that a study found on one ``level``; all numbers are from 0 up to 1.

    - ``icc``: of the outcome's whole variance, the share that lies between the units of the level;
    - ``r2``: of the variance on the level, the share that the study's covariates explain.

    ``low`` and ``high`` are the bounds that the source prints: of a 95 % interval (``ci95``), or between the
    quarters of many studies (``quartiles``). ``se`` is the standard error that it prints.
    """

    kind: Literal["icc", "r2"]
    level: Level
    value: float
    low: float | None = None
    high: float | None = None
    spread: Literal["ci95", "quartiles"] | None = None
    se: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningValues:
    """The shares of one outcome in one population.

    ``levels`` are those the study told apart above the pupil, from inner to outer. A study of pupils in schools has
    the variance between classes within schools among the pupils'; its numbers are not those of a study that has
    classes too.
    """

    levels: tuple[Literal["class", "school"], ...]
    shares: tuple[PlanningShare, ...]


def parameters_like(values: PlanningValues, *, design: str) -> Mapping[str, float]:
    """What ``values`` gives a ``design``: its ρ and R² by PowerUp!'s names, and nothing that it does not have.

    Raises ``TrialError`` where the design has more or fewer levels than the study, and for fixed blocks: their ρ is
    a share of the variance within blocks, which these shares are not.

    >>> maths = PlanningShare(kind="icc", level="school", value=0.078)
    >>> parameters_like(PlanningValues(levels=("school",), shares=(maths,)), design="cra2")
    {'rho2': 0.078}
    """
    chosen = find_design(design)
    if chosen.levels != len(values.levels) + 1:
        raise TrialError(
            "other_levels",
            f"These values are of pupils in {' in '.join(_PLURAL[level] for level in values.levels)}, which is "
            f"{len(values.levels) + 1} levels, and the design {chosen.name} has {chosen.levels}; choose values or a "
            "design with as many levels as the other.",
            levels=len(values.levels) + 1,
            design=chosen.name,
        )
    if chosen.effect in ("fixed", "constant"):
        raise TrialError(
            "shares_of_the_whole",
            f"These values are shares of the whole variance, and with the fixed blocks of {chosen.name} shares are of "
            "the variance within blocks; give the numbers yourself, or plan with random blocks.",
            design=chosen.name,
        )
    levels: tuple[Level, ...] = ("pupil", *values.levels)
    names = {"icc": "rho", "r2": "r2"}
    given = {f"{names[share.kind]}{levels.index(share.level) + 1}": share.value for share in values.shares}
    return {name: value for name, value in given.items() if name in chosen.defaults}


_PLURAL = {"class": "classes", "school": "schools"}
