"""Text with a sign between the columns, as spreadsheets save and copy it, to rows of text."""

from __future__ import annotations

import codecs
import csv
import io

from laget.frames.errors import FrameError
from laget.frames.sheet import Sheet, refuse_national_id_in_name, refuse_national_ids, refuse_too_large

SEPARATORS = "\t;,"
MOST_BYTES = 5_000_000


def read_delimited(data: bytes, *, name: str) -> Sheet:
    """The table in a CSV file or a text copied from a spreadsheet; ``name`` is what it is called in messages.

    The text is UTF-8, or UTF-16 where a mark says so, or otherwise Windows-1252, which Excel writes in Norway. The
    separator is whichever of tab, semicolon and comma parts most of the lines into as many columns as the first.
    Raises ``FrameError``: ``national_id`` and ``national_id_in_name`` (the whole file is refused), ``too_large_file``,
    ``too_large_table``, ``not_text``, ``malformed``, ``ragged_row``, ``empty_file``.

    >>> read_delimited("Rolle;Stillingsprosent\\nLærer;80,5\\n".encode("cp1252"), name="liste.csv").rows
    ((1, ('Rolle', 'Stillingsprosent')), (2, ('Lærer', '80,5')))
    """
    refuse_national_id_in_name(name)
    if len(data) > MOST_BYTES:
        raise FrameError(
            "too_large_file",
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB; keep the rows and columns of the list alone.",
            name=name,
            megabytes=MOST_BYTES // 1_000_000,
        )
    text = _decoded(data, name)
    separator = _separator(text)
    rows = _parted(text, separator, name)
    if not rows:
        raise FrameError("empty_file", f"{name} is empty; it needs a line of column names and rows.", name=name)
    refuse_too_large(len(rows), max(len(cells) for _, cells in rows), name=name)
    refuse_national_ids(rows, name=name)
    wide = len(rows[0][1])
    for number, cells in rows:
        if any(cells[wide:]):
            raise FrameError(
                "ragged_row",
                f"{name}, line {number}: {len(cells)} values where there are {wide} columns; look for a "
                "comma too many or too few.",
                name=name,
                row=number,
                found=len(cells),
                expected=wide,
            )
    return Sheet(name=name, rows=tuple((number, tuple(cells[:wide])) for number, cells in rows))


def _decoded(data: bytes, name: str) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise FrameError("not_text", f"{name} is not text; save it as CSV, or send the spreadsheet itself.", name=name)
    return text


def _separator(text: str) -> str:
    """The sign that parts most lines into as many columns as the first; of two, the one with more columns."""

    def fit(separator: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(row)]
        except csv.Error:
            return 0.0, 0
        if not widths or widths[0] == 1:
            return 0.0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    return max(SEPARATORS, key=fit)


def _parted(text: str, separator: str, name: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            # A line of separators alone is an empty line, whichever of them parts the columns.
            if any(cell.strip(f" {SEPARATORS}") for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FrameError(
            "malformed",
            f"{name}, line {line}: not readable as CSV ({error}); look at its quotation marks.",
            name=name,
            row=line,
        ) from error
    return rows
