"""The shapes of the team rings: six that can be told apart without colour, and three ways to fill them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from math import cos, pi, sin, sqrt


class Shape(StrEnum):
    """One shape per profession group."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"
    PLUS = "plus"


# Corners, and the direction of the first one in degrees (SVG's y points down, so -90 is up).
_CORNERS = {
    Shape.SQUARE: (4, -45),
    Shape.TRIANGLE: (3, -90),
    Shape.DIAMOND: (4, -90),
    Shape.HEXAGON: (6, 0),
}
# How far from the middle the corners lie, so that all shapes of one radius look about equally large.
_REACH = {
    Shape.CIRCLE: 1.0,
    Shape.SQUARE: 1.22,
    Shape.TRIANGLE: 1.35,
    Shape.DIAMOND: 1.3,
    Shape.HEXAGON: 1.1,
    Shape.PLUS: 1.15,
}
# Half the width of the arms of a plus, as a share of how far they reach.
_ARM = 0.4
# The radius of a post of unstated size, as a share of a full post's. The same for all of them.
_UNSTATED = 0.62


def radius(fraction: float | None, *, full: float) -> float:
    """The radius of a post, when a full post has ``full``: the area follows the fraction."""
    return full * (_UNSTATED if fraction is None else sqrt(fraction))


def side(shape: Shape, *, fraction: float | None, full: float) -> float:
    """The side of the square that a post of this shape needs."""
    return 2 * radius(fraction, full=full) * _REACH[shape]


def draw_dot(
    shape: Shape, *, x: float, y: float, fraction: float | None, present: bool, full: float
) -> str:
    """One post with its middle in (``x``, ``y``).

    Solid: somebody is there. Hollow: nobody is. Dashed: the size of the post is not stated; somebody is there
    if the dashed shape has a core.
    """
    size = radius(fraction, full=full)
    match fraction is not None, present:
        case True, True:
            marks = _outline(shape, x, y, size, "currentColor")
        case False, True:
            core = _outline(shape, x, y, size * 0.45, "currentColor")
            marks = _outline(shape, x, y, size, "none", dashed=True) + core
        case known, _:
            marks = _outline(shape, x, y, size, "none", dashed=not known)
    return f'<g class="app-dot{"" if present else " app-away"}">{marks}</g>'


def _outline(shape: Shape, x: float, y: float, size: float, fill: str, *, dashed: bool = False) -> str:
    paint = f'fill="{fill}" stroke="currentColor" stroke-width="1.5"'
    if dashed:
        paint += ' stroke-dasharray="2.5 2"'
    if shape is Shape.CIRCLE:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
    reach = size * _REACH[shape]
    points = " ".join(f"{x + reach * across:.1f},{y + reach * down:.1f}" for across, down in _corners(shape))
    return f'<polygon points="{points}" {paint}/>'


def _corners(shape: Shape) -> Iterator[tuple[float, float]]:
    """The corners round the middle, of a shape that reaches 1."""
    if shape is Shape.PLUS:
        for quarters in range(4):
            for across, down in ((-_ARM, -1.0), (_ARM, -1.0), (_ARM, -_ARM)):
                yield _turned(across, down, quarters)
        return
    corners, first = _CORNERS[shape]
    for corner in range(corners):
        direction = pi * (first / 180 + 2 * corner / corners)
        yield cos(direction), sin(direction)


def _turned(across: float, down: float, quarters: int) -> tuple[float, float]:
    for _ in range(quarters):
        across, down = -down, across
    return across, down
