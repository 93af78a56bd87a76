"""A spreadsheet file (.xlsx) to rows of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from defusedxml.ElementTree import iterparse

from laget.frames.errors import FrameError
from laget.frames.national_id import cells_hold_national_id, holds_national_id
from laget.frames.sheet import (
    MOST_COLUMNS,
    Sheet,
    refuse_national_id_in_name,
    refuse_national_ids,
    refuse_too_large,
)

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_PARTS = 200

# Parts without a word of anybody's in them.
_SILENT = ("xl/styles.xml", "xl/theme/", "xl/calcChain.xml", "[Content_Types].xml")
# Elements whose text may lie in pieces: of shared and inline text, comments and drawings.
_PIECED = frozenset({"si", "is", "text", "p"})
_NAMES = ("name", "displayName", "title", "descr", "prompt", "promptTitle", "error", "errorTitle", "caption", "author")


def read_workbook(data: bytes, *, name: str, heading: Callable[[Sequence[str]], bool]) -> Sheet:
    """The first visible sheet whose first row with anything in it ``heading`` knows; where it knows none, the first
    that is not empty. ``name`` is what the file is called in messages.

    Every sheet, hidden ones too, every comment and every name in the file is searched for national identity numbers
    before anything is read. A formula is not reckoned: its cell is empty and among ``formulas``. Raises
    ``FrameError``: ``national_id``, ``national_id_in_name``, ``national_id_in_workbook`` (outside the sheet's cells),
    ``too_large_file``, ``too_large_table``, ``not_workbook``, ``macros_or_links``, ``empty_file``.
    """
    refuse_national_id_in_name(name)
    parts = _parts(data, name)
    sheets = list(_sheets(data, name))
    # What stands in a cell that is read is told by row and column; the rest of the file is searched after that.
    for sheet in sheets:
        refuse_national_ids(sheet.rows, name=name)
    _refuse_national_ids_elsewhere(parts, name)
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise FrameError("empty_file", f"{name} is empty; it needs a line of column names and rows.", name=name)
    found = next((sheet for sheet in filled if heading(sheet.rows[0][1])), filled[0])
    refuse_too_large(len(found.rows), max(len(cells) for _, cells in found.rows), name=name)
    return found


def _parts(data: bytes, name: str) -> zipfile.ZipFile:
    """The file, opened as the packed file it must be, and found no larger than a list of staff needs."""
    if len(data) > MOST_BYTES:
        raise FrameError(
            "too_large_file",
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB; keep the rows and columns of the list alone.",
            name=name,
            megabytes=MOST_BYTES // 1_000_000,
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise _not_workbook(name) from None
    inside = parts.infolist()
    names = [part.filename for part in inside]
    if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_UNPACKED:
        raise FrameError(
            "too_large_file",
            f"{name} is larger than {MOST_UNPACKED // 1_000_000} MB when it is unpacked; keep the rows and columns of "
            "the list alone.",
            name=name,
            megabytes=MOST_UNPACKED // 1_000_000,
        )
    if any("vbaProject" in part or part.startswith("xl/externalLinks/") for part in names):
        raise FrameError(
            "macros_or_links",
            f"{name} holds macros, or links to other files; save the list alone as .xlsx and try again.",
            name=name,
        )
    if "xl/workbook.xml" not in names or any(part.flag_bits & 1 for part in inside):
        raise _not_workbook(name)
    return parts


def _sheets(data: bytes, name: str) -> Iterator[Sheet]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                # What the file says of its own size is not believed.
                sheet.reset_dimensions()
                yield _sheet(sheet, name)
    except FrameError:
        raise
    except Exception:
        # A file that is not what it says makes openpyxl raise whatever it stumbles over.
        raise _not_workbook(name) from None


def _sheet(sheet: Any, name: str) -> Sheet:
    rows: list[tuple[int, tuple[str, ...]]] = []
    formulas: list[tuple[int, int]] = []
    for cells in sheet.iter_rows(max_col=MOST_COLUMNS + 1):
        filled = [cell for cell in cells if cell.value is not None]
        if not filled:
            continue
        number, wide = filled[0].row, filled[-1].column
        refuse_too_large(max(number, len(rows) + 1), wide, name=name)
        formulas += [(number, cell.column) for cell in filled if cell.data_type == "f"]
        texts = {cell.column: "" if cell.data_type == "f" else _text(cell.value) for cell in filled}
        if any(texts.values()) or any(row == number for row, _ in formulas):
            rows.append((number, tuple(texts.get(column, "") for column in range(1, wide + 1))))
    return Sheet(name=name, rows=tuple(rows), formulas=tuple(formulas))


def _text(value: object) -> str:
    """A value as a person would write it in a list."""
    match value:
        case bool():
            return str(value)
        case float():
            return str(int(value)) if value == int(value) else format(value, ".10g")
        case datetime() | date():
            return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
        case _:
            return str(value).strip()


def _refuse_national_ids_elsewhere(parts: zipfile.ZipFile, name: str) -> None:
    for part in parts.namelist():
        if part.endswith((".xml", ".rels", ".vml")) and not part.startswith(_SILENT):
            try:
                with parts.open(part) as file:
                    found = any(_holds(element) for _, element in iterparse(file))
            except Exception:
                # Entities, broken markup, broken packing: no list of staff has any of it.
                raise _not_workbook(name) from None
            if found:
                raise FrameError(
                    "national_id_in_workbook",
                    f"{name} may hold a national identity number: on another sheet or a hidden one, in a comment, or "
                    "in the name of something. So the whole file is refused and nothing of it is kept.",
                    name=name,
                )


def _holds(element: Any) -> bool:
    """Whether an element of a part says one: in its text, whole or in pieces, or in one of its names."""
    tag = element.tag.rsplit("}", 1)[-1]
    texts = [element.get(attribute) or "" for attribute in _NAMES]
    if tag in _PIECED:
        texts.append("".join(element.itertext()))
    texts.append(element.text or "")
    if tag in _PIECED or tag == "row":
        # What is read is let go of: a sheet can be large.
        element.clear()
    if tag == "v":
        return cells_hold_national_id(texts[-1:]) is not None
    return any(holds_national_id(text) for text in texts)


def _not_workbook(name: str) -> FrameError:
    return FrameError(
        "not_workbook",
        f"{name} cannot be read as a spreadsheet; save it as .xlsx, without a password, and try again.",
        name=name,
    )
