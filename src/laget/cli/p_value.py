"""A p value for a person at a terminal."""

from __future__ import annotations

# Under this the digits say nothing more, and zero would be untrue.
LEAST = 0.001


def p_value(p: float, *, digits: int = 3) -> str:
    """``p`` with ``digits`` decimals, or "<0.001".

    >>> p_value(0.0412), p_value(0.00099)
    ('0.041', '<0.001')
    """
    return f"<{LEAST}" if p < LEAST else f"{p:.{digits}f}"
