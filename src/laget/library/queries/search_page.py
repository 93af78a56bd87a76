"""What was found, shelf by shelf."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.library.queries.findings import Findable, Shelf, find


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found; ``under`` is empty where its name says where it stands."""

    name: str
    says: str
    under: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShelf:
    """The hits on one shelf."""

    name: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the search page prints: ``query`` is empty before anything is asked."""

    query: str
    shelves: tuple[FoundShelf, ...]
    count: int


def search_page(*, query: str, language: str) -> SearchPage:
    """Everything that holds every word of ``query``."""
    found = find(query)
    names = {
        Shelf.WORD: _("Ord"),
        Shelf.LAW: _("Loven da og nå"),
        Shelf.THEORY: _("Teorier"),
        Shelf.EVIDENCE: _("Kunnskap"),
        Shelf.HANDBOOK: _("Håndbok"),
    }
    shelves = tuple(
        FoundShelf(name=name, hits=hits)
        for shelf, name in names.items()
        if (hits := tuple(_hit(one, language) for one in found if one.shelf is shelf))
    )
    return SearchPage(query=query, shelves=shelves, count=len(found))


def _hit(one: Findable, language: str) -> Hit:
    return Hit(
        name=one.name.said(language),
        says=one.says.said(language),
        under=one.under.said(language) if one.under else "",
        url=one.url,
    )
