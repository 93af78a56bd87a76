"""A small theory that holds: a homework club in which older pupils help younger ones."""

from laget.theory.parts import (
    Address,
    Answer,
    Arrow,
    Claim,
    Direction,
    Fulfilment,
    Horizon,
    Indicator,
    Kind,
    Open,
    Part,
    Setting,
    Source,
    Statement,
    Theory,
)
from laget.theory.text import Text

BOOK = Source(work="The homework book", section="ch. 2")


def said(nb: str, nn: str = "", en: str = "") -> Text:
    return Text(nb=nb, nn=nn or nb, en=en or nb)


SILENT = Open(missing=said("Boka sier ikke noe.", "Boka seier ikkje noko.", "The book is silent."))


def part(id: str, *kinds: Kind) -> Part:
    return Part(id=id, kinds=kinds, name=said(id), about=said(id), source=BOOK)


def claim(*indicators: str, due: Horizon | Open = Horizon.SHORT) -> Claim:
    says = said("Det blir mer av det.", "Det blir meir av det.", "There is more of it.")
    return Claim(says=says, indicators=indicators, smallest_change=SILENT, due=due, source=BOOK)


def arrow(start: str, end: str, claim: Claim | Open = SILENT) -> Arrow:
    return Arrow(id=f"{start}-{end}", start=start, end=end, claim=claim)


def indicator(id: str) -> Indicator:
    return Indicator(id=id, name=said(id), direction=Direction.UP, named_by_report=True, source=BOOK)


def statement(id: str) -> Statement:
    return Statement(id=id, says=said(id), source=BOOK)


HOMEWORK = Theory(
    id="homework",
    version=1,
    name=said("Leksehjelp", "Leksehjelp", "Homework club"),
    summary=said("Eldre hjelper yngre.", "Eldre hjelper yngre.", "The older help the younger."),
    problem=(statement("alone"),),
    purpose=said("Ingen sitter alene.", "Ingen sit åleine.", "Nobody sits alone."),
    source=BOOK,
    parts=(
        part("pupils", Kind.TARGET_GROUP),
        part("club", Kind.ACTIVITY),
        part("asking", Kind.MECHANISM),
        part("homework-done", Kind.SUB_GOAL),
        part("free-evenings", Kind.SUB_GOAL, Kind.FINAL_GOAL),
        part("learning", Kind.FINAL_GOAL),
    ),
    arrows=(
        arrow("pupils", "club"),
        arrow("club", "asking", claim("questions")),
        arrow("asking", "homework-done", claim("handed-in", "questions")),
        arrow("homework-done", "free-evenings", claim("evenings")),
        arrow("free-evenings", "learning"),
        arrow("homework-done", "learning", claim("marks", due=SILENT)),
    ),
    indicators=(indicator("questions"), indicator("handed-in"), indicator("evenings"), indicator("marks")),
    promotes=(statement("near"),),
    hinders=(statement("bus"),),
    barriers=(),
    assumptions=(),
    prerequisites=(),
    national_contribution=(),
    settings=(Setting(dimension="duration", says=SILENT, source=BOOK),),
    assessments=(),
    dilemmas=(Address(dilemma="who", says=said("Alle.", "Alle.", "All."), source=BOOK),),
    requirements=(
        Answer(
            requirement="aim",
            meets=Fulfilment.MET,
            says=said("Målet er sagt.", "Målet er sagt.", "The aim is said."),
            source=BOOK,
        ),
    ),
    presupposes=(),
    objectives=("G5",),
    evidence=("H-001",),
)
