"""The table of posts as it is shown: what stands in each cell, what is wrong there, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from laget.mapping.staff_list import OTHER, Column, StaffLine
from laget.mapping.team import Place
from laget.pictures.numbers import decimal
from laget.team import roles
from laget.team.forms.table import COLUMNS, Row, Typed
from laget.team.queries.post_said import place_said
from laget.team.queries.table_page import TableLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """A column's heading, and how one writes in it."""

    id: Column
    name: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A cell of the table. ``foreign`` is a text that is none of the choices; ``first`` is where one begins to
    write."""

    id: str
    column: Column
    label: str
    text: str
    fault: str
    foreign: bool
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row of the table."""

    key: str
    reference: str
    empty: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A line that two people have written differently; empty where one of them has no such line."""

    saved: str
    typed: str


def column_words() -> tuple[ColumnWords, ...]:
    """The columns, in the order of the table."""
    return (
        ColumnWords(id=Column.ROLE, name=_("Rolle"), example=_("velg eller skriv")),
        ColumnWords(id=Column.COUNT, name=_("Antall"), example=_("tomt er 1")),
        ColumnWords(id=Column.FRACTION, name=_("Stilling, %"), example=_("for hver")),
        ColumnWords(id=Column.BOUND, name=_("Bundet, %"), example=_("til enkeltelever")),
        ColumnWords(id=Column.DAYS, name=_("Dager"), example=_("ma ti on, alle")),
        ColumnWords(id=Column.PLACE, name=_("Sted"), example=_("arbeidsplassen")),
    )


def place_choices() -> tuple[tuple[str, str, str], ...]:
    """The places as they are stored, as they are said, and as else one may find them in a list."""
    return (
        ("", _("ikke oppgitt"), ""),
        *((place.value, place_said(place), place.value) for place in Place),
    )


def role_names(language: str) -> tuple[str, ...]:
    """The roles to choose from; anything else may be written too."""
    return tuple(role.name.said(language) for role in roles.register() if role.id != OTHER)


def cells_of(line: TableLine | StaffLine, *, language: str) -> tuple[str, ...]:
    """A line as texts in the order of the columns, which read back as the same line."""
    return (
        roles.called(line.role, line.title, language=language),
        "?" if line.count is None else "" if line.count == 1 else str(line.count),
        _percent(line.fraction, language),
        _percent(line.bound, language),
        _days(line.days),
        line.place or "",
    )


def shown_rows(typed: Typed, faults: Mapping[str, str], *, wanted: str) -> tuple[ShownRow, ...]:
    """The rows with their faults. One begins to write in the first cell that lacks what is ``wanted``."""
    names = {column.id: column.name for column in column_words()}
    lacking = [place for place, row in enumerate(typed.rows) if not row.is_empty and not _at(row, wanted)]
    begin = f"{wanted}-{lacking[0]}" if wanted in COLUMNS and lacking else ""
    choices = {value for value, *_rest in place_choices()}
    return tuple(
        ShownRow(
            key=row.key,
            reference=row.reference,
            empty=row.is_empty,
            cells=tuple(
                ShownCell(
                    id=f"{column}-{place}",
                    column=column,
                    label=names[column],
                    text=text,
                    fault=faults.get(f"{column}-{place}", ""),
                    foreign=column == "place" and text not in choices,
                    first=begin == f"{column}-{place}",
                )
                for column, text in zip(COLUMNS, row.cells, strict=True)
            ),
        )
        for place, row in enumerate(typed.rows)
    )


def differences(saved: Typed, typed: Typed) -> tuple[Difference, ...]:
    """The lines that are not alike: changed by one of the two, removed by one, or new in one."""
    stored = {row.key: row for row in saved.rows if row.key}
    mine = {row.key: row for row in typed.rows if row.key}
    lines = []
    for key in {**stored, **mine}:
        ours, theirs = mine.get(key), stored.get(key)
        if ours is None or theirs is None or ours.cells != theirs.cells:
            lines.append(Difference(saved=_line(theirs), typed=_line(ours)))
    lines += [Difference(saved="", typed=_line(row)) for row in typed.rows if not row.key and not row.is_empty]
    return tuple(lines)


def _at(row: Row, column: str) -> str:
    return row.at(Column(column)) if column in COLUMNS else ""


def _percent(share: Decimal | float | None, language: str) -> str:
    if share is None:
        return ""
    hundredths = round(100 * float(share), 1)
    return decimal(hundredths, places=0 if hundredths.is_integer() else 1, language=language)


def _days(days: frozenset[int] | None) -> str:
    if days is None:
        return ""
    if len(days) == 5:
        return _("alle")
    names = (_("ma"), _("ti"), _("on"), _("to"), _("fr"))
    return " ".join(name for day, name in enumerate(names) if day in days) or "0"


def line_said(line: StaffLine, *, language: str) -> str:
    """A line as one phrase: "Assistent · 2 · 80 · ma ti · her"."""
    return _phrase(cells_of(line, language=language))


def _line(row: Row | None) -> str:
    return "" if row is None else _phrase(row.cells)


def _phrase(cells: tuple[str, ...]) -> str:
    said = {value: name for value, name, _also in place_choices() if value}
    return " · ".join(said.get(text, text) for text in cells if text)
