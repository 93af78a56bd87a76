"""Lines between roles in the team rings: who works together, each kind with its own stroke.

A line leaves the edge of one box and ends at the edge of the other, and is bent where a straight one would cross the
names of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.pictures.ring_places import Box

_BENDS = (0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4)
"""How far the middle of a line is drawn aside, as a share of its length, in the order they are tried."""

_STEPS = 24

Point = tuple[float, float]


class Stroke(StrEnum):
    """How a line is drawn: told apart without colour."""

    DOTTED = "dotted"
    DASHED = "dashed"
    SOLID = "solid"


_DASHES = {
    Stroke.DOTTED: ' stroke-dasharray="0.1 6" stroke-linecap="round"',
    Stroke.DASHED: ' stroke-dasharray="9 5"',
    Stroke.SOLID: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two roles by their numbers in the picture, 0 being the middle."""

    a: int
    b: int
    stroke: Stroke


def draw_link(stroke: Stroke, path: str) -> str:
    """The line along ``path``."""
    width = 3 if stroke is Stroke.DOTTED else 1.75
    return (
        f'<path class="app-link" d="{path}" fill="none" stroke="currentColor" stroke-opacity="0.75"'
        f' stroke-width="{width:g}"{_DASHES[stroke]}/>'
    )


def path_between(one: Box, other: Box, *, around: Sequence[Box]) -> str | None:
    """The path from edge to edge of two boxes that meets the fewest of those ``around`` them, and of these the least
    bent; ``None`` where the boxes lie on each other."""
    best: tuple[int, str] | None = None
    for bend in _BENDS:
        start, aside, end = _curve(one, other, bend)
        points = [_at(start, aside, end, step / _STEPS) for step in range(_STEPS + 1)]
        free = [step for step, point in enumerate(points) if not (_holds(one, point) or _holds(other, point))]
        if len(free) < 2:
            continue
        met = sum(any(_holds(box, points[step]) for step in free) for box in around)
        if best is None or met < best[0]:
            best = met, _part(start, aside, end, free[0] / _STEPS, free[-1] / _STEPS)
        if met == 0:
            break
    return best[1] if best else None


def _curve(one: Box, other: Box, bend: float) -> tuple[Point, Point, Point]:
    """From middle to middle, with the point that the curve is drawn towards."""
    across, down = other.x - one.x, other.y - one.y
    aside = ((one.x + other.x) / 2 - 2 * bend * down, (one.y + other.y) / 2 + 2 * bend * across)
    return (one.x, one.y), aside, (other.x, other.y)


def _at(start: Point, aside: Point, end: Point, t: float) -> Point:
    return (
        (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * aside[0] + t**2 * end[0],
        (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * aside[1] + t**2 * end[1],
    )


def _part(start: Point, aside: Point, end: Point, first: float, last: float) -> str:
    """The curve between two of its points: again a quadratic one, by de Casteljau."""
    x, y = (
        (1 - first) * (1 - last) * start[axis]
        + (first * (1 - last) + last * (1 - first)) * aside[axis]
        + first * last * end[axis]
        for axis in (0, 1)
    )
    (x0, y0), (x1, y1) = _at(start, aside, end, first), _at(start, aside, end, last)
    return f"M{x0:.1f} {y0:.1f}Q{x:.1f} {y:.1f} {x1:.1f} {y1:.1f}"


def _holds(box: Box, point: Point) -> bool:
    return abs(point[0] - box.x) <= box.width / 2 + 2 and abs(point[1] - box.y) <= box.height / 2 + 2
