"""What is said when a file cannot be read."""

from __future__ import annotations

from laget.refusal import Refusal


class FrameError(Refusal):
    """A file that cannot be read: the message says where, what and what to do.

    ``values`` always hold the file's ``name``, and ``row`` (the line of a CSV file, the heading being line 1; the
    row of a Parquet file, from 1) and ``column`` where there is one.
    """
