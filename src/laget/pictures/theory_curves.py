"""The arrows of a theory diagram as curves between boxes that are placed. They run from left to right.

An arrow to a later column leaves a box at its right side and meets the next at its left, and passes the
columns between in a lane of its own. An arrow to or from a box that spans both ends' columns runs straight up
or down to a neighbour, and else through the gap that the wide box fills.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from laget.pictures.layered_order import Link, Slot
from laget.pictures.theory_boxes import BOX_WIDTH, GAP, Box, column_x
from laget.theory.parts import Arrow

HEAD = 9.0
_PORT_GAP = 16.0
_PORT_MARGIN = 8.0
_LINE_GAP = 8.0

Point = tuple[float, float]
Route = tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The line of an arrow as an SVG path, its tip, and places along it where a sign may stand.

    ``direction`` is the unit vector in which the head points.
    """

    arrow: Arrow
    path: str
    tip: Point
    direction: Point
    places: tuple[Point, ...]


def route_of(arrow: Arrow, slots: Mapping[str, Slot]) -> Route:
    """The slots an arrow passes from start to end, with a lane of its own in each column between."""
    start, end = slots[arrow.start], slots[arrow.end]
    between = range(start.last + 1, end.first)
    lanes = (Slot(id=f"{arrow.id}@{column}", first=column, last=column) for column in between)
    return (start, *lanes, end)


def draw_curves(
    arrows: Sequence[Arrow],
    routes: Mapping[str, Route],
    *,
    boxes: Mapping[str, Box],
    lanes: Mapping[str, float],
    order: Sequence[Slot],
) -> tuple[Curve, ...]:
    """The curves of ``arrows`` in their order. ``lanes`` is how far down each lane runs."""
    pen = _Pen(
        routes=routes,
        ways={arrow.id: _way(routes[arrow.id], order) for arrow in arrows},
        boxes=boxes,
        lanes=lanes,
    )
    ports = pen.ports(arrows)
    return tuple(pen.draw(arrow, ports) for arrow in arrows)


class _Way(Enum):
    ACROSS = auto()
    STRAIGHT = auto()
    BY_THE_GAP = auto()


def _way(route: Route, order: Sequence[Slot]) -> _Way:
    if not Link(left=route[0], right=route[1]).within:
        return _Way.ACROSS
    members = [slot for slot in order if slot.spans(_shared_column(route))]
    apart = abs(members.index(route[0]) - members.index(route[1]))
    return _Way.STRAIGHT if apart == 1 else _Way.BY_THE_GAP


def _shared_column(route: Route) -> int:
    return max(route[0].first, route[-1].first)


