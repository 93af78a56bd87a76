"""How the report's schools go from a worry to help: the action wheel, action cards and their likes
(AFI r2015:6, §4.7, §4.9 and the appendix; R-125 (in part), R-131 (in part),
R-165 (in part), R-166 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Open, Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, in its order: what is done, and by whom."""

    id: str
    says: Text
    who: Text | Open
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A variant that one of the report's schools uses or works on. ``schools`` are ids of portraits; empty where
    the report does not say whose it is. ``open`` is what it leaves unanswered."""

    id: str
    name: Text
    about: Text
    schools: tuple[str, ...]
    steps: tuple[Step, ...]
    open: tuple[Open, ...]
    source: Source
