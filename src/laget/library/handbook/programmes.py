"""The chapter of the programmes that already ask for time."""

from __future__ import annotations

from collections.abc import Iterator

from laget.content import shelf
from laget.content.portraits import Programme
from laget.content.programmes import NamedProgramme, Origin
from laget.library.handbook.topics import Fact, HandbookChapter, Line, Passage, Topic
from laget.theory.parts import Open
from laget.theory.text import Text, in_each

ORIGINS = {
    Origin.EVIDENCE_BASED: Text(nb="Forskningsbasert", nn="Forskingsbasert", en="Evidence-based"),
    Origin.NATIONAL: Text(
        nb="Utviklet nasjonalt, tilpasset lokalt", nn="Utvikla nasjonalt, tilpassa lokalt",
        en="Developed nationally, adapted locally",
    ),
    Origin.LOCAL: Text(nb="Lokalt", nn="Lokalt", en="Local"),
}  # fmt: skip


def programmes() -> HandbookChapter:
    """Every programme the report names, and what its schools say of it."""
    return HandbookChapter(
        id="programmes",
        order=80,
        name=Text(nb="Programmer", nn="Program", en="Programmes"),
        lead=Text(
            nb="Programmer, metoder og opplegg som rapporten nevner ved navn. Om de fleste sier den ikke mer.",
            nn="Program, metodar og opplegg som rapporten nemner ved namn. Om dei fleste seier han ikkje meir.",
            en="Programmes, methods and schemes that the report names. Of most of them it says no more.",
        ),
        topics=tuple(_topic(programme) for programme in shelf.programmes().values()),
    )


def _topic(programme: NamedProgramme) -> Topic:
    lines = tuple(_at_schools(programme.id))
    origin = programme.origin
    return Topic(
        id=programme.id,
        name=programme.name,
        about=programme.about,
        source=programme.source,
        facts=(
            Fact(
                name=Text(nb="Slag", nn="Slag", en="Kind"),
                says=origin if isinstance(origin, Open) else ORIGINS[origin],
            ),
            Fact(
                name=Text(nb="Roller det legger fast", nn="Roller det legg fast", en="Roles it lays down"),
                says=programme.role_rules,
            ),
        ),
        passages=(Passage(name=Text(nb="Ved skolene", nn="Ved skulane", en="At the schools"), lines=lines),)
        if lines
        else (),
    )


def _at_schools(id: str) -> Iterator[Line]:
    for portrait in shelf.portraits():
        for programme in (*portrait.programmes, *portrait.municipality.programmes):
            if programme.id == id:
                yield Line(says=_at(portrait.name, programme), source=programme.source)


def _at(school: Text, programme: Programme) -> Text:
    return in_each(lambda language: f"{school.said(language)}: {programme.says.said(language)}")
