"""Parquet to columns of arrays, by pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from laget.frames.csv_file import MISSING
from laget.frames.errors import FrameError
from laget.frames.plain_number import NUMBER, check_all_numbers

# A float keeps fifteen digits of a whole number; one with more is a code and becomes text, as in a CSV file.
DIGITS = 10**15


def read_parquet(
    path: Path,
    *,
    name: str,
    columns: Sequence[str] | None = None,
    measured: Sequence[str] = (),
    beside: bool = False,
) -> dict[str, NDArray[np.float64] | NDArray[np.str_]]:
    """The ``columns`` asked for (all of them unless given) of a Parquet file, in the order asked for.

    What is read is what ``laget.frames.csv_file.read_csv`` would read of the same table, with the same refusals: gaps
    (null, NaN, "NA", empty text) by row and column, the first row being 1; text all of whose values are plain numbers
    is numbers; whole numbers of more than fifteen digits are text; and ``measured`` columns are checked for odd values.
    Dictionaries (R's factors, pandas' categories) are read as their labels. Dates, lists and bytes are refused. Only
    the columns asked for are read, and with ``beside`` those others that would not be refused. Raises ``FrameError``.
    """
    try:
        import pyarrow  # noqa: PLC0415 - an extra that few need
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise FrameError(
            "parquet_needs_pyarrow",
            f"{name}: reading Parquet takes the package pyarrow, which is not installed; install Laget with its extra "
            "'parquet', or save the rows as CSV UTF-8.",
            name=name,
        ) from error
    try:
        file = parquet.ParquetFile(path, memory_map=True)
        header = list(file.schema_arrow.names)
        _check_header(header, columns, name)
        if not file.metadata.num_rows:
            raise FrameError("no_rows", f"{name} has column names but no rows.", name=name)
        # One column at a time, so that no more than one is held twice.
        read = {
            column: _column(file.read(columns=[column]).column(0), column, name, measured=column in measured)
            for column in (header if columns is None else columns)
        }
        for column in header if beside else ():
            with suppress(FrameError):
                if column not in read:
                    read[column] = _column(file.read(columns=[column]).column(0), column, name, measured=False)
        return read
    except (pyarrow.ArrowException, OSError) as error:
        raise FrameError(
            "not_parquet", f"{name} cannot be read as Parquet; save it again, or as CSV UTF-8.", name=name
        ) from error


def _check_header(header: list[str], columns: Sequence[str] | None, name: str) -> None:
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise FrameError(
            "duplicate_column",
            f"{name}: two columns are called {twice[0]!r}; rename one.",
            name=name,
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


def _column(values: Any, column: str, name: str, *, measured: bool) -> NDArray[np.float64] | NDArray[np.str_]:
    """One column of an Arrow table as numbers or text."""
    from pyarrow import compute, types  # noqa: PLC0415 - as above

    kind = values.type
    if types.is_dictionary(kind):
        values = values.cast(kind.value_type)
        kind = values.type
    if values.null_count:
        raise _gap(np.asarray(compute.is_null(values).combine_chunks()), column, name)
    if types.is_boolean(kind):
        values, kind = values.cast("uint8"), "uint8"
    elif types.is_string(kind) or types.is_large_string(kind):
        return _text(values, column, name, measured=measured)
    elif types.is_integer(kind):
        whole = values.to_numpy()
        if whole.max() >= DIGITS or whole.min() <= -DIGITS:
            return np.asarray(whole.astype(np.str_))
    elif types.is_decimal(kind):
        values = values.cast("float64")
    elif not types.is_floating(kind):
        raise FrameError(
            "column_not_plain",
            f"{name}: {column!r} holds values of type {kind}; save them as numbers or text.",
            name=name,
            column=column,
            kind=str(kind),
        )
    numbers = values.to_numpy().astype(np.float64, copy=False)
    gaps = np.isnan(numbers)
    if gaps.any():
        raise _gap(gaps, column, name)
    return np.asarray(numbers)


def _text(values: Any, column: str, name: str, *, measured: bool) -> NDArray[np.float64] | NDArray[np.str_]:
    """Text, of which only the different values are looked at: labels recur, and reading each is dear."""
    encoded = values.dictionary_encode().combine_chunks()
    codes = encoded.indices.to_numpy()
    labels = [str(label).strip() for label in encoded.dictionary.to_pylist()]
    missing = np.array([label in MISSING for label in labels])
    if missing.any():
        raise _gap(missing[codes], column, name)
    if all(NUMBER.fullmatch(label) for label in labels):
        return np.asarray(np.array([float(label) for label in labels])[codes])
    if measured:
        check_all_numbers(labels, column=column, name=name)
    return np.asarray(np.array(labels)[codes])


def _gap(gaps: NDArray[np.bool_], column: str, name: str) -> FrameError:
    row = int(np.argmax(gaps)) + 1
    return FrameError(
        "empty_cell",
        f"{name}, row {row}: {column!r} has no value; fill it in or leave the row out.",
        name=name,
        row=row,
        column=column,
    )
