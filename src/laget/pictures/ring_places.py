"""Where things stand in the team rings: boxes placed around an ellipse, with nothing on top of anything.

Coordinates are relative to the middle of the rings, x to the right and y down.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count, pairwise
from math import cos, hypot, pi, sin

PADDING = 4.0
_TURNS = 16
_STEPS = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Ellipse:
    """An ellipse round the middle."""

    rx: float
    ry: float

    def at(self, turn: float) -> tuple[float, float]:
        """The point at ``turn``, a share (0–1) of the way round, clockwise from the top."""
        angle = 2 * pi * turn - pi / 2
        return self.rx * cos(angle), self.ry * sin(angle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with its middle in (``x``, ``y``)."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes come closer to each other than ``PADDING``."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + PADDING
            and abs(self.y - other.y) < (self.height + other.height) / 2 + PADDING
        )

    def is_within(self, ellipse: Ellipse) -> bool:
        """Whether the corner farthest from the middle is inside ``ellipse``."""
        far_x, far_y = abs(self.x) + self.width / 2, abs(self.y) + self.height / 2
        return hypot(far_x / (ellipse.rx - PADDING), far_y / (ellipse.ry - PADDING)) <= 1

    def is_outside(self, ellipse: Ellipse) -> bool:
        """Whether the point nearest to the middle is outside ``ellipse``."""
        near_x = max(0.0, abs(self.x) - self.width / 2)
        near_y = max(0.0, abs(self.y) - self.height / 2)
        return hypot(near_x / (ellipse.rx + PADDING), near_y / (ellipse.ry + PADDING)) >= 1


# Placing is most of the work of a picture, and the same sizes come again with every look at the same team.
@lru_cache(maxsize=512)
def place_in_band(
    sizes: tuple[tuple[float, float], ...],
    *,
    inner: Ellipse,
    across: float,
    down: float,
    heading: tuple[float, float],
) -> tuple[Ellipse, Box, tuple[Box, ...]]:
    """The band's outer ellipse, the box of its heading, and one box per (width, height) of ``sizes``.

    The band starts ``across`` wide at the sides and ``down`` high at the top, and grows until some way of
    turning the boxes round it keeps them within the band and off each other and the heading at the top.
    """
    for growth in count():
        outer = Ellipse(rx=inner.rx + across * (1 + growth / 25), ry=inner.ry + down * (1 + growth / 25))
        middle = Ellipse(rx=(inner.rx + outer.rx) / 2, ry=(inner.ry + outer.ry) / 2)
        width, height = heading
        title = Box(x=0, y=-outer.ry + height / 2 + 2 * PADDING, width=width, height=height)
        track = _track_round(middle)
        for turn in range(_TURNS):
            boxes = _around(track, sizes, start=turn / _TURNS)
            if _fit(boxes, title, inner, outer):
                return outer, title, boxes
    raise AssertionError("unreachable: a band that grows without end holds everything")


def _fit(boxes: Sequence[Box], title: Box, inner: Ellipse, outer: Ellipse) -> bool:
    within = all(box.is_outside(inner) and box.is_within(outer) for box in boxes)
    everything = (*boxes, title)
    return within and not any(
        one.meets(other) for place, one in enumerate(everything) for other in everything[place + 1 :]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    """Points round an ellipse, and how far along it each of them lies, as a share of the whole way."""

    points: tuple[tuple[float, float], ...]
    shares: tuple[float, ...]

    def at(self, share: float) -> tuple[float, float]:
        """The point after ``share`` of the way; whole turns do not count."""
        return self.points[bisect_left(self.shares, share % 1)]


# Bands grow by steps from the same beginnings, so few ellipses are ever walked round.
@lru_cache(maxsize=128)
def _track_round(ellipse: Ellipse) -> _Track:
    points = tuple(ellipse.at(step / _STEPS) for step in range(_STEPS + 1))
    walked = (0.0, *accumulate(hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)))
    return _Track(points=points, shares=tuple(way / walked[-1] for way in walked))


def _around(track: _Track, sizes: Sequence[tuple[float, float]], *, start: float) -> tuple[Box, ...]:
    """The boxes along ``track``, each with its share of the way by its own size."""
    weights = [width + height for width, height in sizes]
    total = sum(weights)
    boxes = []
    for weight, end, (width, height) in zip(weights, accumulate(weights), sizes, strict=True):
        x, y = track.at(start + (end - weight / 2) / total)
        boxes.append(Box(x=x, y=y, width=width, height=height))
    return tuple(boxes)


def place_in_rows(
    sizes: Sequence[tuple[float, float]], *, width: float, gap: float
) -> tuple[tuple[Box, ...], float]:
    """Boxes side by side in rows no wider than ``width``, from (0, 0); and the height of all the rows."""
    boxes: list[Box] = []
    x = y = row_height = 0.0
    for box_width, box_height in sizes:
        if x > 0 and x + box_width > width:
            x, y, row_height = 0.0, y + row_height + gap / 2, 0.0
        boxes.append(Box(x=x + box_width / 2, y=y + box_height / 2, width=box_width, height=box_height))
        x += box_width + gap
        row_height = max(row_height, box_height)
    return tuple(boxes), y + row_height
