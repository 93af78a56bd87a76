"""What each theory answers to something that is asked of all of them."""

from __future__ import annotations

from collections.abc import Iterable

from laget.library.handbook.topics import Line, Passage
from laget.theory.parts import Open
from laget.theory.text import Text, in_each

HEADING = Text(nb="Hva modellene svarer", nn="Kva modellane svarer", en="What the models answer")


def answers(lines: Iterable[Line]) -> tuple[Passage, ...]:
    """The answers as one passage, or none where no theory answers."""
    told = tuple(lines)
    return (Passage(name=HEADING, lines=told),) if told else ()


def named(theory: Text, says: Text | Open) -> Text | Open:
    """What a theory says, or leaves open, with its name in front."""
    if isinstance(says, Open):
        missing = says.missing
        return Open(missing=in_each(lambda language: f"{theory.said(language)}: {missing.said(language)}"))
    return in_each(lambda language: f"{theory.said(language)}: {says.said(language)}")
