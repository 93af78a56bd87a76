"""The lines of a list that somebody writes: what a role does, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

MOST_LINES = 20
LONGEST_LINE = 300


def trimmed(lines: Sequence[str]) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in lines if line.strip()]


def too_much(lines: Sequence[str]) -> bool:
    """Whether there are more lines, or longer ones, than there is room for."""
    return len(lines) > MOST_LINES or any(len(line.strip()) > LONGEST_LINE for line in lines)
