"""The chapter of the demands of the report's chapter 4, with how each theory meets them (R-027 (in part))."""

from __future__ import annotations

from laget.content import shelf
from laget.library.handbook.answers import answers, named
from laget.library.handbook.topics import HandbookChapter, Line, Topic
from laget.theory.text import Text

IN_PART = Text(nb="Svarer på en del av kravet.", nn="Svarer på ein del av kravet.", en="Answers a part of the demand.")


def dilemmas() -> HandbookChapter:
    """The demands of the report's chapter 4, and how each theory meets them."""
    return HandbookChapter(
        id="demands",
        order=100,
        name=Text(
            nb="Det en god modell må håndtere", nn="Det ein god modell må handtere", en="What a good model must handle"
        ),
        lead=Text(
            nb="Utfordringene skolene møter (kapittel 4), og hvilke av dem hver modell tar opp, og hvordan.",
            nn="Utfordringane skulane møter (kapittel 4), og kva for nokre av dei kvar modell tek opp, og korleis.",
            en="The challenges schools meet (chapter 4), and which of them each model takes up, and how.",
        ),
        topics=tuple(
            Topic(
                id=dilemma.id,
                name=dilemma.name,
                about=dilemma.demand,
                source=dilemma.source,
                passages=answers(
                    Line(
                        says=named(theory.name, address.says),
                        source=address.source,
                        note=IN_PART if address.in_part else None,
                    )
                    for theory in shelf.theories()
                    for address in theory.dilemmas
                    if address.dilemma == dilemma.id
                ),
            )
            for dilemma in shelf.dilemmas()
        ),
    )
