"""How high the boxes of each column stand, when their order is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from laget.pictures.layered_order import Link, Slot

_ROUNDS = 8

Tops = dict[str, float]


def level_tops(
    order: Sequence[Slot], links: Sequence[Link], *, tall: Mapping[str, float], gap: float
) -> Tops:
    """The upper edge of each slot, 0 at the top: as level with its neighbours as order and gaps allow.

    ``tall`` is each slot's height, ``gap`` the least room between two slots of a column.
    """
    upward = tuple(reversed(order))
    earliest = _settled(order, tall, gap=gap)
    height = max((earliest[id] + tall[id] for id in earliest), default=0.0)

    def flipped(tops: Mapping[str, float]) -> Tops:
        return {id: height - top - tall[id] for id, top in tops.items()}

    latest = flipped(_settled(upward, tall, gap=gap))
    tops = {id: (earliest[id] + latest[id]) / 2 for id in earliest}
    for _ in range(_ROUNDS):
        wanted = _level_with_neighbours(order, links, tall, tops)
        pushed_down = _settled(order, tall, gap=gap, wanted=wanted, latest=latest)
        pushed_up = flipped(
            _settled(upward, tall, gap=gap, wanted=flipped(wanted), latest=flipped(earliest))
        )
        # Both keep the gaps, and so does the middle of the two.
        tops = {id: (pushed_down[id] + pushed_up[id]) / 2 for id in tops}
    return tops


def _level_with_neighbours(
    order: Sequence[Slot], links: Sequence[Link], tall: Mapping[str, float], tops: Tops
) -> Tops:
    wanted = {}
    for slot in order:
        others = [
            link.right if link.left == slot else link.left
            for link in links
            if slot in (link.left, link.right) and not link.within
        ]
        middles = [tops[other.id] + tall[other.id] / 2 for other in others]
        wanted[slot.id] = sum(middles) / len(middles) - tall[slot.id] / 2 if middles else tops[slot.id]
    return wanted


def _settled(
    order: Sequence[Slot],
    tall: Mapping[str, float],
    *,
    gap: float,
    wanted: Mapping[str, float] | None = None,
    latest: Mapping[str, float] | None = None,
) -> Tops:
    """From above: each slot where it wants to be, but clear of the one before it, and never too late."""
    free: dict[int, float] = {}
    tops = {}
    for slot in order:
        columns = range(slot.first, slot.last + 1)
        top = max(free.get(column, 0.0) for column in columns)
        if wanted is not None and latest is not None:
            top = max(top, min(wanted[slot.id], latest[slot.id]))
        tops[slot.id] = top
        free.update(dict.fromkeys(columns, top + tall[slot.id] + gap))
    return tops
