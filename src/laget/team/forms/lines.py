"""Who works together, as somebody has chosen it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.team.queries.work_lines import LineRow

FREE_ROWS = 4
MOST_ROWS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """A row of the form: two roles and how, each empty where nothing is chosen. ``stored`` is whether the pair is in
    the map, where an empty ``how`` takes it away."""

    a: str = ""
    b: str = ""
    how: str = ""
    stored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A row with the names of its roles, empty where none is chosen. ``ends`` are its two fields: each with the role in
    it, and whether that is at fault; ``how_faulty`` is the same of how they work together."""

    line: TypedLine
    a_name: str
    b_name: str
    ends: tuple[tuple[str, str, bool], ...]
    how_faulty: bool


def stored(rows: Sequence[LineRow]) -> tuple[TypedLine, ...]:
    """What is in the map, and empty rows to go on in."""
    return (*(TypedLine(a=row.a, b=row.b, how=row.how, stored=True) for row in rows), *_free())


def sent(data: QueryDict, rows: Sequence[LineRow]) -> tuple[TypedLine, ...]:
    """The form as a browser sent it, and empty rows to go on in."""
    there = {frozenset((row.a, row.b)) for row in rows}
    typed = []
    for place in range(min(whole(data.get("rows", "")), MOST_ROWS)):
        a, b, how = (data.get(f"{name}-{place}", "") for name in ("a", "b", "how"))
        old = data.get(f"stored-{place}") == "yes" and frozenset((a, b)) in there
        if old or a or b or how:
            typed.append(TypedLine(a=a, b=b, how=how, stored=old))
    return (*typed, *_free())


def read(typed: Sequence[TypedLine]) -> tuple[dict[frozenset[str], str | None], tuple[Fault, ...]]:
    """What the deed is to make of it, and what is wrong. Where a pair stands twice, the last row counts."""
    lines: dict[frozenset[str], str | None] = {}
    faults = []
    for place, row in enumerate(typed):
        if not (row.stored or row.a or row.b or row.how):
            continue
        where = _("Linje %(line)s:") % {"line": place + 1}
        if not row.a or not row.b:
            missing = "b" if row.a else "a"
            faults.append(Fault(id=f"{missing}-{place}", where=where, says=_("Velg begge rollene.")))
        elif row.a == row.b:
            faults.append(Fault(id=f"b-{place}", where=where, says=_("Velg to ulike roller.")))
        elif not row.how and not row.stored:
            faults.append(Fault(id=f"how-{place}", where=where, says=_("Velg hvordan de arbeider sammen.")))
        else:
            lines[frozenset((row.a, row.b))] = row.how or None
    return lines, tuple(faults)


def shown_rows(
    typed: Sequence[TypedLine],
    faults: Sequence[Fault],
    *,
    rows: Sequence[LineRow],
    offered: Sequence[tuple[str, str]],
) -> tuple[ShownLine, ...]:
    """The rows as they are shown; ``rows`` are those in the map, and ``offered`` the roles by id and name."""
    names = {row.a: row.a_name for row in rows} | {row.b: row.b_name for row in rows} | dict(offered)
    faulty = {fault.id for fault in faults}
    return tuple(
        ShownLine(
            line=row,
            a_name=names.get(row.a, ""),
            b_name=names.get(row.b, ""),
            ends=(("a", row.a, f"a-{place}" in faulty), ("b", row.b, f"b-{place}" in faulty)),
            how_faulty=f"how-{place}" in faulty,
        )
        for place, row in enumerate(typed)
    )


def _free() -> tuple[TypedLine, ...]:
    return (TypedLine(),) * FREE_ROWS
