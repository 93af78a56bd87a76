"""The three trade-offs that whoever chooses a model has to make (AFI r2015:6, §5.5.3; R-008)."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Source, Statement
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the two sides: the report's arguments for it and against it, and the theories it ties to it."""

    id: str
    name: Text
    speaks_for: tuple[Statement, ...]
    speaks_against: tuple[Statement, ...]
    theories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOff:
    """A trade-off between two sides. The report decides none of them, and nor do we."""

    id: str
    name: Text
    about: Text
    choices: tuple[Choice, ...]
    source: Source
