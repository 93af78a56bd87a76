"""The verdict on the theory in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.overall import TheoryVerdict
from laget.verdict.say.words import Words

THEORY: Mapping[TheoryVerdict, Words] = {
    TheoryVerdict.NOT_TESTED: Words(
        label=Text(
            nb="Teorien er ikke prøvd",
            nn="Teorien er ikkje prøvd",
            en="The theory has not been tested",
        ),
        sentence=Text(
            nb="Ingen av pilene i teorien er målt med loddtrekning i dette forsøket. "
            "Det verken styrker eller svekker teorien.",
            nn="Ingen av pilene i teorien er målte med loddtrekking i dette forsøket. "
            "Det korkje styrkjer eller svekkjer teorien.",
            en="None of the theory’s arrows was measured by lot in this trial. "
            "It neither strengthens nor weakens the theory.",
        ),
    ),
    TheoryVerdict.HARMFUL: Words(
        label=Text(nb="Teorien kan gjøre skade", nn="Teorien kan gjere skade", en="The theory may do harm"),
        sentence=Text(
            nb="Minst én pil gikk motsatt vei av det teorien sier.",
            nn="Minst éi pil gjekk motsett veg av det teorien seier.",
            en="At least one arrow went the opposite way of what the theory says.",
        ),
    ),
    TheoryVerdict.HELD: Words(
        label=Text(
            nb="Teorien holdt der den ble målt",
            nn="Teorien heldt der han blei målt",
            en="The theory held where it was measured",
        ),
        sentence=Text(
            nb="Alle pilene som ble målt med loddtrekning, holdt.",
            nn="Alle pilene som blei målte med loddtrekking, heldt.",
            en="All the arrows that were measured by lot held.",
        ),
    ),
    TheoryVerdict.DID_NOT_HOLD: Words(
        label=Text(nb="Teorien holdt ikke", nn="Teorien heldt ikkje", en="The theory did not hold"),
        sentence=Text(
            nb="Alle pilene som ble målt med loddtrekning, ga ingenting verdt å ha.",
            nn="Alle pilene som blei målte med loddtrekking, gav ingenting verdt å ha.",
            en="All the arrows that were measured by lot gave nothing worth having.",
        ),
    ),
    TheoryVerdict.HELD_IN_PART: Words(
        label=Text(nb="Teorien holdt delvis", nn="Teorien heldt delvis", en="The theory held in part"),
        sentence=Text(
            nb="Noen av pilene som ble målt, holdt. Andre holdt ikke, er i tvil, eller forsøket kan ikke si det.",
            nn="Nokre av pilene som blei målte, heldt. Andre heldt ikkje, er i tvil, "
            "eller forsøket kan ikkje seie det.",
            en="Some of the arrows that were measured held. Others did not, are in doubt, or the trial cannot tell.",
        ),
    ),
    TheoryVerdict.CANNOT_TELL: Words(
        label=Text(
            nb="Kan ikke si om teorien holder",
            nn="Kan ikkje seie om teorien held",
            en="Cannot tell whether the theory holds",
        ),
        sentence=Text(
            nb="Forsøket viser ikke at noen pil holder, og heller ikke at ingen gjør det.",
            nn="Forsøket viser ikkje at noka pil held, og heller ikkje at inga gjer det.",
            en="The trial does not show that any arrow holds, nor that none does.",
        ),
    ),
}
