"""The reading of a claim in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.say.words import Words

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


def words_for(reading: Reading) -> Words:
    """The words for one reading."""
    return TOO_SMALL[reading.too_small] if reading.too_small else OUTCOMES[reading.outcome]
