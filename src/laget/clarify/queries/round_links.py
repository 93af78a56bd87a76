"""The links of a round: one for all of an anonymous group, and one for each seat of the others."""

from __future__ import annotations

from collections.abc import Sequence

from laget.clarify.models import Group, Round, Seat
from laget.clarify.queries.choices import role_name


def links_of(round: Round, groups: Sequence[Group], *, language: str) -> tuple[tuple[Group | Seat, str], ...]:
    """Everybody who has a link, with what they are called."""
    seats: dict[int, list[Seat]] = {}
    for seat in Seat.objects.with_scope(owner=round.owner_id).filter(group__round=round).order_by("number"):
        seats.setdefault(seat.group_id, []).append(seat)
    found: list[tuple[Group | Seat, str]] = []
    for group in groups:
        name = role_name(group, language=language)
        if group.anonymous:
            found.append((group, name))
        found += [(seat, seat_name(name, seat.number, group.holders)) for seat in seats.get(group.pk, ())]
    return tuple(found)


def name_of(link: Group | Seat) -> str:
    """What a form calls a group or a seat."""
    return f"s{link.pk}" if isinstance(link, Seat) else f"g{link.pk}"


def seat_name(role: str, number: int, holders: int) -> str:
    """What a seat is called: the role, numbered where there are several."""
    return role if holders == 1 else f"{role} {number}"
