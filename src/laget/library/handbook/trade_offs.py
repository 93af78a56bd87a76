"""The chapter of the three trade-offs, with the report's arguments on both sides (R-008)."""

from __future__ import annotations

from laget.content import shelf
from laget.content.trade_offs import Choice, TradeOff
from laget.library.handbook.topics import HandbookChapter, Passage, Topic, passage
from laget.theory.text import Language, Text, in_each

FOR = Text(nb="For", nn="For", en="For")
AGAINST = Text(nb="Mot", nn="Mot", en="Against")


def trade_offs() -> HandbookChapter:
    """Each trade-off: what speaks for and against each side, and the theories the report ties to it."""
    return HandbookChapter(
        id="trade-offs",
        order=120,
        name=Text(nb="Tre avveininger", nn="Tre avvegingar", en="Three trade-offs"),
        lead=Text(
            nb="Valg som må tas før en modell velges. Rapporten gir argumenter på begge sider og avgjør ingen.",
            nn="Val som må takast før ein modell blir vald. Rapporten gir argument på begge sider og avgjer ingen.",
            en="Choices to make before a model is chosen. The report gives arguments on both sides and decides none.",
        ),
        topics=tuple(
            Topic(
                id=trade_off.id,
                name=trade_off.name,
                about=trade_off.about,
                source=trade_off.source,
                passages=tuple(_sides(trade_off)),
            )
            for trade_off in shelf.trade_offs()
        ),
    )


def _sides(trade_off: TradeOff) -> list[Passage]:
    found: list[Passage] = []
    for choice in trade_off.choices:
        found += passage(choice.speaks_for, _headed(FOR, choice))
        found += passage(choice.speaks_against, _headed(AGAINST, choice))
    return found


def _headed(way: Text, choice: Choice) -> Text:
    """ "For tradisjon (PPT, Lærerassistenter)": the theories are those the report ties to the side."""
    tied = [theory.name for theory in shelf.theories() if theory.id in choice.theories]

    def heading(language: Language) -> str:
        names = ", ".join(name.said(language) for name in tied)
        return f"{way.said(language)} {_low(choice.name.said(language))}" + (f" ({names})" if names else "")

    return in_each(heading)


def _low(name: str) -> str:
    """A name in the middle of a sentence; an abbreviation stays as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
