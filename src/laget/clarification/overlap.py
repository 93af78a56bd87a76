"""Two roles that meet: where each may take the other for doing its work, and what the report tells of it
(AFI r2015:6, §4.5-4.9; R-148 (in part))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.theory.parts import Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """``roles`` are the ids of two roles; ``says`` is where they meet."""

    id: str
    roles: tuple[str, str]
    says: Text
    source: Source

    def other(self, role: str) -> str:
        """The one of the two that is not ``role``."""
        first, second = self.roles
        return second if role == first else first


def meeting(overlaps: Iterable[Overlap], role: str) -> tuple[Overlap, ...]:
    """The overlaps that ``role`` is in, in their order."""
    return tuple(overlap for overlap in overlaps if role in overlap.roles)
