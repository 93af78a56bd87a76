"""The handbook: what the report says that no theory, school or study holds, as chapters of short entries.

A chapter is a file, so a new one needs no code. What has fields of its own, because more than reading is made of it,
has a type of its own: actors, programmes, routines, trade-offs and the law.
"""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Source, Statement
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing under its name: what it is, and what is said of it, statement by statement."""

    id: str
    name: Text
    about: Text
    source: Source
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the handbook. ``order`` is its place (from 1); ``name`` stands in the list of chapters, and
    ``lead`` says in a sentence or two what the chapter is for."""

    id: str
    order: int
    name: Text
    lead: Text
    entries: tuple[Entry, ...]
