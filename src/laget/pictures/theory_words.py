"""The words of a theory diagram that are not the theory's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.theory.adapt import Mark
from laget.theory.parts import Kind
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagramWords:
    """What the diagram says around a theory.

    ``columns`` heads each column and ``questions`` says what it answers. ``title`` is filled with the theory's
    ``name``, ``describes`` with the number of ``parts``, ``arrows`` and ``open`` arrows.
    """

    columns: Mapping[Kind, Text]
    questions: Mapping[Kind, Text]
    title: Text
    describes: Text
    claimed: Text
    open: Text
    changes: Mapping[Mark, Text]


WORDS = DiagramWords(
    columns={
        Kind.TARGET_GROUP: Text(nb="Målgrupper", nn="Målgrupper", en="Target groups"),
        Kind.ACTIVITY: Text(nb="Aktiviteter", nn="Aktivitetar", en="Activities"),
        Kind.MECHANISM: Text(nb="Virksomme mekanismer", nn="Verksame mekanismar", en="Mechanisms"),
        Kind.SUB_GOAL: Text(nb="Delmål", nn="Delmål", en="Sub-goals"),
        Kind.FINAL_GOAL: Text(nb="Sluttmål", nn="Sluttmål", en="Final goals"),
    },
    questions={
        Kind.TARGET_GROUP: Text(nb="Hvem gjelder det?", nn="Kven gjeld det?", en="Who is it about?"),
        Kind.ACTIVITY: Text(nb="Hva blir gjort?", nn="Kva blir gjort?", en="What is done?"),
        Kind.MECHANISM: Text(nb="Hvorfor hjelper det?", nn="Kvifor hjelper det?", en="Why does it help?"),
        Kind.SUB_GOAL: Text(nb="Hva viser seg først?", nn="Kva viser seg først?", en="What shows first?"),
        Kind.FINAL_GOAL: Text(nb="Hva er det for?", nn="Kva er det godt for?", en="What is it for?"),
    },
    title=Text(
        nb="Fra tiltak til mål: {name}", nn="Frå tiltak til mål: {name}", en="From activity to goal: {name}"
    ),
    describes=Text(
        nb=(
            "Fem kolonner, fra målgrupper til sluttmål, med {parts} deler og {arrows} piler. {open} av pilene er "
            "åpne. Hver pil er en lenke til påstanden sin i tabellen."
        ),
        nn=(
            "Fem kolonnar, frå målgrupper til sluttmål, med {parts} delar og {arrows} piler. {open} av pilene er "
            "opne. Kvar pil er ei lenkje til påstanden sin i tabellen."
        ),
        en=(
            "Five columns, from target groups to final goals, with {parts} parts and {arrows} arrows. {open} of "
            "the arrows are open. Each arrow is a link to its claim in the table."
        ),
    ),
    claimed=Text(nb="Påstand som kan prøves", nn="Påstand som kan prøvast", en="Claim that can be tested"),
    open=Text(
        nb="Åpent: rapporten sier ikke hva som skal vise seg",
        nn="Ope: rapporten seier ikkje kva som skal vise seg",
        en="Open: the report does not say what should show",
    ),
    changes={
        Mark.STRUCK: Text(nb="Strøket", nn="Stroke", en="Struck"),
        Mark.ALTERED: Text(nb="Endret", nn="Endra", en="Altered"),
        Mark.ADDED: Text(nb="Lagt til", nn="Lagt til", en="Added"),
    },
)
