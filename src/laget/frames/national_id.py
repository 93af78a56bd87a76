"""Whether a text may hold a Norwegian national identity number."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What people and programs put between the digits, up to three signs of it: "010190 - 12345".
_BETWEEN = "[\\s\u00a0\u00ad\u2007\u2009\u200b\u2010-\u2014\u202f\u2060\u2212.,:;/_'-]{0,3}"
# Looked for from every place a number begins at, since it may come right after another.
_ELEVEN = re.compile(rf"(?<!\d)(?=((?:\d{_BETWEEN}){{10}}\d)(?!\d))")
_TEN = re.compile(r"\d{10}(?:[.,]0+)?")


def holds_national_id(text: str) -> bool:
    """Whether ``text`` holds eleven digits of which the first six can be a day of birth.

    The day may be written as in a D-number (day + 40), an H-number (month + 40) or an invented person (month + 65 or
    + 80). No control digit is asked for: a number with one digit wrong is still somebody's, and the rule for control
    digits changes. So an account number may be taken for one; whoever refuses a text says that it may be.

    >>> holds_national_id("01 01 90-123 45"), holds_national_id("tlf. 22 33 44 55"), holds_national_id("3412 56 78901")
    (True, False, False)
    """
    return any(_begins_with_a_day(re.sub(r"\D", "", found.group(1))) for found in _ELEVEN.finditer(text))


def cells_hold_national_id(cells: Sequence[str]) -> int | None:
    """The place of the first cell that may hold one: alone, as ten digits whose leading nought a spreadsheet has
    dropped, or as six digits with the other five in the next cell."""
    for place, cell in enumerate(cells):
        bare = cell.strip()
        lost = _TEN.fullmatch(bare) is not None and _begins_with_a_day(f"0{bare[:10]}")
        after = cells[place + 1].strip() if place + 1 < len(cells) else ""
        parted = re.fullmatch(r"\d{5,6}", bare) and re.fullmatch(r"\d{5}", after)
        if holds_national_id(cell) or lost or (parted and _begins_with_a_day(bare.zfill(6) + after)):
            return place
    return None


def _begins_with_a_day(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return (1 <= day <= 31 or 41 <= day <= 71) and any(1 <= month - shift <= 12 for shift in (0, 40, 65, 80))
