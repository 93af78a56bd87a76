"""The chapter of the five objectives with their guard (R-001 (in part))."""

from __future__ import annotations

from laget.content import shelf
from laget.library.handbook.topics import Fact, HandbookChapter, Topic
from laget.theory.parts import Open
from laget.theory.text import Text, in_each

NONE = Open(missing=Text(nb="Ingen modell på hylla.", nn="Ingen modell på hylla.", en="No model on the shelf."))


def objectives() -> HandbookChapter:
    """The five objectives, what guards them, and which theories serve them."""
    return HandbookChapter(
        id="objectives",
        order=90,
        name=Text(nb="De fem målsettingene", nn="Dei fem målsetjingane", en="The five objectives"),
        lead=Text(
            nb="Det alle modellene skal bidra til. Vilkåret skal holdes. Det telles aldri som en gevinst.",
            nn="Det alle modellane skal bidra til. Vilkåret skal haldast. Det tel aldri som ein gevinst.",
            en="What every model is to serve. The guard is a condition that is watched, never a gain that counts.",
        ),
        topics=tuple(
            Topic(
                id=objective.id,
                name=objective.name,
                about=objective.guard,
                source=objective.source,
                facts=(_served_by(objective.id),),
            )
            for objective in shelf.objectives()
        ),
    )


def _served_by(objective: str) -> Fact:
    names = [theory.name for theory in shelf.theories() if objective in theory.objectives]
    return Fact(
        name=Text(nb="Modeller som tar den opp", nn="Modellar som tek opp målsetjinga", en="Models that take it up"),
        says=in_each(lambda language: ", ".join(name.said(language) for name in names)) if names else NONE,
    )
