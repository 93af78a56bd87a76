"""What a list of staff would change in a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from uuid import UUID

from laget.frames.delimited import read_delimited
from laget.frames.workbook import read_workbook
from laget.mapping.staff_list import StaffLine, StaffList, is_heading, match, read_staff_list
from laget.mapping.team import Place
from laget.team import roles
from laget.team.models import Post, StaffFile, TeamMap
from laget.team.queries.team_of import posts_of
from laget.team.weekdays import as_days

_PACKED = b"PK\x03\x04"
"""What a spreadsheet file begins with."""


def read_list(data: bytes, *, name: str) -> StaffList:
    """What a file says, line by line, and every fault in it: a spreadsheet (.xlsx), or text with a sign between the
    columns. Nothing of it is kept. Raises ``FrameError`` as ``read_workbook`` and ``read_delimited``: for a file with a
    national id number anywhere in it among others."""
    if data.startswith(_PACKED):
        sheet = read_workbook(data, name=name, heading=is_heading)
    else:
        sheet = read_delimited(data, name=name)
    return read_staff_list(rows=sheet.rows, roles=roles.register(), formulas=sheet.formulas)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChanges:
    """A list against the map as it stands: by key, the posts that stay as they are, those that change (with what the
    list does not say left as it is) and those the list does not have; and the lines of new posts. ``before`` is how
    every post stands now."""

    same: Mapping[UUID, StaffLine]
    changed: Mapping[UUID, StaffLine]
    gone: Mapping[UUID, StaffLine]
    new: tuple[StaffLine, ...]
    before: Mapping[UUID, StaffLine]


def changes_by(lines: Sequence[StaffLine], team_map: TeamMap) -> ListChanges:
    """What the list would change. A column that the list does not have is not compared: a list without days says
    nothing of anybody's days."""
    before = {str(post.key): _line(post) for post in posts_of(team_map)}
    silent = {field.name: field.default for field in fields(StaffLine) if _is_silent(field.name, lines)}
    found = match(lines, {key: replace(line, **silent) for key, line in before.items()})
    changed = {key: _merged(before[key], line) for key, line in found.changed}
    really = {key: line for key, line in changed.items() if line != before[key]}
    same = {*found.same, *(set(changed) - set(really))}
    return ListChanges(
        same={UUID(key): line for key, line in before.items() if key in same},
        changed={UUID(key): line for key, line in really.items()},
        gone={UUID(key): before[key] for key in found.gone},
        new=found.new,
        before={UUID(key): line for key, line in before.items()},
    )


def lines_of(staff_file: StaffFile) -> tuple[StaffLine, ...]:
    """The lines that were kept of a list."""
    return tuple(_read(row) for row in staff_file.lines)


def as_rows(lines: Sequence[StaffLine]) -> list[dict[str, Any]]:
    """The lines as they are kept."""
    return [asdict(line) | {"days": None if line.days is None else sorted(line.days)} for line in lines]


_MAY_BE_SILENT = ("fraction", "bound", "days", "place", "reference")


def _is_silent(name: str, lines: Sequence[StaffLine]) -> bool:
    return name in _MAY_BE_SILENT and not any(getattr(line, name) not in (None, "") for line in lines)


def _merged(before: StaffLine, line: StaffLine) -> StaffLine:
    said = {name: getattr(line, name) for name in _MAY_BE_SILENT if getattr(line, name) not in (None, "")}
    return replace(before, role=line.role, title=line.title, count=line.count, **said)


def _line(post: Post) -> StaffLine:
    return StaffLine(
        row=0,
        role=post.role,
        title=post.title,
        count=post.count,
        fraction=None if post.fraction is None else float(post.fraction),
        bound=None if post.bound is None else float(post.bound),
        days=as_days(post.days),
        place=Place(post.place) if post.place else None,
        reference=post.external_ref,
    )


def _read(row: Mapping[str, Any]) -> StaffLine:
    days, place = row["days"], row["place"]
    return StaffLine(
        **{**row, "days": None if days is None else frozenset(days), "place": Place(place) if place else None}
    )
