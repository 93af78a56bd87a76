"""The chapters of what is asked of a model: the objectives with their guard, the demands of chapter 4, and the
requirements on a theory, each with how the theories on the shelf answer (R-001 (in part),
R-027, R-037)."""

from __future__ import annotations

from laget.content import shelf
from laget.library.handbook.topics import Fact, Group, HandbookChapter, Line, Topic
from laget.theory.parts import Fulfilment, Open
from laget.theory.text import Text

FULFILMENTS = {
    Fulfilment.MET: Text(nb="Ja", nn="Ja", en="Yes"),
    Fulfilment.PARTLY: Text(nb="Delvis", nn="Delvis", en="In part"),
    Fulfilment.OPEN: Text(nb="Åpent", nn="Ope", en="Open"),
}
THE_MODELS = Text(nb="Hva modellene svarer", nn="Kva modellane svarer", en="What the models answer")


def objectives() -> HandbookChapter:
    """The five objectives, what guards them, and which theories serve them."""
    return HandbookChapter(
        id="objectives",
        order=90,
        name=Text(nb="De fem målsettingene", nn="Dei fem målsetjingane", en="The five objectives"),
        lead=Text(
            nb="Det alle modellene skal bidra til. Vakten er et vilkår som følges, aldri en gevinst som telles.",
            nn="Det alle modellane skal bidra til. Vakta er eit vilkår som blir følgt, aldri ein gevinst som tel.",
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
                groups=(
                    Group(
                        name=THE_MODELS,
                        lines=tuple(
                            Line(says=_of(theory.name, address.says), source=address.source)
                            for theory in shelf.theories()
                            for address in theory.dilemmas
                            if address.dilemma == dilemma.id
                        ),
                    ),
                ),
            )
            for dilemma in shelf.dilemmas()
        ),
    )


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
                groups=(
                    Group(
                        name=THE_MODELS,
                        lines=tuple(
                            Line(says=_judged(theory.name, answer.meets, answer.says), source=answer.source)
                            for theory in shelf.theories()
                            for answer in theory.requirements
                            if answer.requirement == requirement.id
                        ),
                    ),
                ),
            )
            for requirement in shelf.requirements().values()
        ),
    )


def _served_by(objective: str) -> Fact:
    theories = [theory.name for theory in shelf.theories() if objective in theory.objectives]
    none = Open(missing=Text(nb="Ingen modell på hylla.", nn="Ingen modell på hylla.", en="No model on the shelf."))
    return Fact(
        name=Text(nb="Modeller som tar den opp", nn="Modellar som tek ho opp", en="Models that take it up"),
        says=Text(
            nb=", ".join(name.nb for name in theories),
            nn=", ".join(name.nn for name in theories),
            en=", ".join(name.en for name in theories),
        )
        if theories
        else none,
    )


def _of(theory: Text, says: Text | Open) -> Text | Open:
    """What a theory says, with its name in front."""
    if isinstance(says, Open):
        return Open(missing=_named(theory, says.missing))
    return _named(theory, says)


def _judged(theory: Text, meets: Fulfilment, says: Text) -> Text:
    verdict = FULFILMENTS[meets]
    return Text(
        nb=f"{theory.nb}: {verdict.nb}. {says.nb}",
        nn=f"{theory.nn}: {verdict.nn}. {says.nn}",
        en=f"{theory.en}: {verdict.en}. {says.en}",
    )


def _named(theory: Text, says: Text) -> Text:
    return Text(nb=f"{theory.nb}: {says.nb}", nn=f"{theory.nn}: {says.nn}", en=f"{theory.en}: {says.en}")
