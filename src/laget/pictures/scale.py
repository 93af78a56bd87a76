"""From numbers to places across a picture, with few ticks in round steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From ``low`` to ``high`` between the places ``left`` and ``right``, with a tick at each ``step``."""

    low: float
    high: float
    step: float
    left: float
    right: float

    def x(self, value: float) -> str:
        """Where ``value`` stands, as it is written in the picture."""
        return written(self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left))

    def ticks(self) -> Iterator[float]:
        """The values that are marked."""
        for place in range(round(self.low / self.step), round(self.high / self.step) + 1):
            yield place * self.step

    @property
    def places(self) -> int:
        """How many decimals a tick is told with."""
        return 2 if self.step < 0.1 else 1


def scale_over(low: float, high: float, *, left: float, right: float) -> Scale:
    """The narrowest scale in whole steps that holds ``low`` and ``high``, with few ticks."""
    step = next((step for step in _STEPS if (high - low) / step <= _MOST_TICKS), high - low)
    return Scale(low=floor(low / step) * step, high=ceil(high / step) * step, step=step, left=left, right=right)


def written(place: float) -> str:
    """A place in a picture, to a tenth of its unit.

    >>> written(12.0), written(7.25)
    ('12', '7.2')
    """
    return f"{round(place, 1):g}"
