"""CSV to columns of arrays."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from laget.frames.errors import FrameError
from laget.frames.plain_number import NUMBER, check_all_numbers

# What R, numpy and spreadsheets write where there is no value.
MISSING = frozenset({"", "NA", "NaN", "nan"})
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_csv(
    data: bytes,
    *,
    name: str,
    columns: Sequence[str] | None = None,
    measured: Sequence[str] = (),
    beside: bool = False,
) -> dict[str, NDArray[np.float64] | NDArray[np.str_]]:
    """The ``columns`` asked for (all of them unless given) of a CSV file, in the order asked for.

    ``data`` is UTF-8, with or without a byte order mark, separated by commas, with the columns' names in the
    first line; ``name`` is what the file is called in messages. Space around a value is dropped and empty
    lines are skipped. A column is float64 where every value is a plain number, otherwise text. Columns that
    are not asked for may have gaps; with ``beside`` those that have none come after. Those of ``measured`` are text
    only if they are not numbers but for a few odd values. Raises ``FrameError`` naming file, line and column.

    >>> read_csv(b"school,arm,score\\n1,small,12.5\\n2,regular,\\n", name="a.csv", columns=["school", "arm"])
    {'school': array([1., 2.]), 'arm': array(['small', 'regular'], dtype='<U7')}
    """
    rows, lines = _rows(data, name)
    if not rows:
        raise FrameError("empty_file", f"{name} is empty; it needs a line of column names and rows.", name=name)
    header = [cell.strip() for cell in rows.pop(0)]
    del lines[0]
    _check_separator(header, columns, name)
    _check_header(header, columns, name)
    if not rows:
        raise FrameError("no_rows", f"{name} has column names but no rows.", name=name)
    for cells, line in zip(rows, lines, strict=True):
        if len(cells) != len(header):
            raise FrameError(
                "ragged_row",
                f"{name}, line {line}: {len(cells)} values where there are {len(header)} columns; look for a "
                "comma too many or too few.",
                name=name,
                row=line,
                found=len(cells),
                expected=len(header),
            )
    places = {column: header.index(column) for column in (header if columns is None else columns)}
    read = {
        column: _column([cells[place].strip() for cells in rows], lines, column, name)
        for column, place in places.items()
    }
    if beside:
        for place, column in enumerate(header):
            cells = [row[place].strip() for row in rows]
            if column not in read and MISSING.isdisjoint(cells):
                read[column] = _column(cells, lines, column, name)
    for column in measured:
        if column in read and read[column].dtype.kind == "U":
            check_all_numbers(map(str, read[column]), column=column, name=name)
    return read


def _rows(data: bytes, name: str) -> tuple[list[list[str]], list[int]]:
    """The values of each line that is not empty, and its number in the file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FrameError(
            "not_utf8", f"{name}, line {line}: not UTF-8; save the file as CSV UTF-8.", name=name, row=line
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FrameError(
            "not_utf8", f"{name}, line {line}: not UTF-8 text; save the file as CSV UTF-8.", name=name, row=line
        )
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, lines = [], []
    try:
        for cells in reader:
            if any(cells):
                rows.append(cells)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise FrameError(
            "malformed",
            f"{name}, line {reader.line_num}: not readable as CSV ({error}); look at its quotation marks.",
            name=name,
            row=reader.line_num,
        ) from error
    return rows, lines


def _check_separator(header: list[str], columns: Sequence[str] | None, name: str) -> None:
    """Spreadsheets in Norway write semicolons, since the comma is taken, and then numbers have commas too."""
    missing = set(columns or ()).difference(header)
    for separator, called in OTHER_SEPARATORS.items():
        if missing.intersection(cell.strip(' "') for cell in ",".join(header).split(separator)):
            raise FrameError(
                "other_separator",
                f"{name} has {called} between its columns; save it with commas between them and points in its numbers.",
                name=name,
            )


def _check_header(header: list[str], columns: Sequence[str] | None, name: str) -> None:
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise FrameError(
            "duplicate_column",
            f"{name}, line 1: two columns are called {twice[0]!r}; rename one.",
            name=name,
            row=1,
            column=twice[0],
        )
    for column in columns or ():
        if column not in header:
            raise FrameError(
                "missing_column",
                f"{name} has no column {column!r}; its columns are {', '.join(header)}.",
                name=name,
                column=column,
            )


def _column(values: list[str], lines: list[int], column: str, name: str) -> NDArray[np.float64] | NDArray[np.str_]:
    if not MISSING.isdisjoint(values):
        line = next(line for value, line in zip(values, lines, strict=True) if value in MISSING)
        raise FrameError(
            "empty_cell",
            f"{name}, line {line}: {column!r} has no value; fill it in or leave the row out.",
            name=name,
            row=line,
            column=column,
        )
    if all(map(NUMBER.fullmatch, values)):
        return np.fromiter(map(float, values), dtype=np.float64, count=len(values))
    return np.array(values)
