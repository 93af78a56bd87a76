"""What a number looks like in a file, and a column of them that one odd value has turned into text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from laget.frames.errors import FrameError

# A plain decimal number. "0301", "1_2" and more digits than a float keeps are codes and stay text.
NUMBER = re.compile(r"-?(?:(?:0|[1-9][0-9]{0,14})(?:\.[0-9]*)?|\.[0-9]+)(?:[eE](?:-[0-9]{1,3}|\+?[0-9]{1,2}))?")


def check_all_numbers(values: Iterable[str], *, column: str, name: str) -> None:
    """Refuse a text ``column`` most of whose different ``values`` are plain numbers: one "inf" or "1,5" makes text of a
    whole column, and a model would take every value of it as a group. Raises ``FrameError``.

    >>> check_all_numbers(["12", "9.5", "1,5"], column="score", name="a.csv")
    Traceback (most recent call last):
    laget.frames.errors.FrameError: a.csv: 'score' is numbers but for '1,5'; mend or leave out such rows, or write text.
    """
    distinct = sorted(set(values))
    odd = [value for value in distinct if not NUMBER.fullmatch(value)]
    if 0 < len(odd) < len(distinct) / 2:
        raise FrameError(
            "not_all_numbers",
            f"{name}: {column!r} is numbers but for {odd[0]!r}; mend or leave out such rows, or write text.",
            name=name,
            column=column,
            value=odd[0],
        )
