"""How the arrows of a theory diagram look: line, head and sign.

What an arrow says is told by its sign and its line, so that it can be read in black and white. Signs are
drawn and not written, since not every font has them: round for a reading, square for a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.pictures.theory_curves import HEAD, Point
from laget.theory.adapt import Mark

DISC = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The width and dashes of a line, the path of its sign, and whether the sign is white on black."""

    width: float = 1.5
    dashes: str = ""
    sign: str = ""
    inverted: bool = False


CLAIMED = Look()
OPEN = Look(dashes="5 4", sign="M-2.4-1.8a2.5 2.5 0 1 1 3.9 2.1C.4.9 0 1.3 0 2.1M0 4.6v.1")
# By the outcome codes of the verdict.
READINGS: Mapping[str, Look] = {
    "clearly_held": Look(width=3.6, sign="M-5.2.6l2.2 2.4 4-5M-.6 2.4l.8.8 4.6-5.6"),
    "held": Look(width=2.4, sign="M-4 .4l2.8 3L4-3"),
    "nothing_worth_having": Look(dashes="12 4", sign="M0-4.2a2.9 4.2 0 1 0 .01 0"),
    "harm": Look(width=3.6, dashes="12 3 2 3", sign="M-3.2-3.2l6.4 6.4M3.2-3.2l-6.4 6.4", inverted=True),
    "cannot_tell": Look(dashes="2 4", sign="M0-5v6M-3-2h6M-3 4h6"),
    "agrees": Look(width=1.5, sign="M-4.5-1.4q2.2-2.6 4.5 0t4.5 0M-4.5 2.4q2.2-2.6 4.5 0t4.5 0"),
    "disagrees": Look(width=1.5, dashes="9 3", sign="M-4-1.8h8M-4 1.8h8M2.6-4.6l-5.2 9.2"),
    "not_tried": Look(dashes="7 6", sign="M-6 6L6-6"),
    "not_measured": Look(width=1, dashes="1 5", sign="M-3.5 0h7"),
}
CHANGES: Mapping[Mark, str] = {
    Mark.STRUCK: "M-3.5 0h7",
    Mark.ALTERED: "M-4 1q2-4 4-1t4-1",
    Mark.ADDED: "M-4 0h8M0-4v8",
}


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{round(value, 1):g}"


def dashed(dashes: str) -> str:
    """The attribute for a line of dashes; nothing for a whole line."""
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def moved(place: Point, *shapes: str, classes: str = "") -> str:
    """Shapes drawn round (0, 0), moved to ``place``."""
    named = f' class="{classes}"' if classes else ""
    return f'<g{named} transform="translate({number(place[0])} {number(place[1])})">{"".join(shapes)}</g>'


def stroke(path: str, *, colour: str = "currentColor") -> str:
    """The path of a sign, as a pen would draw it."""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round"/>'
    )


def line(path: str, look: Look) -> str:
    """The line of an arrow."""
    return (
        f'<path class="app-theory-line" d="{path}" fill="none" stroke="currentColor" '
        f'stroke-width="{look.width:g}"{dashed(look.dashes)}/>'
    )


def head(tip: Point, direction: Point, look: Look) -> str:
    """The head of an arrow that points in ``direction`` and ends at ``tip``."""
    (x, y), (across, down) = tip, direction
    half = 4 + look.width / 2
    back_x, back_y = x - across * (HEAD + 1), y - down * (HEAD + 1)
    corners = (
        (x, y),
        (back_x - down * half, back_y + across * half),
        (back_x + down * half, back_y - across * half),
    )
    points = " ".join(f"{number(px)},{number(py)}" for px, py in corners)
    return f'<polygon points="{points}" fill="currentColor"/>'


def disc(place: Point, look: Look) -> str:
    """The round sign of a look."""
    ink, paper = ("#fff", "currentColor") if look.inverted else ("currentColor", "#fff")
    circle = f'<circle r="{DISC:g}" fill="{paper}" stroke="currentColor"/>'
    classes = "app-theory-sign app-theory-inverted" if look.inverted else "app-theory-sign"
    return moved(place, circle, stroke(look.sign, colour=ink), classes=classes)


def plate(place: Point, mark: Mark) -> str:
    """The square sign of a change."""
    square = '<rect x="-8" y="-8" width="16" height="16" fill="#fff" stroke="currentColor"/>'
    return moved(place, square, stroke(CHANGES[mark]), classes="app-theory-sign")


def free_place(places: tuple[Point, ...], taken: list[Point]) -> Point:
    """The first place with room for a sign, or the one farthest from the signs in ``taken``."""

    def room(place: Point) -> float:
        return min((abs(place[0] - x) + abs(place[1] - y) for x, y in taken), default=float("inf"))

    return next((place for place in places if room(place) >= 2.5 * DISC), max(places, key=room))
