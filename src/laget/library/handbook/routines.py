"""The chapter of how schools go from a worry to help."""

from __future__ import annotations

from laget.content import shelf
from laget.content.routines import Routine
from laget.library.handbook.topics import Fact, HandbookChapter, Line, Passage, Topic
from laget.theory.text import Text, in_each


def routines() -> HandbookChapter:
    """The action wheel, the action cards and their likes, step by step."""
    return HandbookChapter(
        id="routines",
        order=70,
        name=Text(nb="Fra bekymring til hjelp", nn="Frå uro til hjelp", en="From worry to help"),
        lead=Text(
            nb="Handlingshjulet, handlingskortene og andre faste framgangsmåter ved skolene i rapporten.",
            nn="Handlingshjulet, handlingskorta og andre faste framgangsmåtar ved skulane i rapporten.",
            en="The action wheel, the action cards and other set procedures at the report’s schools.",
        ),
        topics=tuple(_topic(routine) for routine in shelf.routines()),
    )


def _topic(routine: Routine) -> Topic:
    steps = Passage(
        name=Text(nb="Stegene", nn="Stega", en="The steps"),
        lines=tuple(Line(says=step.says, source=step.source, note=step.who) for step in routine.steps),
        steps=True,
    )
    unanswered = Passage(
        name=Text(nb="Ikke avklart", nn="Ikkje avklart", en="Not settled"),
        lines=tuple(Line(says=one) for one in routine.open),
    )
    return Topic(
        id=routine.id,
        name=routine.name,
        about=routine.about,
        source=routine.source,
        facts=_schools(routine),
        passages=tuple(one for one in (steps, unanswered) if one.lines),
    )


def _schools(routine: Routine) -> tuple[Fact, ...]:
    names = [shelf.portrait(id).name for id in routine.schools]
    if not names:
        return ()
    said = in_each(lambda language: ", ".join(name.said(language) for name in names))
    return (Fact(name=Text(nb="Brukt ved", nn="Brukt ved", en="Used at"), says=said),)
