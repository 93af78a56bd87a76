"""The reading of a guard in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.guard import GuardOutcome, GuardReading
from laget.verdict.say.words import Words

GUARDS: Mapping[GuardOutcome, Words] = {
    GuardOutcome.KEPT: Words(
        sign="=",
        label=Text(nb="Vakta er holdt", nn="Vakta er halden", en="The guard is kept"),
        sentence=Text(
            nb="Forsøket viser at det ikke ble verre enn protokollen godtar. Det er et vilkår og ikke en gevinst.",
            nn="Forsøket viser at det ikkje blei verre enn protokollen godtek. Det er eit vilkår og ikkje ein gevinst.",
            en="The trial shows that it got no worse than the protocol puts up with. "
            "That is a condition and not a gain.",
        ),
    ),
    GuardOutcome.BROKEN: Words(
        sign="▲",
        label=Text(nb="Vakta er brutt", nn="Vakta er broten", en="The guard is broken"),
        sentence=Text(
            nb="Det ble verre enn protokollen godtar. Det må noen se på, uansett hva forsøket ellers viser.",
            nn="Det blei verre enn protokollen godtek. Det må nokon sjå på, same kva forsøket elles viser.",
            en="It got worse than the protocol puts up with. "
            "Somebody has to look into it, whatever else the trial shows.",
        ),
    ),
    GuardOutcome.NOT_SHOWN: Words(
        sign="△",
        label=Text(
            nb="Ikke vist at vakta er holdt",
            nn="Ikkje vist at vakta er halden",
            en="Not shown that the guard is kept",
        ),
        sentence=Text(
            nb="Forsøket viser ikke at det ble så mye verre, men kan heller ikke utelukke det. "
            "Det må noen følge med på.",
            nn="Forsøket viser ikkje at det blei så mykje verre, men kan heller ikkje utelukke det. "
            "Det må nokon følgje med på.",
            en="The trial does not show that it got so much worse, nor can it rule it out. "
            "Somebody has to keep watching it.",
        ),
    ),
}

GUARD_NOT_MEASURED = Words(
    sign="△",
    label=Text(nb="Vakta er ikke målt", nn="Vakta er ikkje målt", en="The guard was not measured"),
    sentence=Text(
        nb="Ingen målte om det ble verre, så det er ikke vist at vakta er holdt. Det må noen måle.",
        nn="Ingen målte om det blei verre, så det er ikkje vist at vakta er halden. Det må nokon måle.",
        en="Nobody measured whether it got worse, so it is not shown that the guard is kept. "
        "Somebody has to measure it.",
    ),
)

# Beside the two verdicts on the whole, which it changes neither of.
ALARM = Words(
    sign="▲",
    label=Text(nb="Vakta slår alarm", nn="Vakta slår alarm", en="The guard raises an alarm", same=True),
    sentence=Text(
        nb="Noe som ikke skulle bli verre, ble det, eller det er ikke vist at det ikke ble det. "
        "Alarmen gjelder uansett hva forsøket ellers viser.",
        nn="Noko som ikkje skulle bli verre, blei det, eller det er ikkje vist at det ikkje blei det. "
        "Alarmen gjeld same kva forsøket elles viser.",
        en="Something that was not to get worse did, or is not shown not to have. "
        "The alarm stands whatever else the trial shows.",
    ),
)


def words_for_guard(reading: GuardReading) -> Words:
    """The words for a guard."""
    return GUARDS[reading.outcome] if reading.measured else GUARD_NOT_MEASURED
