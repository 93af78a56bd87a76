"""The five columns of a theory diagram and the boxes in them.

Coordinates are SVG's: x to the right, y down, in the units of a picture ``WIDTH`` wide.
"""

from __future__ import annotations

from dataclasses import dataclass

from laget.pictures.layered_order import Slot
from laget.theory.parts import Kind, Part

KINDS = tuple(Kind)
WIDTH = 1100.0
BOX_WIDTH = 166.0
GAP = 65.0
MARGIN = (WIDTH - len(KINDS) * (BOX_WIDTH + GAP) + GAP) / 2
# Between the boxes of a column: room for an arrow from one to the next.
ROW_GAP = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The rectangle of a part. A part of two kinds spans both columns."""

    part: Part
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


def column_x(column: int) -> float:
    """The left edge of a column, counted from 0."""
    return MARGIN + column * (BOX_WIDTH + GAP)


def box_width(part: Part) -> float:
    """The width of a part's box: one column, or two and the gap between."""
    slot = slot_of(part)
    return column_x(slot.last) + BOX_WIDTH - column_x(slot.first)


def slot_of(part: Part) -> Slot:
    """The columns that a part stands in."""
    columns = [KINDS.index(kind) for kind in part.kinds]
    return Slot(id=part.id, first=min(columns), last=max(columns))
