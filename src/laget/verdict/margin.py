"""Where a reading turns as its margin is set lower or higher."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Generic, TypeVar

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.guard import GuardReading, read_guard
from laget.verdict.judge import Measured, Reading, judge
from laget.verdict.observed import Agreement, observe

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[R]):
    """Margins from ``low`` to ``high`` that all give one reading."""

    low: float
    high: float
    reading: R


def stretches(
    *,
    measured: Measured,
    direction: Direction,
    low: float,
    high: float,
    delivered: float | None = None,
    threshold: float = 0.0,
) -> tuple[Stretch[Reading], ...]:
    """The readings of a claim over all margins from ``low`` to ``high``, in order; two neighbours never read alike.

    No grid is needed: a reading can only turn where the margin passes the larger end of the 90 % interval
    (equivalence begins) or the lower end of the 95 % interval (a change is no longer clearly worth having).
    Raises ``VerdictError``: ``bad_range``, and what ``judge`` raises.
    """

    def read(margin: float) -> Reading:
        return judge(measured=measured, margin=margin, direction=direction, delivered=delivered, threshold=threshold)

    return _stretches(read, turns=_turns(measured.towards(direction)), low=low, high=high)


def observed_stretches(
    *, measured: Measured, direction: Direction, low: float, high: float
) -> tuple[Stretch[Agreement], ...]:
    """As ``stretches``, for an arrow that no lots were drawn about."""

    def read(margin: float) -> Agreement:
        return observe(measured=measured, margin=margin, direction=direction)

    return _stretches(read, turns=_turns(measured.towards(direction)), low=low, high=high)


def guard_stretches(
    *, measured: Measured, worse: Direction, low: float, high: float
) -> tuple[Stretch[GuardReading], ...]:
    """As ``stretches``, for a guard: it turns at the two ends of the 90 % interval."""

    def read(margin: float) -> GuardReading:
        return read_guard(measured=measured, margin=margin, worse=worse)

    towards = measured.towards(worse)
    return _stretches(read, turns=(towards.low90, towards.high90), low=low, high=high)


def _turns(towards: Measured) -> tuple[float, float]:
    return max(abs(towards.low90), abs(towards.high90)), towards.low95


def _stretches(
    read: Callable[[float], R], *, turns: Iterable[float], low: float, high: float
) -> tuple[Stretch[R], ...]:
    if not 0 <= low <= high < inf:
        raise VerdictError(
            "bad_range",
            f"The range of margins from {low:g} to {high:g} cannot be used: it has to begin at zero or higher, "
            "and not to end before it begins.",
            low=low,
            high=high,
        )
    edges = [low, *sorted(turn for turn in set(turns) if low < turn < high), high]
    found: list[Stretch[R]] = []
    for start, end in pairwise(edges):
        reading = read((start + end) / 2)
        goes_on = bool(found) and found[-1].reading == reading
        found.append(Stretch(low=found.pop().low if goes_on else start, high=end, reading=reading))
    return tuple(found)
