"""What a post is to be at another school, as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.http import QueryDict

from laget.forms.fault import Fault
from laget.mapping.staff_list import Column, read_staff_list
from laget.team import roles
from laget.team.forms.line_fault import says
from laget.team.operations import PlacementFacts

FIELDS = ("school", "fraction", "bound", "days", "place")
_COLUMNS = (Column.ROLE, Column.FRACTION, Column.BOUND, Column.DAYS, Column.PLACE)


def placement_sent(data: QueryDict) -> dict[str, str]:
    """The fields as a browser sent them."""
    return {name: data.get(name, "").strip() for name in FIELDS}


def read_placement(typed: Mapping[str, str]) -> tuple[PlacementFacts, tuple[Fault, ...]]:
    """The facts as a deed can use them, and what is wrong with them. They are read as a line of the table is, so that
    one writes them as there."""
    register = roles.register()
    row = (register[0].name.said("nb"), *(typed[column] for column in _COLUMNS[1:]))
    told = read_staff_list(rows=[(0, _COLUMNS), (1, row)], roles=register)
    faults = tuple(Fault(id=_COLUMNS[fault.column - 1], says=says(fault.wrong, fault.text)) for fault in told.faults)
    (line,) = told.lines
    facts = PlacementFacts(
        fraction=_decimal(line.fraction), bound=_decimal(line.bound), days=line.days, place=line.place or ""
    )
    return facts, faults


def _decimal(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(share))
