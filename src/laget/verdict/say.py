"""The verdict in words: plain, without boasting, and as clear about nothing as about something.

Signs are for print in black and white; how a line is drawn is decided where the picture is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.theory.text import Text
from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.overall import PracticeVerdict, TheoryVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A verdict as a short label, as a sentence, and as a sign."""

    label: Text
    sentence: Text
    sign: str = ""


def words_for(reading: Reading) -> Words:
    """The words for one reading."""
    return TOO_SMALL[reading.too_small] if reading.too_small else OUTCOMES[reading.outcome]


OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.CLEARLY_HELD: Words(
        sign="✓✓",
        label=Text(nb="Holdt klart", nn="Heldt klart", en="Clearly held"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier, og den er større enn den minste som er verdt å ha.",
            nn="Det blei ei endring slik påstanden seier, og ho er større enn den minste som er verd å ha.",
            en="There was a change as the claim says, and it is larger than the smallest worth having.",
        ),
    ),
    Outcome.HELD: Words(
        sign="✓",
        label=Text(nb="Holdt", nn="Heldt", en="Held"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier. Om den er stor nok til å være verdt å ha, er ikke sikkert.",
            nn="Det blei ei endring slik påstanden seier. Om ho er stor nok til å vere verd å ha, er ikkje sikkert.",
            en="There was a change as the claim says. Whether it is large enough to be worth having is not certain.",
        ),
    ),
    Outcome.NOTHING_WORTH_HAVING: Words(
        sign="0",
        label=Text(nb="Ingenting verdt å ha", nn="Ingenting verdt å ha", en="Nothing worth having", same=True),
        sentence=Text(
            nb="Forsøket viser at endringen, om det er noen, er mindre enn den minste som er verdt å ha.",
            nn="Forsøket viser at endringa, om det er noka, er mindre enn den minste som er verd å ha.",
            en="The trial shows that the change, if any, is smaller than the smallest worth having.",
        ),
    ),
    Outcome.HARM: Words(
        sign="×",
        label=Text(nb="Til skade", nn="Til skade", en="Harm", same=True),
        sentence=Text(
            nb="Det gikk motsatt vei av påstanden, og endringen kan være så stor at den betyr noe.",
            nn="Det gjekk motsett veg av påstanden, og endringa kan vere så stor at ho betyr noko.",
            en="It went the opposite way of the claim, and the change may be large enough to matter.",
        ),
    ),
    Outcome.CANNOT_TELL: Words(
        sign="±",
        label=Text(nb="Kan ikke si", nn="Kan ikkje seie", en="Cannot tell"),
        sentence=Text(
            nb="Forsøket er ikke presist nok til å si om det ble en endring som er verdt å ha.",
            nn="Forsøket er ikkje presist nok til å seie om det blei ei endring som er verd å ha.",
            en="The trial is not precise enough to say whether there was a change worth having.",
        ),
    ),
    Outcome.NOT_TRIED: Words(
        sign="/",
        label=Text(nb="Ikke prøvd", nn="Ikkje prøvd", en="Not tried"),
        sentence=Text(
            nb="Aktiviteten ble ikke satt i verk, så forsøket sier ikke om påstanden holder.",
            nn="Aktiviteten blei ikkje sett i verk, så forsøket seier ikkje om påstanden held.",
            en="The activity was not put into practice, so the trial does not say whether the claim holds.",
        ),
    ),
    Outcome.NOT_MEASURED: Words(
        sign="–",
        label=Text(nb="Ikke målt", nn="Ikkje målt", en="Not measured"),
        sentence=Text(
            nb="Forsøket målte ikke dette.",
            nn="Forsøket målte ikkje dette.",
            en="The trial did not measure this.",
        ),
    ),
}

TOO_SMALL: Mapping[Way, Words] = {
    Way.RIGHT: Words(
        sign="0",
        label=Text(nb="Virkelig, men for liten", nn="Verkeleg, men for lita", en="Real, but too small"),
        sentence=Text(
            nb="Det ble en endring slik påstanden sier, men den er mindre enn den minste som er verdt å ha.",
            nn="Det blei ei endring slik påstanden seier, men ho er mindre enn den minste som er verd å ha.",
            en="There was a change as the claim says, but it is smaller than the smallest worth having.",
        ),
    ),
    Way.WRONG: Words(
        sign="0",
        label=Text(
            nb="En liten endring feil vei", nn="Ei lita endring feil veg", en="A small change the wrong way"
        ),
        sentence=Text(
            nb="Det gikk motsatt vei av påstanden, men endringen er mindre enn det som betyr noe.",
            nn="Det gjekk motsett veg av påstanden, men endringa er mindre enn det som betyr noko.",
            en="It went the opposite way of the claim, but the change is smaller than what matters.",
        ),
    ),
}

THEORY: Mapping[TheoryVerdict, Words] = {
    TheoryVerdict.NOT_TESTED: Words(
        label=Text(
            nb="Teorien er ikke prøvd",
            nn="Teorien er ikkje prøvd",
            en="The theory has not been tested",
        ),
        sentence=Text(
            nb="Ingen av pilene i teorien er målt i dette forsøket. Det verken styrker eller svekker teorien.",
            nn="Ingen av pilene i teorien er målte i dette forsøket. Det korkje styrkjer eller svekkjer teorien.",
            en="None of the theory’s arrows was measured in this trial. It neither strengthens nor weakens the theory.",
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
            nb="Alle pilene som ble målt, holdt.",
            nn="Alle pilene som blei målte, heldt.",
            en="All the arrows that were measured held.",
        ),
    ),
    TheoryVerdict.DID_NOT_HOLD: Words(
        label=Text(nb="Teorien holdt ikke", nn="Teorien heldt ikkje", en="The theory did not hold"),
        sentence=Text(
            nb="Alle pilene som ble målt, ga ingenting verdt å ha.",
            nn="Alle pilene som blei målte, gav ingenting verdt å ha.",
            en="All the arrows that were measured gave nothing worth having.",
        ),
    ),
    TheoryVerdict.HELD_IN_PART: Words(
        label=Text(nb="Teorien holdt delvis", nn="Teorien heldt delvis", en="The theory held in part"),
        sentence=Text(
            nb="Noen av pilene som ble målt, holdt. Andre holdt ikke, eller forsøket kan ikke si det.",
            nn="Nokre av pilene som blei målte, heldt. Andre heldt ikkje, eller forsøket kan ikkje seie det.",
            en="Some of the arrows that were measured held. Others did not, or the trial cannot tell.",
        ),
    ),
    TheoryVerdict.CANNOT_TELL: Words(
        label=Text(
            nb="Kan ikke si om teorien holder",
            nn="Kan ikkje seie om teorien held",
            en="Cannot tell whether the theory holds",
        ),
        sentence=Text(
            nb="Ingen pil holdt, og forsøket er ikke presist nok til å si at de ikke gjør det.",
            nn="Inga pil heldt, og forsøket er ikkje presist nok til å seie at dei ikkje gjer det.",
            en="No arrow held, and the trial is not precise enough to say that they do not.",
        ),
    ),
}

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
