"""The weekdays of a post as the table stores them: a bit for each day, Monday being 1."""

from __future__ import annotations


def as_bits(days: frozenset[int] | None) -> int | None:
    """The days (Monday being 0) as one number; ``None`` stays not said, and no days are 0.

    >>> as_bits(frozenset({0, 2}))
    5
    """
    return None if days is None else sum(1 << day for day in days)


def as_days(bits: int | None) -> frozenset[int] | None:
    """The number as days, Monday being 0.

    >>> sorted(as_days(5))
    [0, 2]
    """
    return None if bits is None else frozenset(day for day in range(5) if bits & 1 << day)
