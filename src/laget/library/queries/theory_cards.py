"""The theories on the shelf, in short."""

from __future__ import annotations

from dataclasses import dataclass

from laget.content import shelf
from laget.library.queries.open_points import open_points
from laget.theory.parts import Kind, Theory


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryCard:
    """A theory on the shelf: what it is for, and how much of it there is."""

    id: str
    version: int
    name: str
    purpose: str
    activities: int
    claims: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestVersion:
    """The newest version of a theory that is on the shelf."""

    id: str
    version: int
    name: str


def theory_cards(*, language: str) -> tuple[TheoryCard, ...]:
    """The newest version of every theory on the shelf."""
    return tuple(_card(theory, language) for theory in shelf.theories())


def newest_version(*, id: str, language: str) -> NewestVersion | None:
    """The newest version of a theory, or ``None`` when there is no such theory."""
    for theory in shelf.theories():
        if theory.id == id:
            return NewestVersion(id=id, version=theory.version, name=theory.name.said(language))
    return None


def _card(theory: Theory, language: str) -> TheoryCard:
    points = open_points(theory)
    return TheoryCard(
        id=theory.id,
        version=theory.version,
        name=theory.name.said(language),
        purpose=theory.purpose.said(language),
        activities=len(theory.column(Kind.ACTIVITY)),
        claims=len(theory.arrows) - points.arrows,
        open=points.total,
    )
