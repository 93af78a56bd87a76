"""The chapter of the requirements on a programme theory, with how far each theory meets them (R-037)."""

from __future__ import annotations

from laget.content import shelf
from laget.library.handbook.answers import answers, named
from laget.library.handbook.topics import HandbookChapter, Line, Topic
from laget.theory.parts import Answer, Fulfilment
from laget.theory.text import Text, in_each

FULFILMENTS = {
    Fulfilment.MET: Text(nb="Ja", nn="Ja", en="Yes"),
    Fulfilment.PARTLY: Text(nb="Delvis", nn="Delvis", en="In part"),
    Fulfilment.OPEN: Text(nb="Åpent", nn="Ope", en="Open"),
}


def requirements() -> HandbookChapter:
    """The report's requirements on a model and its two criteria, and how far each theory meets them."""
    return HandbookChapter(
        id="requirements",
        order=110,
        name=Text(
            nb="Krav til en programteori", nn="Krav til ein programteori", en="Requirements on a programme theory"
        ),
        lead=Text(
            nb="Kravene rapporten stiller til en modell, og to kriterier for en effektstudie. Vurderingen er vår.",
            nn="Krava rapporten stiller til ein modell, og to kriterium for ein effektstudie. Vurderinga er vår.",
            en="The report’s requirements on a model, and the two criteria for an effect study. The judgement is ours.",
        ),
        topics=tuple(
            Topic(
                id=requirement.id,
                name=requirement.name,
                about=requirement.demand,
                source=requirement.source,
                passages=answers(
                    Line(says=named(theory.name, _judged(answer)), source=answer.source)
                    for theory in shelf.theories()
                    for answer in theory.requirements
                    if answer.requirement == requirement.id
                ),
            )
            for requirement in shelf.requirements().values()
        ),
    )


def _judged(answer: Answer) -> Text:
    verdict = FULFILMENTS[answer.meets]
    return in_each(lambda language: f"{verdict.said(language)}. {answer.says.said(language)}")
