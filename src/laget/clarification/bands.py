"""How a count of answers is shown: as a band, wide enough that nobody's answer can be read off it.

The counts from 0 to n are parted into bands of three: 0–2, 3–5, 6–8 …, and the last takes what is left over. So the
last band always holds n, n − 1 and n − 2, and the first 0, 1 and 2: a group in which all answered alike, one with a
single dissenter and one with two look the same. In large groups the bands are a tenth of the answers wide. What this
promises and what it does not: docs/explain/the-round.md.
"""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 5
"""The fewest answers that anything is shown of."""

NARROWEST = 3
"""How many counts a band holds at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A number that lies from ``low`` to ``high``, both counted."""

    low: int
    high: int

    def __add__(self, other: Band) -> Band:
        return Band(low=self.low + other.low, high=self.high + other.high)


NONE = Band(low=0, high=0)


def band(count: int, *, of: int) -> Band:
    """The band in which ``count`` of ``of`` answers lies.

    >>> [(shown.low, shown.high) for shown in (band(count, of=7) for count in (0, 2, 3, 7))]
    [(0, 2), (0, 2), (3, 7), (3, 7)]
    """
    if not (of >= FEWEST and 0 <= count <= of):
        raise ValueError(f"{count} of {of} has no band: there are at least {FEWEST} answers, and no more than all.")
    width = max(NARROWEST, of // 10)
    last = (of + 1) // width - 1
    place = min(count // width, last)
    return Band(low=place * width, high=of if place == last else (place + 1) * width - 1)


def exactly(count: int) -> Band:
    """A number that is known, because those who answered chose to show it."""
    return Band(low=count, high=count)
