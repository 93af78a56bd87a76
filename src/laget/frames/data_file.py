"""A file of rows, CSV or Parquet by its name, to columns of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from laget.frames.csv_file import read_csv
from laget.frames.errors import FrameError
from laget.frames.parquet_file import read_parquet

PARQUET = frozenset({".parquet", ".pq"})


def read_data(
    path: Path, *, columns: Sequence[str] | None = None, measured: Sequence[str] = (), beside: bool = False
) -> dict[str, NDArray[np.float64] | NDArray[np.str_]]:
    """The ``columns`` of the file at ``path``: Parquet where it is called so (.parquet or .pq), otherwise CSV. With
    ``beside``, after them those others that can be read as they are, without gaps.

    See ``laget.frames.csv_file.read_csv`` and ``laget.frames.parquet_file.read_parquet``. Raises ``FrameError``, also
    where there is no such file.
    """
    try:
        if path.suffix.lower() in PARQUET:
            # Opened first, so that a file that is not there is told in the same words.
            with path.open("rb"):
                return read_parquet(path, name=path.name, columns=columns, measured=measured, beside=beside)
        return read_csv(path.read_bytes(), name=path.name, columns=columns, measured=measured, beside=beside)
    except OSError as fault:
        raise FrameError(
            "no_such_data", f"{path} cannot be read ({fault.strerror}); check the path.", name=path.name
        ) from fault
