"""The allocations that a draw could have given, kept so that inference can use the very same lots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from laget.trial.errors import TrialError
from laget.trial.philox import Allocations, Words

Probabilities = tuple[tuple[Fraction, ...], ...]
"""For each unit, the known probability of each arm."""


class AllocationSpace(Protocol):
    """What a method could have drawn. An allocation is a number per unit: the place of its arm in the design."""

    @property
    def size(self) -> int | None:
        """How many different allocations there are, all as likely; ``None`` where they are not alike."""

    def probabilities(self) -> Probabilities:
        """The known probability of each arm, unit by unit, as an exact fraction."""

    def sample(self, *, times: int, words: Words) -> Allocations:
        """``times`` allocations drawn as the draw itself is, each on its own: units × ``times``."""

    def every(self, *, most: int) -> Allocations:
        """Every allocation once, units × ``size``; ``TrialError`` if they are more than ``most``."""


def too_many(size: int, most: int) -> TrialError:
    """Why a space is not listed."""
    return TrialError(
        "space_too_large",
        f"There are {size} allocations, and at most {most} are listed; sample them instead.",
        size=size,
        most=most,
    )


def largest_first(shares: Sequence[int], units: int) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """How ``units`` are shared out: each arm's certain number, and the arms between which so many are drawn.

    An arm is certain of the whole part of units · share / Σ share. What is left goes one by one to the largest
    remainders, of those to the largest shares; where only some of several equal arms can have one more, lots
    decide which. All allocations of the units are then equally likely, and arms with equal shares are alike.

    >>> largest_first([1, 1], 5)  # two each, and a lot for the fifth
    ((2, 2), (0, 1), 1)
    >>> largest_first([2, 1], 4)  # 8/3 and 4/3: the first has the larger remainder
    ((3, 1), (), 0)
    """
    total = sum(shares)
    certain = [units * share // total for share in shares]
    ranks = [(units * share % total, share) for share in shares]
    left = units - sum(certain)
    for rank in sorted(set(ranks), reverse=True):
        equals = [arm for arm in range(len(shares)) if ranks[arm] == rank]
        if left < len(equals):
            return tuple(certain), tuple(equals) if left else (), left
        for arm in equals:
            certain[arm] += 1
        left -= len(equals)
    return tuple(certain), (), 0
