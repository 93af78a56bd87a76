"""The chapters that are written as chapters: one file each."""

from __future__ import annotations

from laget.content import shelf
from laget.content.handbook import Entry
from laget.library.handbook.topics import HandbookChapter, Topic, passage


def written() -> tuple[HandbookChapter, ...]:
    """Every file of the handbook as a chapter."""
    return tuple(
        HandbookChapter(
            id=chapter.id,
            order=chapter.order,
            name=chapter.name,
            lead=chapter.lead,
            topics=tuple(topic(entry) for entry in chapter.entries),
        )
        for chapter in shelf.chapters()
    )


def topic(entry: Entry) -> Topic:
    """An entry as a topic."""
    return Topic(
        id=entry.id, name=entry.name, about=entry.about, source=entry.source, passages=passage(entry.statements)
    )
