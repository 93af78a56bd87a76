"""The handbook in one language: the list of its chapters, and one chapter whole."""

from __future__ import annotations

from dataclasses import dataclass

from laget.library.handbook import chapters
from laget.library.handbook.topics import Line, Passage, Topic
from laget.library.queries.said import Named, Said, cite, tell
from laget.theory.parts import Open
from laget.theory.text import Text

_LONGEST_OPEN_LIST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterCard:
    """A chapter in the list."""

    id: str
    name: str
    lead: str
    topics: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSaid:
    """A statement, and a quieter sentence under it where there is one."""

    said: Said
    note: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSaid:
    """Statements under a name; ``name`` may be empty. ``steps`` follow each other."""

    name: str
    steps: bool
    lines: tuple[LineSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSaid:
    """One topic. ``about`` is ``None`` where its facts and statements say it all."""

    id: str
    name: str
    about: Said | None
    source: str
    facts: tuple[Named, ...]
    passages: tuple[PassageSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPage:
    """All that the page of a chapter prints, with the chapters before and after it."""

    id: str
    name: str
    lead: str
    topics: tuple[TopicSaid, ...]
    before: ChapterCard | None
    after: ChapterCard | None

    @property
    def short(self) -> bool:
        """Whether the list of topics is short enough to stand open above them."""
        return len(self.topics) <= _LONGEST_OPEN_LIST


def chapter_cards(*, language: str) -> tuple[ChapterCard, ...]:
    """Every chapter, in order."""
    return tuple(
        ChapterCard(id=one.id, name=one.name.said(language), lead=one.lead.said(language), topics=len(one.topics))
        for one in chapters()
    )


def chapter_page(*, id: str, language: str) -> ChapterPage | None:
    """One chapter, or ``None`` where there is none of that name."""
    everything, cards = chapters(), chapter_cards(language=language)
    for place, chapter in enumerate(everything):
        if chapter.id == id:
            return ChapterPage(
                id=id,
                name=chapter.name.said(language),
                lead=chapter.lead.said(language),
                topics=tuple(_topic(topic, language) for topic in chapter.topics),
                before=cards[place - 1] if place else None,
                after=cards[place + 1] if place + 1 < len(cards) else None,
            )
    return None


def _topic(topic: Topic, language: str) -> TopicSaid:
    return TopicSaid(
        id=topic.id,
        name=topic.name.said(language),
        about=_maybe(topic.about, language),
        source=cite(topic.source, language=language),
        facts=tuple(
            Named(name=fact.name.said(language), said=tell(fact.says, language=language)) for fact in topic.facts
        ),
        passages=tuple(_passage(passage, language) for passage in topic.passages),
    )


def _passage(passage: Passage, language: str) -> PassageSaid:
    return PassageSaid(
        name=passage.name.said(language) if passage.name else "",
        steps=passage.steps,
        lines=tuple(_line(line, language) for line in passage.lines),
    )


def _line(line: Line, language: str) -> LineSaid:
    return LineSaid(said=tell(line.says, language=language, source=line.source), note=_maybe(line.note, language))


def _maybe(words: Text | Open | None, language: str) -> Said | None:
    return None if words is None else tell(words, language=language)
