"""Everything in the content that can be found by its words, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.urls import reverse

from laget.content import shelf
from laget.library.handbook import chapters
from laget.library.handbook.topics import HandbookChapter, Topic
from laget.library.search import Index
from laget.theory.parts import Claim, Open, Theory
from laget.theory.text import LANGUAGES, Text

_ABBREVIATION = 3
SIDE_BY_SIDE = Text(nb="Modellene side om side", nn="Modellane side om side", en="The models side by side")


class Section(StrEnum):
    """Which part of the library something is found in, in the order it is shown."""

    WORD = "word"
    LAW = "law"
    THEORY = "theory"
    EVIDENCE = "evidence"
    HANDBOOK = "handbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """Something that can be found.

    ``id`` is its own within its section; ``under`` says where it stands, where the name alone would not. ``also`` are
    its other and older names, ``passages`` what else it says, ``more`` further words it is found by.
    """

    section: Section
    id: str
    name: Text
    says: Text
    url: str
    under: Text | None = None
    also: tuple[str, ...] = ()
    passages: tuple[Text, ...] = ()
    more: tuple[str, ...] = ()


def find(query: str) -> tuple[Findable, ...]:
    """What holds every word of ``query``, in whichever language it is asked, by old names as well as today's
    (R-193)."""
    everything = findables()
    return tuple(everything[place] for place in _index().find(query))


@cache
def findables() -> tuple[Findable, ...]:
    """All of it, section by section."""
    return (*_words(), *_law(), *_theories(), *_comparison(), *_evidence(), *_handbook())


@cache
def _index() -> Index:
    return Index(list(_documents()))


def _documents() -> Iterator[tuple[str, str, str]]:
    """Heading, body and margin of each findable. What speaks of something that had another name is found by that name
    too: the old words are written into the margin of the index, not of the page."""
    renamed = [(_beginning_with(word.nb, word.nn, word.en), word.formerly) for word in shelf.words().values()]
    for one in findables():
        heading = " ".join((_every(one.name), *one.also))
        body = " ".join((_every(one.says), *map(_every, one.passages), *one.more))
        text = f"{heading} {body}".casefold()
        old = [name for spoken_of, names in renamed if names and spoken_of.search(text) for name in names]
        yield heading, body, " ".join(old)


def _beginning_with(*names: str) -> re.Pattern[str]:
    """Where a text speaks of one of ``names``: at the beginning of a word, and for abbreviations of the whole word."""
    ways = (re.escape(name.casefold()) + (r"(?!\w)" if len(name) <= _ABBREVIATION else "") for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})")


def _words() -> Iterator[Findable]:
    page = reverse("library:words")
    for word in shelf.words().values():
        yield Findable(
            section=Section.WORD, id=word.code, name=word.name, says=word.definition, url=f"{page}#{word.code}",
            also=word.formerly,
        )  # fmt: skip


def _law() -> Iterator[Findable]:
    page = reverse("library:words")
    for one in shelf.law():
        then = (_words_of(one.then), _every(one.then_says) if one.then_says else "")
        cited = one.then if isinstance(one.now, Open) else one.now
        yield Findable(
            section=Section.LAW,
            id=one.id,
            name=Text(nb=cited, nn=cited, en=cited) if isinstance(cited, str) else cited or one.now_says,
            says=one.now_says,
            url=f"{page}#law-{one.id}",
            also=(then[0], *one.finds),
            more=then,
        )


def _words_of(reference: str | Text | None) -> str:
    return _every(reference) if isinstance(reference, Text) else reference or ""


def _theories() -> Iterator[Findable]:
    for theory in shelf.theories():
        page = reverse("library:theory", args=[theory.id, theory.version])
        yield Findable(section=Section.THEORY, id=theory.id, name=theory.name, says=theory.summary, url=page)
        for part in theory.parts:
            yield Findable(
                section=Section.THEORY, id=f"{theory.id}-{part.id}", name=part.name, says=part.about,
                url=f"{page}#part-{part.id}", under=theory.name,
            )  # fmt: skip
        yield from _claims(theory, page)


def _claims(theory: Theory, page: str) -> Iterator[Findable]:
    for arrow in theory.arrows:
        if isinstance(arrow.claim, Claim):
            start, end = theory.part(arrow.start).name, theory.part(arrow.end).name
            name = Text(nb=f"{start.nb} → {end.nb}", nn=f"{start.nn} → {end.nn}", en=f"{start.en} → {end.en}")
            yield Findable(
                section=Section.THEORY, id=f"{theory.id}-{arrow.id}", name=name, says=arrow.claim.says,
                url=f"{page}#arrow-{arrow.id}", under=theory.name,
            )  # fmt: skip


def _comparison() -> Iterator[Findable]:
    """What the theories are compared on: each dimension, with what they say of it."""
    page = reverse("library:compare")
    for dimension in shelf.dimensions().values():
        places = [place for theory in shelf.theories() for place in theory.settings if place.dimension == dimension.id]
        said = tuple(place.says for place in places if isinstance(place.says, Text))
        if dimension.compared and said:
            yield Findable(
                section=Section.THEORY, id=f"dimension-{dimension.id}", name=dimension.name, says=said[0],
                url=f"{page}#dimension-{dimension.id}", under=SIDE_BY_SIDE, passages=said[1:],
            )  # fmt: skip


def _evidence() -> Iterator[Findable]:
    page = reverse("library:evidence")
    for one in shelf.evidence().values():
        more = [one.study if isinstance(one.study, str) else _every(one.study)]
        more += [_every(text) for text in (one.direction, one.strength, one.limits) if isinstance(text, Text)]
        more += map(_every, one.gathers)
        yield Findable(
            section=Section.EVIDENCE, id=one.id, name=Text(nb=one.id, nn=one.id, en=one.id), says=one.says,
            url=f"{page}#{one.id}", more=tuple(more),
        )  # fmt: skip


def _handbook() -> Iterator[Findable]:
    for chapter in chapters():
        page = reverse("library:chapter", args=[chapter.id])
        for topic in chapter.topics:
            yield _topic(chapter, topic, page)


def _topic(chapter: HandbookChapter, topic: Topic, page: str) -> Findable:
    inside = [one for one in (topic.about, *(fact.says for fact in topic.facts)) if isinstance(one, Text)]
    inside += [line.says for passage in topic.passages for line in passage.lines if isinstance(line.says, Text)]
    return Findable(
        section=Section.HANDBOOK,
        id=f"{chapter.id}-{topic.id}",
        name=topic.name,
        says=inside[0] if inside else chapter.lead,
        url=f"{page}#{topic.id}",
        under=chapter.name,
        passages=tuple(inside[1:]),
    )


def _every(text: Text) -> str:
    return " ".join(text.said(language) for language in LANGUAGES)


def ids(found: Iterable[Findable], section: Section) -> frozenset[str]:
    """The ids of those of one section."""
    return frozenset(one.id for one in found if one.section is section)