def _is_wide(slot: Slot) -> bool:
    return slot.first < slot.last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    routes: Mapping[str, Route]
    ways: Mapping[str, _Way]
    boxes: Mapping[str, Box]
    lanes: Mapping[str, float]

    def ports(self, arrows: Sequence[Arrow]) -> dict[tuple[str, str], float]:
        """How far down each arrow meets its boxes, by (arrow, box): spread, in the order of the other ends."""
        sides: dict[tuple[str, str], list[tuple[float, int, str]]] = defaultdict(list)
        for index, arrow in enumerate(arrows):
            for slot, side, other in self._meetings(arrow):
                there = self.lanes[other.id] if other.id in self.lanes else self.boxes[other.id].middle
                sides[slot.id, side].append((there, index, arrow.id))
        ports = {}
        for (id, _), meetings in sides.items():
            box = self.boxes[id]
            step = min(_PORT_GAP, (box.height - 2 * _PORT_MARGIN) / len(meetings))
            for place, (_, _, arrow_id) in enumerate(sorted(meetings)):
                ports[arrow_id, id] = box.middle + (place - (len(meetings) - 1) / 2) * step
        return ports

    def _meetings(self, arrow: Arrow) -> Iterator[tuple[Slot, str, Slot]]:
        """The box, the side of it that the arrow meets, and what comes next along the arrow."""
        route, way = self.routes[arrow.id], self.ways[arrow.id]
        for slot, side, other in ((route[0], "right", route[1]), (route[-1], "left", route[-2])):
            if way is _Way.ACROSS or (way is _Way.BY_THE_GAP and not _is_wide(slot)):
                yield slot, side, other

    def draw(self, arrow: Arrow, ports: Mapping[tuple[str, str], float]) -> Curve:
        """The curve of one arrow."""
        start, end = ports.get((arrow.id, arrow.start)), ports.get((arrow.id, arrow.end))
        if start is not None and end is not None:
            return self._across(arrow, start, end)
        if self.ways[arrow.id] is _Way.STRAIGHT:
            return self._straight(arrow)
        return self._by_the_gap(arrow, start, end)

    def _across(self, arrow: Arrow, start: float, end: float) -> Curve:
        x, y = self.boxes[arrow.start].right, start
        path, places = [f"M{_at(x, y)}"], []
        for lane in self.routes[arrow.id][1:-1]:
            bend = (x, y, column_x(lane.first), self.lanes[lane.id])
            x, y = column_x(lane.first) + BOX_WIDTH, self.lanes[lane.id]
            path += [_bend(*bend), f"L{_at(x, y)}"]
            places += _along(*bend)
        tip = (self.boxes[arrow.end].x, end)
        bend = (x, y, tip[0] - HEAD, end)
        return Curve(
            arrow=arrow,
            path=" ".join([*path, _bend(*bend)]),
            tip=tip,
            direction=(1.0, 0.0),
            places=(*_along(*bend), *places),
        )

    def _straight(self, arrow: Arrow) -> Curve:
        x = column_x(_shared_column(self.routes[arrow.id])) + BOX_WIDTH / 2
        y, tip, down = self._facing_edges(arrow)
        return Curve(
            arrow=arrow,
            path=f"M{_at(x, y)} L{_at(x, tip - down * HEAD)}",
            tip=(x, tip),
            direction=(0.0, down),
            places=((x + 14, (y + tip) / 2), (x - 14, (y + tip) / 2)),
        )

    def _by_the_gap(self, arrow: Arrow, start: float | None, end: float | None) -> Curve:
        """A wide box is met at its upper or lower edge, where it fills the gap; the other end at its side."""
        first, last = self.routes[arrow.id]
        # The gap is the one beside the narrow box, whichever of the wide box's columns that stands in.
        gap = first.first if _is_wide(last) else last.first - 1
        x = column_x(gap) + BOX_WIDTH + GAP / 2 + self._aside(arrow)
        y, edge, down = self._facing_edges(arrow)
        begins = (x, y) if start is None else (self.boxes[arrow.start].right, start)
        tip = (x, edge) if end is None else (self.boxes[arrow.end].x, end)
        direction = (0.0, down) if end is None else (1.0, 0.0)
        stop = (tip[0] - direction[0] * HEAD, tip[1] - direction[1] * HEAD)
        corner = (x, begins[1] if end is None else end)
        middle = (begins[1] + tip[1]) / 2
        return Curve(
            arrow=arrow,
            path=f"M{_at(*begins)} Q{_at(*corner)} {_at(*stop)}",
            tip=tip,
            direction=direction,
            places=tuple((x, middle + shift) for shift in (0.0, 20.0, -20.0)),
        )

    def _aside(self, arrow: Arrow) -> float:
        """How far from the middle of the gap: the lines that meet a wide box there lie side by side."""
        wide = next(slot for slot in self.routes[arrow.id] if _is_wide(slot))
        sharing = [
            id for id, way in self.ways.items() if way is _Way.BY_THE_GAP and wide in self.routes[id]
        ]
        step = min(_LINE_GAP, (GAP - 2 * _PORT_GAP) / len(sharing))
        return (sharing.index(arrow.id) - (len(sharing) - 1) / 2) * step

    def _facing_edges(self, arrow: Arrow) -> tuple[float, float, float]:
        """The edges of two boxes that face each other, and 1 if the way leads down, -1 if up."""
        start, end = self.boxes[arrow.start], self.boxes[arrow.end]
        return (start.bottom, end.y, 1.0) if start.y < end.y else (start.y, end.bottom, -1.0)


def _at(x: float, y: float) -> str:
    return f"{round(x, 1):g} {round(y, 1):g}"


def _bend(x: float, y: float, end_x: float, end_y: float) -> str:
    middle = (x + end_x) / 2
    return f"C{_at(middle, y)} {_at(middle, end_y)} {_at(end_x, end_y)}"


def _along(x: float, y: float, end_x: float, end_y: float) -> list[Point]:
    """Points on a bend, from its middle outwards."""
    middle = (x + end_x) / 2
    return [
        (
            (1 - t) ** 3 * x + 3 * (1 - t) * t * middle + t**3 * end_x,
            (1 - t) ** 2 * (1 + 2 * t) * y + t * t * (3 - 2 * t) * end_y,
        )
        for t in (0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86)
    ]
