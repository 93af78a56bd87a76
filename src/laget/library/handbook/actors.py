"""The chapter of those who work with pupils and teachers."""

from __future__ import annotations

from laget.content import shelf
from laget.content.actors import Actor, Side
from laget.library.handbook.topics import Fact, HandbookChapter, Topic, passage
from laget.theory.text import Text

SIDES = {
    Side.SCHOOL: Text(nb="på skolen", nn="på skulen", en="at the school"),
    Side.SERVICE: Text(
        nb="i tjenester utenfor skolen", nn="i tenester utanfor skulen", en="in services outside the school"
    ),
    Side.HOME: Text(nb="hjemme", nn="heime", en="at home"),
    Side.NATION: Text(nb="nasjonalt", nn="nasjonalt", en="nationally"),
}


def actors() -> HandbookChapter:
    """Each profession and other actor: law, employer, presence, place in the team, tasks and problems."""
    return HandbookChapter(
        id="actors",
        order=20,
        name=Text(nb="Yrker og andre i laget", nn="Yrke og andre i laget", en="Professions and others in the team"),
        lead=Text(
            nb="Hvem de er, hvem de arbeider for, hvilken lov de står i, hva de gjør, og hva som er vanskelig.",
            nn="Kven dei er, kven dei arbeider for, kva lov dei står i, kva dei gjer, og kva som er vanskeleg.",
            en="Who they are, who they work for, which law they rest on, what they do and what is difficult.",
        ),
        topics=tuple(_topic(actor) for actor in shelf.actors()),
    )


def _topic(actor: Actor) -> Topic:
    return Topic(
        id=actor.id,
        name=actor.name,
        about=None,
        source=actor.source,
        facts=(
            Fact(name=Text(nb="Hører til", nn="Høyrer til", en="Belongs"), says=SIDES[actor.side]),
            Fact(name=Text(nb="Lov", nn="Lov", en="Law"), says=actor.law),
            Fact(name=Text(nb="Arbeidsgiver", nn="Arbeidsgivar", en="Employer"), says=actor.employer),
            Fact(name=Text(nb="Til stede", nn="Til stades", en="Presence"), says=actor.presence),
            Fact(name=Text(nb="Plass i laget", nn="Plass i laget", en="Place in the team"), says=actor.placement),
        ),
        passages=(
            *passage(actor.tasks, Text(nb="Oppgaver", nn="Oppgåver", en="Tasks")),
            *passage(
                actor.problems, Text(nb="Det som er vanskelig", nn="Det som er vanskeleg", en="What is difficult")
            ),
        ),
    )
