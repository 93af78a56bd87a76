"""What has moved from one round to the next, in the report's half-year style: achieved, continuing, undecided.

Read from two rounds as ``reading`` reads each. Where the bands of then and now overlap it cannot be told whether
anything moved, and that is what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.clarification.answer import Question
from laget.clarification.bands import NONE, Band
from laget.clarification.reading import Agreement, Answered, Read


class Standing(StrEnum):
    """Where a situation stands half a year later."""

    ACHIEVED = "achieved"
    CONTINUING = "continuing"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A choice that surely is made by a larger or a smaller share than before."""

    question: Question
    choice: str
    before: Band
    before_of: int
    now: Band
    now_of: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One situation that was in both rounds. ``shifts`` are what surely changed; empty does not mean that nothing
    did."""

    situation: str
    standing: Standing
    before: Read
    now: Read
    shifts: tuple[Shift, ...]


def moved(before: Sequence[Read], now: Sequence[Read]) -> tuple[Moved, ...]:
    """What became of the situations that are in both, in the order of now."""
    then = {read.situation: read for read in before}
    return tuple(_moved(then[read.situation], read) for read in now if read.situation in then)


def _moved(before: Read, now: Read) -> Moved:
    return Moved(
        situation=now.situation,
        standing=_standing(now),
        before=before,
        now=now,
        shifts=tuple(
            shift
            for then, later in ((before.does, now.does), (before.should, now.should), (before.how_far, now.how_far))
            for shift in _shifts(then, later)
        ),
    )


def _standing(now: Read) -> Standing:
    """Achieved: agreed on who does it, with neither gap nor collision, and as it should be. Undecided: seen
    differently, or it cannot be told. Continuing: all between."""
    faulty = now.gap or bool(now.collision) or now.does_not_match_should or now.off_settled
    if now.does.agreement is Agreement.AGREED and not faulty:
        return Standing.ACHIEVED
    if now.does.agreement in (Agreement.AGREED, Agreement.MAJORITY):
        return Standing.CONTINUING
    return Standing.UNDECIDED


def _shifts(before: Answered, now: Answered) -> tuple[Shift, ...]:
    if not (before.of and now.of):
        return ()
    then = {choice.id: choice.number for choice in before.choices}
    later = {choice.id: choice.number for choice in now.choices}
    shifts = []
    for id in dict.fromkeys((*later, *then)):
        was, is_now = then.get(id, NONE), later.get(id, NONE)
        more = is_now.low * before.of > was.high * now.of
        less = was.low * now.of > is_now.high * before.of
        if more or less:
            shifts.append(
                Shift(
                    question=now.question,
                    choice=id,
                    before=was,
                    before_of=before.of,
                    now=is_now,
                    now_of=now.of,
                    more=more,
                )
            )
    return tuple(shifts)
