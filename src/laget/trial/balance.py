"""How alike the arms of a draw came out in what was known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from laget.trial.allocate import Draw
from laget.trial.frame import Frame
from laget.trial.units import measured, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """A ``term`` over the units of a draw: a ``covariate``, or one level of it.

    ``means`` has the mean of each of the draw's ``arm_ids``, ``sd`` the standard deviation over all units drawn
    and ``differences`` each arm's mean minus the first arm's, in those standard deviations: the first is 0, and
    all are 0 where the units do not vary. The differences are what a love plot shows.
    """

    covariate: str
    term: str
    means: tuple[float, ...]
    sd: float
    differences: tuple[float, ...]


def balance(*, frame: Frame, draw: Draw, covariates: Sequence[str]) -> tuple[BalanceRow, ...]:
    """The balance of a draw in ``covariates``, which are columns of the frame.

    No p values: the lots are known to be fair, so a test of balance tests nothing (Senn 1994, *Statistics in
    Medicine* 13(17)). Raises ``TrialError`` for a column that the frame lacks.
    """
    units = units_of(frame)
    arm_of = dict(zip(draw.units, draw.arms, strict=True))
    rows = []
    for covariate in covariates:
        for term, values in measured(units, covariate).items():
            by_unit = [(arm_of[id], float(value)) for id, value in zip(units.ids, values, strict=True) if id in arm_of]
            rows.append(_row(covariate, term, by_unit, draw.arm_ids))
    return tuple(rows)


def _row(covariate: str, term: str, by_unit: Sequence[tuple[str, float]], arms: Sequence[str]) -> BalanceRow:
    means = [float(np.mean([value for arm, value in by_unit if arm == this])) for this in arms]
    sd = float(np.std([value for _, value in by_unit], ddof=1))
    return BalanceRow(
        covariate=covariate,
        term=term,
        means=tuple(means),
        sd=sd,
        differences=tuple((mean - means[0]) / sd if sd else 0.0 for mean in means),
    )
