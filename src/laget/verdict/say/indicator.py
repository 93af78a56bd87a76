"""The place of an indicator in words."""

from __future__ import annotations

from laget.theory.text import Text
from laget.verdict.say.words import Words

PRIMARY_INDICATOR = Words(
    label=Text(nb="Hovedindikator", nn="Hovudindikator", en="Primary indicator"),
    sentence=Text(
        nb="Denne indikatoren avgjør hvordan påstanden blir lest.",
        nn="Denne indikatoren avgjer korleis påstanden blir lesen.",
        en="This indicator decides how the claim is read.",
    ),
)

FURTHER_INDICATOR = Words(
    label=Text(nb="Annen indikator", nn="Annan indikator", en="Further indicator"),
    sentence=Text(
        nb="Det protokollen nevner ved siden av hovedindikatorene, blir lest sammen. "
        "Intervallene er gjort bredere (Bonferroni), så mange indikatorer ikke gir flere tilfeldige funn.",
        nn="Det protokollen nemner ved sida av hovudindikatorane, blir lese saman. "
        "Intervalla er gjorde breiare (Bonferroni), så mange indikatorar ikkje gir fleire tilfeldige funn.",
        en="What the protocol names beside the primary indicators is read together. "
        "The intervals are made wider (Bonferroni), so that many indicators do not give more findings by chance.",
    ),
)


def words_for_place(family: int) -> Words:
    """The words for the place of an indicator: one of a ``family`` of so many further ones, or the primary one (0)."""
    return FURTHER_INDICATOR if family else PRIMARY_INDICATOR
