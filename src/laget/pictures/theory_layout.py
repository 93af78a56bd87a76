"""Where everything in a theory diagram goes: boxes ordered to cross least, and the curves between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from laget.pictures.layered_order import Link, crossings, least_crossing
from laget.pictures.layered_tops import level_tops
from laget.pictures.theory_boxes import ROW_GAP, Box, box_width, column_x, slot_of
from laget.pictures.theory_curves import Curve, draw_curves, route_of
from laget.theory.parts import Theory

_LANE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Boxes in the order they are read, curves in the theory's order, and how far down the boxes reach.

    ``crossings`` is how many pairs of lines cross; ``authored_crossings`` how many would have, had the boxes
    stood in the order they were written.
    """

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    bottom: float
    crossings: int
    authored_crossings: int


def lay_out(*, theory: Theory, heights: Mapping[str, float], top: float) -> Layout:
    """Place a theory's boxes, ``heights`` high by part id, below ``top``, and draw its arrows between them."""
    slots = {part.id: slot_of(part) for part in theory.parts}
    routes = {arrow.id: route_of(arrow, slots) for arrow in theory.arrows}
    lanes = tuple(lane for route in routes.values() for lane in route[1:-1])
    links = [
        Link(left=one, right=other)
        for route in routes.values()
        for one, other in pairwise(route)
    ]
    authored = (*slots.values(), *lanes)
    order = least_crossing(authored, links)
    tall = {**heights, **{lane.id: _LANE for lane in lanes}}
    tops = level_tops(order, links, tall=tall, gap=ROW_GAP)
    boxes = {
        part.id: Box(
            part=part,
            x=column_x(slots[part.id].first),
            y=top + tops[part.id],
            width=box_width(part),
            height=heights[part.id],
        )
        for part in theory.parts
    }
    lane_heights = {lane.id: top + tops[lane.id] + _LANE / 2 for lane in lanes}
    return Layout(
        boxes=tuple(sorted(boxes.values(), key=lambda box: (box.x, box.y))),
        curves=draw_curves(theory.arrows, routes, boxes=boxes, lanes=lane_heights, order=order),
        bottom=max((box.bottom for box in boxes.values()), default=top),
        crossings=crossings(order, links),
        authored_crossings=crossings(authored, links),
    )
