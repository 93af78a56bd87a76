"""A whole number that a browser sent."""

from __future__ import annotations


def whole(text: str) -> int:
    """The number, or 0 for anything that is none: a number that matters is refused by the deed it is for."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
