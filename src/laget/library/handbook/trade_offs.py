"""The chapter of the three trade-offs, with the report's arguments on both sides (R-008)."""

from __future__ import annotations

from laget.content import shelf
from laget.content.trade_offs import TradeOff
from laget.library.handbook.topics import Group, HandbookChapter, Topic, group
from laget.theory.text import Text


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
                groups=tuple(_sides(trade_off)),
            )
            for trade_off in shelf.trade_offs()
        ),
    )


def _sides(trade_off: TradeOff) -> list[Group]:
    found: list[Group] = []
    for choice in trade_off.choices:
        name = choice.name
        tied = [theory.name for theory in shelf.theories() if theory.id in choice.theories]
        ending = Text(
            nb=f" ({', '.join(one.nb for one in tied)})" if tied else "",
            nn=f" ({', '.join(one.nn for one in tied)})" if tied else "",
            en=f" ({', '.join(one.en for one in tied)})" if tied else "",
        )
        found += group(
            choice.speaks_for,
            Text(
                nb=f"For {_low(name.nb)}{ending.nb}",
                nn=f"For {_low(name.nn)}{ending.nn}",
                en=f"For {_low(name.en)}{ending.en}",
            ),
        )
        found += group(
            choice.speaks_against,
            Text(
                nb=f"Mot {_low(name.nb)}{ending.nb}",
                nn=f"Mot {_low(name.nn)}{ending.nn}",
                en=f"Against {_low(name.en)}{ending.en}",
            ),
        )
    return found


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]
