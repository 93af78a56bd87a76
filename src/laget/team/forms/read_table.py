"""The table's texts as values a deed can use, with every fault at its row and column."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from laget.forms.fault import Fault
from laget.mapping.staff_list import Column, StaffLine, read_staff_list
from laget.team import roles
from laget.team.forms.line_fault import says
from laget.team.forms.table import COLUMNS, MOST_ROWS, Row, Typed
from laget.team.forms.table_words import cells_of, column_words
from laget.team.operations import MapFacts, PostLine
from laget.team.queries.table_page import TableLine, TablePage

_MOST_PUPILS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The table as values, and what is wrong with it: with a fault it must not be saved."""

    facts: MapFacts
    lines: tuple[PostLine, ...]
    faults: tuple[Fault, ...]


def stored(page: TablePage, *, language: str) -> Typed:
    """The table as it is stored, as texts that read back as the same."""
    return Typed(
        revision=page.revision,
        facts={
            "pupils": "" if page.pupils is None else str(page.pupils),
            "stages": page.stages,
            "pupils_lower_secondary": "" if page.pupils_lower_secondary is None else str(page.pupils_lower_secondary),
        },
        rows=tuple(
            Row(key=str(line.key), reference=line.external_ref, cells=cells_of(line, language=language))
            for line in page.lines
        ),
    )


def read(typed: Typed, page: TablePage) -> Read:
    """The table as values. What the table does not ask of a post is what it was."""
    heading = (0, (*COLUMNS, Column.REFERENCE))
    rows = [(place, (*row.cells, row.reference if not row.is_empty else "")) for place, row in enumerate(typed.rows, 1)]
    told = read_staff_list(rows=[heading, *rows], roles=roles.register())
    facts, faults = _facts(typed)
    if len(told.lines) > MOST_ROWS:
        faults.append(Fault(id="posts", says=_("Tabellen har for mange linjer. Slå sammen like stillinger til én.")))
    names = {column.id: column.name for column in column_words()}
    for fault in told.faults:
        # A fault of the number that is carried unseen is shown at the role.
        column = COLUMNS[fault.column - 1] if fault.column <= len(COLUMNS) else Column.ROLE
        where = _("Linje %(line)s, %(column)s:") % {"line": fault.row, "column": names[column]}
        faults.append(Fault(id=f"{column}-{fault.row - 1}", says=says(fault.wrong, fault.text), where=where))
    before = {str(line.key): line for line in page.lines}
    keys = {place: row.key for place, row in enumerate(typed.rows, 1)}
    return Read(
        facts=facts,
        lines=tuple(_line(line, before.get(keys[line.row])) for line in told.lines),
        faults=tuple(faults),
    )


def _line(line: StaffLine, before: TableLine | None) -> PostLine:
    kept_title = before.title if before is not None and before.role == line.role else ""
    return PostLine(
        key=before.key if before else None,
        role=line.role,
        title=line.title or kept_title,
        count=line.count,
        fraction=_decimal(line.fraction),
        bound=_decimal(line.bound),
        place=line.place or "",
        days=line.days,
        external_ref=line.reference,
    )


def _decimal(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(share))


def _facts(typed: Typed) -> tuple[MapFacts, list[Fault]]:
    numbers: dict[str, int | None] = {}
    faults = []
    for name in ("pupils", "pupils_lower_secondary"):
        text = "".join(typed.facts[name].split())
        good = text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= _MOST_PUPILS
        numbers[name] = int(text) if good else None
        if text and not good:
            faults.append(Fault(id=name, says=_("Antall elever må være et helt tall, eller stå tomt.")))
    pupils, lower = numbers["pupils"], numbers["pupils_lower_secondary"]
    if pupils is not None and lower is not None and lower > pupils:
        faults.append(
            Fault(id="pupils_lower_secondary", says=_("Det kan ikke være flere på 8.–10. trinn enn elever i alt."))
        )
    return MapFacts(stages=typed.facts["stages"], pupils=pupils, pupils_lower_secondary=lower), faults
