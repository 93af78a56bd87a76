"""What was found, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.library.queries.findables import Findable, Section, find
from laget.library.search import stems_of, words_of

_FIRST = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found; ``under`` is empty where its name says where it stands."""

    name: str
    says: str
    under: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSection:
    """The hits in one section: the first of them, or all; ``count`` is how many there are."""

    name: str
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the search page prints: ``query`` is empty before anything is asked."""

    query: str
    sections: tuple[FoundSection, ...]
    count: int

    @property
    def cut(self) -> bool:
        """Whether some section has more hits than are shown."""
        return any(len(section.hits) < section.count for section in self.sections)


def search_page(*, query: str, whole: bool, language: str) -> SearchPage:
    """Everything that holds every word of ``query``: the first hits of each section, or its ``whole``."""
    found, asked = find(query), _stems(query)
    names = {
        Section.WORD: _("Ord"),
        Section.LAW: _("Loven da og nå"),
        Section.THEORY: _("Teorier"),
        Section.EVIDENCE: _("Kunnskap"),
        Section.HANDBOOK: _("Håndbok"),
    }
    sections = []
    for section, name in names.items():
        hits = [one for one in found if one.section is section]
        shown = hits if whole else hits[:_FIRST]
        if hits:
            told = tuple(_hit(one, asked, language) for one in shown)
            sections.append(FoundSection(name=name, hits=told, count=len(hits)))
    return SearchPage(query=query, sections=tuple(sections), count=len(found))


def _hit(one: Findable, asked: frozenset[str], language: str) -> Hit:
    """The hit, with the first of its sentences that holds a word asked for; its own first sentence where none does."""
    said = [text.said(language) for text in (one.says, *one.passages)]
    return Hit(
        name=one.name.said(language),
        says=next((sentence for sentence in said if asked & _stems(sentence)), said[0]),
        under=one.under.said(language) if one.under else "",
        url=one.url,
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for word in words_of(text) for stem in stems_of(word))
