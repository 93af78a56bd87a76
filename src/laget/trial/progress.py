"""How far a long computation has come, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many of the parts are done, and how many there are."""


def unseen(done: int, of: int) -> None:
    """Nobody waits."""
