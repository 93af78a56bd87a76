"""Where a reading turns as the smallest change worth having is set lower or higher."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from laget.theory.parts import Direction
from laget.verdict.judge import Measured, Reading, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Margins from ``low`` to ``high`` (standard deviations) that all give one reading."""

    low: float
    high: float
    reading: Reading


def stretches(
    *,
    measured: Measured,
    direction: Direction,
    low: float,
    high: float,
    delivered: float | None = None,
    threshold: float = 0.0,
) -> tuple[Stretch, ...]:
    """The readings over all margins from ``low`` to ``high``, in order; two neighbours never read alike.

    No grid is needed: a reading can only turn where the margin passes the larger end of the 90 % interval
    (equivalence begins) or the lower end of the 95 % interval (a change is no longer clearly worth having).
    """
    towards = measured.towards(direction)
    turns = {max(abs(towards.low90), abs(towards.high90)), towards.low95}
    edges = [low, *sorted(turn for turn in turns if low < turn < high), high]
    found: list[Stretch] = []
    for start, end in pairwise(edges):
        reading = judge(
            measured=measured,
            margin=(start + end) / 2,
            direction=direction,
            delivered=delivered,
            threshold=threshold,
        )
        goes_on = bool(found) and found[-1].reading == reading
        found.append(Stretch(low=found.pop().low if goes_on else start, high=end, reading=reading))
    return tuple(found)
