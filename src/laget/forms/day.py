"""A day that a browser sent."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")


def day_of(text: str) -> date | None:
    """The day, as a date field sends it (2026-08-17) or as one writes it (17.8.2026); ``None`` for anything else.

    >>> day_of("2026-08-17") == day_of("17.8.2026") == date(2026, 8, 17)
    True
    >>> day_of("31.2.2026")
    """
    try:
        if found := _WRITTEN.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text)
    except ValueError:
        return None
