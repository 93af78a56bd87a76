"""A list copied out of a spreadsheet, as rows of the table: nothing is saved, and what cannot be read stays as it was
written, at its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from laget.mapping.staff_list import Column, Fault, StaffLine, Wrong, match, read_staff_list
from laget.team import roles
from laget.team.forms.line_fault import says
from laget.team.forms.table import COLUMNS, Row
from laget.team.forms.table_words import cells_of

# In which cell of the table a fault belongs, whatever column of the list it was in.
_PLACES = {
    Wrong.NO_ROLE: Column.ROLE,
    Wrong.COUNT: Column.COUNT,
    Wrong.FRACTION: Column.FRACTION,
    Wrong.FRACTION_RANGE: Column.FRACTION,
    Wrong.FULL_TIME_IS_PERCENT: Column.FRACTION,
    Wrong.FULL_TIME_UNCLEAR: Column.FRACTION,
    Wrong.FRACTION_TWICE: Column.FRACTION,
    Wrong.BOUND: Column.BOUND,
    Wrong.DAYS: Column.DAYS,
    Wrong.WHICH_DAYS: Column.DAYS,
    Wrong.PLACE: Column.PLACE,
}
# What a list need not have a column for: where it has none, it says nothing of it.
_DEFAULTS: dict[str, Any] = {"fraction": None, "bound": None, "days": None, "place": None, "reference": ""}
# A number of full posts that cannot be turned into per cent must not be read as per cent either.
_IN_FULL_TIME = {Wrong.FULL_TIME_IS_PERCENT, Wrong.FULL_TIME_UNCLEAR, Wrong.FRACTION_TWICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """The table with the list in it, and how many of its lines are new, changed and there already. ``notes`` tell what
    was not taken in, and ``stopped`` why nothing was."""

    rows: tuple[Row, ...]
    new: int
    changed: int
    same: int
    notes: tuple[str, ...]
    stopped: tuple[str, ...]


def read(text: str, into: Sequence[Row], *, language: str) -> Pasted:
    """The list in ``text``, with tabs or semicolons between the cells and one row a line, put into the rows of a table.

    A line that the table has already stays as it is, so that the same list can be pasted twice; one that is the only
    one of its role in both, or has its number, is changed; the rest are new rows.
    """
    told = read_staff_list(rows=list(enumerate(_cells(text), 1)), roles=roles.register())
    stopped = tuple(
        says(fault.wrong, fault.text)
        for fault in told.faults
        if fault.wrong in (Wrong.REPEATED_COLUMN, Wrong.NO_ROLE_COLUMN)
    )
    faulty = {fault.row for fault in told.faults}
    good = [line for line in told.lines if line.row not in faulty]
    before = _lines(into)
    silent = {name: default for name, default in _DEFAULTS.items() if not any(_says(line, name) for line in good)}
    found = match(good, {str(place): replace(line, **silent) for place, line in before.items()})
    rows = list(into)
    changed = 0
    for place, line in found.changed:
        merged = replace(line, row=0, **{name: getattr(before[int(place)], name) for name in silent})
        if merged != replace(before[int(place)], row=0):
            row = rows[int(place)]
            rows[int(place)] = replace(row, cells=cells_of(merged, language=language), reference=merged.reference)
            changed += 1
    added = sorted([*found.new, *(line for line in told.lines if line.row in faulty)], key=lambda line: line.row)
    rows += [_row(line, [one for one in told.faults if one.row == line.row], language) for line in added]
    return Pasted(
        rows=tuple(rows),
        new=len(added),
        changed=changed,
        same=len(told.lines) - len(added) - changed,
        notes=tuple(_notes(told.personal, told.unknown)),
        stopped=stopped,
    )


def _lines(rows: Sequence[Row]) -> dict[int, StaffLine]:
    """The rows of the table that can be read, by their place in it."""
    heading = (-1, (*COLUMNS, Column.REFERENCE))
    cells = [(place, (*row.cells, row.reference)) for place, row in enumerate(rows) if not row.is_empty]
    told = read_staff_list(rows=[heading, *cells], roles=roles.register())
    faulty = {fault.row for fault in told.faults}
    return {line.row: line for line in told.lines if line.row not in faulty}


def _says(line: StaffLine, name: str) -> bool:
    return getattr(line, name) != _DEFAULTS[name]


def _cells(text: str) -> list[list[str]]:
    separator = "\t" if "\t" in text else ";"
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _row(line: StaffLine, faults: Iterable[Fault], language: str) -> Row:
    cells = dict(zip(COLUMNS, cells_of(line, language=language), strict=True))
    for fault in faults:
        if column := _PLACES.get(fault.wrong):
            unit = _("årsverk") if fault.wrong in _IN_FULL_TIME else ""
            cells[column] = f"{fault.text} {unit}".strip()
    return Row(cells=tuple(cells.values()), reference=line.reference)


def _notes(personal: tuple[str, ...], unknown: tuple[str, ...]) -> Iterable[str]:
    if personal:
        yield _("Dette er ikke tatt inn, fordi kartet har stillinger og ikke personer: %(columns)s.") % {
            "columns": ", ".join(personal)
        }
    if unknown:
        yield _("Disse kolonnene er ikke tatt inn: %(columns)s.") % {"columns": ", ".join(unknown)}
