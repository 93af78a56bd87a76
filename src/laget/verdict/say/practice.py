"""The verdict on how the theory was carried out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.overall import PracticeVerdict
from laget.verdict.say.words import Words

PRACTICE: Mapping[PracticeVerdict, Words] = {
    PracticeVerdict.NOT_RECORDED: Words(
        label=Text(
            nb="Ikke kjent om det ble gjort",
            nn="Ikkje kjent om det blei gjort",
            en="Not known whether it was done",
        ),
        sentence=Text(
            nb="Det er ikke kjent om noen av aktivitetene i teorien ble gjennomført.",
            nn="Det er ikkje kjent om nokon av aktivitetane i teorien blei gjennomførte.",
            en="It is not known whether any of the theory’s activities was carried out.",
        ),
    ),
    PracticeVerdict.NOT_CARRIED_OUT: Words(
        label=Text(
            nb="Ingen aktivitet er kjent gjennomført",
            nn="Ingen aktivitet er kjend som gjennomført",
            en="No activity is known to have been carried out",
        ),
        sentence=Text(
            nb="Minst én av aktivitetene i teorien ble ikke gjennomført. Resten ble det heller ikke, "
            "eller er ikke kjent.",
            nn="Minst éin av aktivitetane i teorien blei ikkje gjennomført. Resten blei det heller ikkje, "
            "eller er ikkje kjend.",
            en="At least one of the theory’s activities was not carried out. The rest were not either, "
            "or are not known.",
        ),
    ),
    PracticeVerdict.IN_PART: Words(
        label=Text(
            nb="Teorien ble delvis gjennomført",
            nn="Teorien blei delvis gjennomført",
            en="The theory was carried out in part",
        ),
        sentence=Text(
            nb="Noen av aktivitetene i teorien ble gjennomført. Resten ble det ikke, eller er ikke kjent.",
            nn="Nokre av aktivitetane i teorien blei gjennomførte. Resten blei det ikkje, eller er ikkje kjend.",
            en="Some of the theory’s activities were carried out. The rest were not, or are not known.",
        ),
    ),
    PracticeVerdict.CARRIED_OUT: Words(
        label=Text(
            nb="Teorien ble gjennomført",
            nn="Teorien blei gjennomført",
            en="The theory was carried out",
        ),
        sentence=Text(
            nb="Alle aktivitetene i teorien ble gjennomført.",
            nn="Alle aktivitetane i teorien blei gjennomførte.",
            en="All the theory’s activities were carried out.",
        ),
    ),
}
