"""Several indicators of one claim: the primary one decides, the others are read together as a declared family.

A trial with twenty indicators finds one "effect" by chance alone. Of the m further indicators of a family each is
therefore read on simultaneous intervals, by Bonferroni (Dunn 1961, *Journal of the American Statistical Association*
56(293)): at 1 − 0.05/m where a single one is read at 95 %, and at 1 − 0.10/m for 90 %. Whatever the indicators have
to do with each other, all m true changes then lie in their intervals together in at least 95 % (90 %) of trials, so
that in at most 5 % any is wrongly read as held or as harm, and in at most 5 % any as nothing worth having. Holm's
procedure rejects more, but gives p values and no plain intervals, and the reading needs intervals.

The family is what was declared: an indicator that was declared and not measured counts among the m.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Measured, Reading, judge


class Sized(Protocol):
    """An effect that knows its interval at any level, such as the engine's ``EffectSize``."""

    @property
    def value(self) -> float: ...

    def interval(self, *, level: float) -> tuple[float, float]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicated:
    """What a trial found of one indicator (``None`` where it was not measured), and how that is to be read.

    ``direction``, ``margin`` and ``delivered`` are those of ``judge``; a family may span claims.
    """

    indicator: str
    size: Sized | None
    margin: float
    direction: Direction
    delivered: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReading:
    """The reading of one indicator: one of ``family`` further ones, or the primary one (0)."""

    indicator: str
    family: int
    measured: Measured | None
    reading: Reading


def measured_from(size: Sized, *, family: int = 1) -> Measured:
    """``size`` with its intervals as one of a ``family`` of so many; alone, the plain 95 % and 90 %."""
    low95, high95 = size.interval(level=1 - 0.05 / family)
    low90, high90 = size.interval(level=1 - 0.10 / family)
    return Measured(value=size.value, low95=low95, high95=high95, low90=low90, high90=high90)


def read_primary(indicated: Indicated, *, threshold: float = 0.0) -> IndicatorReading:
    """The reading of a claim's primary indicator, which is the claim's own. No other stands in for it."""
    return _read(indicated, family=0, threshold=threshold)


def read_family(family: Sequence[Indicated], *, threshold: float = 0.0) -> tuple[IndicatorReading, ...]:
    """The readings of a family's further indicators, in the order of declaration.

    Hand over all that were declared, the unmeasured ones too. Raises ``VerdictError``: ``id_twice``, and what
    ``judge`` raises.
    """
    ids = [indicated.indicator for indicated in family]
    for id in ids:
        if ids.count(id) > 1:
            raise VerdictError(
                "id_twice", f"The protocol has two of the indicator {id!r}; rename one.", what="indicator", id=id
            )
    return tuple(_read(indicated, family=len(family), threshold=threshold) for indicated in family)


def _read(indicated: Indicated, *, family: int, threshold: float) -> IndicatorReading:
    measured = None if indicated.size is None else measured_from(indicated.size, family=max(family, 1))
    reading = judge(
        measured=measured,
        margin=indicated.margin,
        direction=indicated.direction,
        delivered=indicated.delivered,
        threshold=threshold,
    )
    return IndicatorReading(indicator=indicated.indicator, family=family, measured=measured, reading=reading)
