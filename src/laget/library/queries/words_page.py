"""The page of words: what Laget and the report call things, what they were called, and the law then and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from laget.content import shelf
from laget.content.law import LegalReference
from laget.content.words import Word
from laget.library.queries.findables import Section, find, findables, ids
from laget.library.queries.said import Said, cite, tell
from laget.theory.parts import Open
from laget.theory.text import LANGUAGES, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """A noun and what it means; ``others`` are its names in the other two languages, ``formerly`` its old ones."""

    code: str
    name: str
    definition: str
    others: tuple[tuple[str, str], ...]
    formerly: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLine:
    """A rule: how it was cited in the report's year and what it said, how and what today, and when that was checked.

    ``then`` is empty where there was no such rule, ``checked_on`` where nobody has looked it up.
    """

    id: str
    then: str
    then_says: str
    now: Said
    now_says: str
    checked_on: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """What the page prints."""

    query: str
    words: tuple[WordLine, ...]
    law: tuple[LawLine, ...]
    total: int


def words_page(*, query: str, language: str) -> WordsPage:
    """The words and legal references that hold every word of ``query``; all of them where nothing is asked. Words come
    by the alphabet of ``language``."""
    found = find(query) if query else findables()
    named, ruled = ids(found, Section.WORD), ids(found, Section.LAW)
    words = [one for one in shelf.words().values() if one.code in named]
    law = [one for one in shelf.law() if one.id in ruled]
    lines = (_word(word, language) for word in words)
    return WordsPage(
        query=query,
        words=tuple(sorted(lines, key=lambda line: _alphabet(line.name))),
        law=tuple(_law(one, language) for one in law),
        total=len(shelf.words()) + len(shelf.law()),
    )


def _word(word: Word, language: str) -> WordLine:
    name = word.name.said(language)
    return WordLine(
        code=word.code,
        name=name,
        definition=word.definition.said(language),
        others=tuple((code, other) for code in LANGUAGES if (other := word.name.said(code)) != name),
        formerly=word.formerly,
        source=cite(word.source, language=language),
    )


def _law(one: LegalReference, language: str) -> LawLine:
    return LawLine(
        id=one.id,
        then=_cited(one.then, language),
        then_says=one.then_says.said(language) if one.then_says else "",
        now=tell(one.now, language=language)
        if isinstance(one.now, Open)
        else Said(says=_cited(one.now, language)),
        now_says=one.now_says.said(language),
        checked_on=None if isinstance(one.checked_on, Open) else date.fromisoformat(one.checked_on),
        source=cite(one.source, language=language),
    )


def _cited(reference: str | Text | None, language: str) -> str:
    """A paragraph is the same in every language; words are not."""
    return reference.said(language) if isinstance(reference, Text) else reference or ""


def _alphabet(name: str) -> list[int]:
    """Norwegian order: æ, ø and å come last, in that order."""
    return ["abcdefghijklmnopqrstuvwxyzæøå".find(letter) for letter in name.casefold()]
