"""A situation: something that happens at a school, for which it should be clear who does what (AFI r2015:6, ch. 4)."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A situation in the library.

    ``text`` is said so that everybody at a school can answer who does it. ``dilemmas`` are ids of the dilemmas it
    belongs to, ``roles`` ids of the roles that the source tells of in it: a help for whoever picks an answer, never a
    limit. ``note`` says what the report tells of it, in a sentence or two.
    """

    id: str
    text: Text
    note: Text
    dilemmas: tuple[str, ...]
    roles: tuple[str, ...]
    source: Source


def said_alike(text: str) -> str:
    """What makes two sentences the same situation: their words, whatever the case, the spaces and the stop at the end.

    >>> said_alike(" Følge til  bussen.") == said_alike("følge til bussen")
    True
    """
    return " ".join(text.casefold().split()).rstrip(".?!")
