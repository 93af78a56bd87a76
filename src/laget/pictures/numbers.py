"""Numbers as each language writes them: in bokmål and nynorsk a decimal comma, and a no-break space between
thousands; in English a decimal point and a comma. A minus is a minus sign, not a hyphen."""

from __future__ import annotations

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def decimal(value: float, *, places: int, language: str) -> str:
    """``value`` with ``places`` decimals; what rounds to zero has no sign.

    >>> decimal(-0.0925, places=2, language="nb"), decimal(-0.001, places=2, language="en")
    ('−0,09', '0.00')
    """
    written = f"{abs(value):,.{places}f}"
    sign = MINUS if value < 0 and any(digit in "123456789" for digit in written) else ""
    if language != "en":
        written = written.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return sign + written


def whole(value: int, *, language: str) -> str:
    """A whole number.

    >>> whole(5853, language="nn"), whole(5853, language="en")
    ('5\\xa0853', '5,853')
    """
    return decimal(value, places=0, language=language)
