"""A table as it stands in a file: rows of text, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laget.frames.errors import FrameError
from laget.frames.national_id import cells_hold_national_id, holds_national_id

MOST_ROWS = 5000
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a table that are not empty: each its number in the file, from 1, and its cells as text.

    ``formulas`` are the cells, by row and column from 1, that hold a formula and not a value; their text is empty.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    formulas: tuple[tuple[int, int], ...] = ()


def refuse_national_ids(rows: Sequence[tuple[int, Sequence[str]]], *, name: str) -> None:
    """Raises ``FrameError`` where a cell, or two beside each other, hold what may be a national identity number. The
    digits are not in the message."""
    for number, cells in rows:
        column = cells_hold_national_id(cells)
        if column is not None:
            raise FrameError(
                "national_id",
                f"{name}, row {number}, column {column + 1}: this may be a national identity number, and so the whole "
                "file is refused and nothing of it is kept. Take it out and try again.",
                name=name,
                row=number,
                column=column + 1,
            )


def refuse_national_id_in_name(name: str) -> None:
    """Raises ``FrameError`` where the name itself, which is shown and kept, may hold such a number."""
    if holds_national_id(name):
        raise FrameError(
            "national_id_in_name",
            "The name of the file may hold a national identity number, and so the file is refused. Give it another "
            "name.",
        )


def refuse_too_large(rows: int, columns: int, *, name: str) -> None:
    """Raises ``FrameError`` for a table of more rows or columns than a list of staff has."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise FrameError(
            "too_large_table",
            f"{name} has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns; keep those of the list alone.",
            name=name,
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
        )
