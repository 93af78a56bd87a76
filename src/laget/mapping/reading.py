"""A reading of a team: marks that hold, do not hold or cannot be told, and what they come to. Every reading is ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.mapping.bounds import Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to read a team by. ``holds`` is ``None`` where what is known is not enough; ``lines`` is where the
    report says it."""

    id: str
    holds: bool | None
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a team is read as, and by which ``marks``. ``kind`` is ``None`` where it cannot be told, and then
    ``cannot_tell`` is why, as a code; ``elements`` are what it has of other kinds."""

    kind: str | None
    marks: tuple[Mark, ...]
    elements: tuple[str, ...] = ()
    cannot_tell: str = ""


def above(share: Bounds | None, limit: float) -> bool | None:
    """Whether a number is over a limit: told only where both of its ends are on one side of it."""
    if share is None:
        return None
    if share.low > limit:
        return True
    return False if share.high is not None and share.high <= limit else None


def any_of(things: Iterable[bool | None]) -> bool | None:
    """Whether one of them holds: one that does is enough, and one that cannot be told leaves it open.

    >>> any_of([False, None, True]), any_of([False, None]), any_of([])
    (True, None, False)
    """
    every = tuple(things)
    if True in every:
        return True
    return None if None in every else False
