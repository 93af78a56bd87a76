"""Those who work with pupils and teachers, as the report describes them (AFI r2015:6, §2, §4, §5.4;
R-069 (in part))."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Open, Source, Statement
from laget.theory.text import Text


class Side(StrEnum):
    """Whether an actor is at the school, comes to it from the municipality or the state, or is at home."""

    SCHOOL = "school"
    SERVICE = "service"
    HOME = "home"
    NATION = "nation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A profession or another actor of the team.

    ``law`` is what anchors it,
    ``employer`` who it works for, ``presence`` how often it typically is at school, ``placement`` whether schools
    count it as primary or secondary team.
    """

    id: str
    name: Text
    side: Side
    law: Text | Open
    employer: Text | Open
    presence: Text | Open
    placement: Text | Open
    tasks: tuple[Statement, ...]
    problems: tuple[Statement, ...]
    source: Source
