"""The rings as somebody has chosen them, role by role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.mapping.team import Ring
from laget.team.queries.ring_rows import RingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RingColumn:
    """A ring one can choose; in the row of a role, ``checked`` is whether it is chosen."""

    ring: str
    name: str
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRole:
    """A role and its rings. ``chosen`` is the one that is stored, ``school`` the name of the usual one, and
    ``as_school`` whether none is chosen in the form."""

    role: str
    name: str
    chosen: str
    school: str
    as_school: bool
    rings: tuple[RingColumn, ...]


def columns() -> tuple[RingColumn, ...]:
    """The rings from the inside out."""
    return tuple(RingColumn(ring=ring.value, name=_short_name(ring)) for ring in Ring)


def shown_rows(rows: Sequence[RingRow], wanted: Mapping[str, str]) -> tuple[ShownRole, ...]:
    """The roles as they are shown; ``wanted`` is the ring of each in the form, empty for none."""
    names = {ring.value: _short_name(ring) for ring in Ring}
    return tuple(
        ShownRole(
            role=row.role,
            name=row.name,
            chosen=row.chosen,
            school=names.get(row.usual, _("ikke plassert")),
            as_school=not wanted[row.role],
            rings=tuple(
                RingColumn(ring=ring, name=name, checked=ring == wanted[row.role]) for ring, name in names.items()
            ),
        )
        for row in rows
    )


def _short_name(ring: Ring) -> str:
    match ring:
        case Ring.CORE:
            return _("I midten")
        case Ring.PRIMARY:
            return _("Primær")
        case Ring.SECONDARY:
            return _("Sekundær")
