"""What the pages of the handbook are made of, before it is said in one language: chapters of topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.theory.parts import Open, Source, Statement
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A named fact about a topic, or that the source is silent on it."""

    name: Text
    says: Text | Open


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement in a passage; ``note`` is a second, quieter sentence under it."""

    says: Text | Open
    source: Source | None = None
    note: Text | Open | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Statements under a name of their own, or directly under the topic. ``steps`` follow each other."""

    lines: tuple[Line, ...]
    name: Text | None = None
    steps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One entry of a chapter, under its heading."""

    id: str
    name: Text
    about: Text | Open | None
    source: Source
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookChapter:
    """A chapter; ``order`` is its place among the others."""

    id: str
    order: int
    name: Text
    lead: Text
    topics: tuple[Topic, ...]


def passage(statements: Iterable[Statement], name: Text | None = None) -> tuple[Passage, ...]:
    """Statements as one passage, or none where there are none."""
    lines = tuple(Line(says=one.says, source=one.source) for one in statements)
    return (Passage(name=name, lines=lines),) if lines else ()
