"""The chapter of where the team meets, gathered from the report's schools."""

from __future__ import annotations

from laget.content import shelf
from laget.content.portraits import Arena, Portrait
from laget.library.handbook.topics import Fact, HandbookChapter, Topic
from laget.theory.text import Text, in_each


def arenas() -> HandbookChapter:
    """Every meeting place of the report's schools, school by school."""
    return HandbookChapter(
        id="arenas",
        order=60,
        name=Text(nb="Møteplasser", nn="Møteplassar", en="Meeting places"),
        lead=Text(
            nb="Hvor laget møtes ved de fem skolene i rapporten: hvem som er med, hvor ofte, og hva møtet er til.",
            nn="Kvar laget møtest ved dei fem skulane i rapporten: kven som er med, kor ofte, og kva møtet er til.",
            en="Where the team meets at the report’s five schools: who takes part, how often, and what for.",
        ),
        topics=tuple(_topic(portrait, arena) for portrait in shelf.portraits() for arena in portrait.arenas),
    )


def _topic(portrait: Portrait, arena: Arena) -> Topic:
    return Topic(
        id=f"{portrait.id}-{arena.id}",
        name=in_each(lambda language: f"{portrait.name.said(language)}: {arena.name.said(language)}"),
        about=None,
        source=arena.source,
        facts=(
            Fact(name=Text(nb="Hvem", nn="Kven", en="Who"), says=arena.members),
            Fact(name=Text(nb="Når", nn="Når", en="When"), says=arena.rhythm),
            Fact(name=Text(nb="Til hva", nn="Til kva", en="What for"), says=arena.purpose),
        ),
    )
