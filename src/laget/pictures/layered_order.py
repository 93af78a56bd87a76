"""In which order the boxes of each column stand so that few lines cross.

The layered drawing of Sugiyama, Tagawa and Toda (1981): sweeps that move each box to the mean place of its
neighbours, then swaps of neighbours in a column for as long as that helps. The best order seen is kept, and
the first one tried is the authored order, so the result never crosses more than that. No chance is involved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

_SWEEPS = 6
_ROUNDS = 10
# A line through a box reads worse than two lines that cross.
_WALL = 5

Cost = tuple[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What takes room in the columns ``first`` to ``last``: a box, or the lane of a line that passes by."""

    id: str
    first: int
    last: int

    def spans(self, column: int) -> bool:
        """Whether the slot takes room in ``column``."""
        return self.first <= column <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line between two slots: in neighbouring columns from left to right, or within one column."""

    left: Slot
    right: Slot

    @property
    def within(self) -> bool:
        """Whether both ends share a column."""
        return self.right.first <= self.left.last


def least_crossing(slots: Sequence[Slot], links: Sequence[Link]) -> tuple[Slot, ...]:
    """The slots in an order, from top to bottom, that crosses least.

    One order serves all columns, so a slot that spans two columns has the same neighbours above and below in
    both.
    """
    order = tuple(slots)
    best, best_cost = _swapped(order, links)
    for sweep in range(_SWEEPS):
        order = _swept(order, links, rightward=sweep % 2 == 0)
        candidate, cost = _swapped(order, links)
        if cost < best_cost:
            best, best_cost = candidate, cost
    return best


def crossings(order: Sequence[Slot], links: Iterable[Link]) -> int:
    """How many pairs of lines cross; a line through a box that spans two columns counts as five."""
    places = _places(order)
    gaps: dict[int, list[tuple[float, float, int]]] = {}
    for link in links:
        if not link.within:
            gap = link.left.last
            ends = (places[gap][link.left.id], places[gap + 1][link.right.id], 1)
            gaps.setdefault(gap, []).append(ends)
    for slot in order:
        for gap in range(slot.first, slot.last):
            gaps.setdefault(gap, []).append((places[gap][slot.id], places[gap + 1][slot.id], _WALL))
    return sum(
        max(one[2], other[2])
        for lines in gaps.values()
        for one, other in combinations(lines, 2)
        if (one[0] - other[0]) * (one[1] - other[1]) < 0
    )


def _columns(order: Sequence[Slot]) -> range:
    return range(max(slot.last for slot in order) + 1) if order else range(0)


def _places(order: Sequence[Slot]) -> dict[int, dict[str, float]]:
    """Where each slot stands in each of its columns, counted from the middle of the column."""
    places = {}
    for column in _columns(order):
        members = [slot.id for slot in order if slot.spans(column)]
        places[column] = {id: index - (len(members) - 1) / 2 for index, id in enumerate(members)}
    return places


def _cost(order: Sequence[Slot], links: Sequence[Link]) -> Cost:
    """Crossings first; among orders that cross equally often, the one with the straighter lines."""
    places = _places(order)
    bend = sum(
        abs(places[link.left.last][link.left.id] - places[link.right.first][link.right.id]) for link in links
    )
    return crossings(order, links), bend


def _swept(order: tuple[Slot, ...], links: Sequence[Link], *, rightward: bool) -> tuple[Slot, ...]:
    columns = _columns(order)
    for column in columns if rightward else reversed(columns):
        places = _places(order)
        middle: dict[str, float] = {}
        members = [slot for slot in order if slot.spans(column)]
        for slot in members:
            seen = [
                places[link.left.last][link.left.id] if rightward else places[link.right.first][link.right.id]
                for link in links
                if (link.right if rightward else link.left) == slot
            ]
            middle[slot.id] = sum(seen) / len(seen) if seen else places[column][slot.id]
        members.sort(key=lambda slot: middle[slot.id])
        placed = iter(members)
        order = tuple(next(placed) if slot.spans(column) else slot for slot in order)
    return order


def _swapped(order: tuple[Slot, ...], links: Sequence[Link]) -> tuple[tuple[Slot, ...], Cost]:
    cost = _cost(order, links)
    for _ in range(_ROUNDS):
        before = cost
        for column in _columns(order):
            for place in range(sum(slot.spans(column) for slot in order) - 1):
                members = [index for index, slot in enumerate(order) if slot.spans(column)]
                candidate = list(order)
                one, other = members[place], members[place + 1]
                candidate[one], candidate[other] = candidate[other], candidate[one]
                tried = _cost(candidate, links)
                if tried < cost:
                    order, cost = tuple(candidate), tried
        if cost == before:
            break
    return order, cost
