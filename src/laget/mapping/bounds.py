"""A number between two ends: what is known, and what it could still be.

Every number of the map is reckoned with interval arithmetic, so that what nobody has said widens it and never counts
as nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A number that is at least ``low`` and at most ``high``; ``high`` is ``None`` where nothing limits it.

    It is known for ``known`` of the ``of`` holders that it is about.

    >>> Bounds(low=1, high=1, known=1, of=1) + Bounds(low=0, high=2, known=0, of=2)
    Bounds(low=1, high=3, known=1, of=3)
    """

    low: float
    high: float | None
    known: int
    of: int

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            low=self.low + other.low,
            high=None if self.high is None or other.high is None else self.high + other.high,
            known=self.known + other.known,
            of=self.of + other.of,
        )

    @property
    def exact(self) -> bool:
        """Whether both ends are the same number."""
        return self.low == self.high

    @property
    def share(self) -> float:
        """The share of the holders that the number is known for; 1 where it is about nobody."""
        return self.known / self.of if self.of else 1.0

    def dividing(self, number: float) -> Bounds:
        """``number`` to each one: the less there may be of these, the more to each, and to none there is no limit.

        >>> Bounds(low=20, high=25, known=19, of=22).dividing(100)
        Bounds(low=4.0, high=5.0, known=19, of=22)
        """
        return Bounds(
            low=number / self.high if self.high else 0.0,
            high=number / self.low if self.low else None,
            known=self.known,
            of=self.of,
        )


NOTHING = Bounds(low=0.0, high=0.0, known=0, of=0)
"""The sum of no numbers."""


def sum_of(parts: Iterable[Bounds]) -> Bounds:
    """All of ``parts`` together."""
    total = NOTHING
    for part in parts:
        total = total + part
    return total
