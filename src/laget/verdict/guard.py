"""The guard: what must not get worse, above all that no more pupils are taught apart (AFI r2015:6, §4.3).

It is read on the 90 % interval, counted so that up is worse, against the worst change that would be put up with:

- kept — its upper end is under the margin;
- broken — its lower end is over the margin;
- not shown — the rest, and a guard that was not measured.

The last two raise an alarm. A kept guard is never a credit: no verdict takes a guard as its argument. Delivery
does not excuse a guard. Where there are several, all must be kept, so none is adjusted for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Measured


class GuardOutcome(StrEnum):
    """What is said of a guard."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardReading:
    """The outcome. An unmeasured guard is *not shown* too, or not measuring would be a way round the alarm."""

    outcome: GuardOutcome
    measured: bool = True

    @property
    def alarm(self) -> bool:
        """Whether somebody has to look into it."""
        return self.outcome is not GuardOutcome.KEPT


def read_guard(*, measured: Measured | None, margin: float, worse: Direction) -> GuardReading:
    """The reading of a guard whose indicator gets worse in the direction ``worse``.

    ``margin`` is the worst change that would be put up with, in the unit of ``measured``. Raises
    ``VerdictError``: ``bad_guard_margin``.
    """
    if not 0 <= margin < inf:
        raise VerdictError(
            "bad_guard_margin",
            f"The worst change that the guard puts up with is {margin:g}; write it as a size, zero or more, whichever "
            "way is worse.",
            margin=margin,
        )
    if measured is None:
        return GuardReading(outcome=GuardOutcome.NOT_SHOWN, measured=False)
    towards = measured.towards(worse)
    if towards.high90 < margin:
        return GuardReading(outcome=GuardOutcome.KEPT)
    if towards.low90 > margin:
        return GuardReading(outcome=GuardOutcome.BROKEN)
    return GuardReading(outcome=GuardOutcome.NOT_SHOWN)
