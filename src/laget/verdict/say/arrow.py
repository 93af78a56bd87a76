"""The reading of an arrow that no lots were drawn about, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from laget.theory.text import Text
from laget.verdict.judge import Outcome
from laget.verdict.observed import Agreement
from laget.verdict.say.claim import OUTCOMES
from laget.verdict.say.words import Words

NOT_RANDOMISED = Text(
    nb="Det er ikke trukket lodd om denne pila, så forsøket alene avgjør den ikke.",
    nn="Det er ikkje trekt lodd om denne pila, så forsøket åleine avgjer ho ikkje.",
    en="No lots were drawn about this arrow, so the trial alone does not settle it.",
)

AGREEMENTS: Mapping[Agreement, Words] = {
    Agreement.AGREES: Words(
        sign="≈",
        label=Text(nb="Stemmer med påstanden", nn="Stemmer med påstanden", en="Agrees with the claim", same=True),
        sentence=Text(
            nb="Det som ble målt, går slik påstanden sier.",
            nn="Det som blei målt, går slik påstanden seier.",
            en="What was measured goes as the claim says.",
        ),
    ),
    Agreement.DISAGREES: Words(
        sign="≠",
        label=Text(nb="Stemmer ikke med påstanden", nn="Stemmer ikkje med påstanden", en="Disagrees with the claim"),
        sentence=Text(
            nb="Det som ble målt, går motsatt vei av påstanden, eller er mindre enn det som er verdt å ha.",
            nn="Det som blei målt, går motsett veg av påstanden, eller er mindre enn det som er verdt å ha.",
            en="What was measured goes the opposite way of the claim, or is smaller than what is worth having.",
        ),
    ),
    Agreement.CANNOT_TELL: Words(
        sign="±",
        label=Text(
            nb="Kan ikke si om det stemmer", nn="Kan ikkje seie om det stemmer", en="Cannot tell whether it agrees"
        ),
        sentence=Text(
            nb="Det som ble målt, er ikke presist nok til å si om det stemmer med påstanden.",
            nn="Det som blei målt, er ikkje presist nok til å seie om det stemmer med påstanden.",
            en="What was measured is not precise enough to say whether it agrees with the claim.",
        ),
    ),
    Agreement.NOT_MEASURED: OUTCOMES[Outcome.NOT_MEASURED],
}


def words_for_agreement(agreement: Agreement) -> Words:
    """The words for an arrow that no lots were drawn about. All but *not measured* say that none were."""
    words = AGREEMENTS[agreement]
    return words if agreement is Agreement.NOT_MEASURED else not_randomised(words)


def not_randomised(words: Words) -> Words:
    """The same words, which then say that no lots were drawn."""
    one, other = words.sentence, NOT_RANDOMISED
    said = Text(nb=f"{one.nb} {other.nb}", nn=f"{one.nn} {other.nn}", en=f"{one.en} {other.en}")
    return replace(words, sentence=said)
