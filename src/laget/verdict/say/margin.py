"""Who set a margin, and when, in words."""

from __future__ import annotations

from collections.abc import Mapping

from laget.theory.text import Text
from laget.verdict.protocol import MarginSet
from laget.verdict.say.words import Words

MARGINS: Mapping[MarginSet, Words] = {
    MarginSet.BEFORE_DATA: Words(
        label=Text(
            nb="Grensen ble satt før dataene",
            nn="Grensa blei sett før dataa",
            en="The margin was set before the data",
        ),
        sentence=Text(
            nb="Hva som er verdt å ha, ble bestemt før det fantes data.",
            nn="Kva som er verdt å ha, blei bestemt før det fanst data.",
            en="What is worth having was decided before there were data.",
        ),
    ),
    MarginSet.AFTER_RESULTS: Words(
        label=Text(
            nb="Grensen ble satt etter at resultatene var kjent",
            nn="Grensa blei sett etter at resultata var kjende",
            en="The margin was set after the results were known",
        ),
        sentence=Text(
            nb="Hva som er verdt å ha, ble bestemt av noen som kunne kjenne resultatene. "
            "Derfor vises det hvor svaret ville snu.",
            nn="Kva som er verdt å ha, blei bestemt av nokon som kunne kjenne resultata. "
            "Difor blir det vist kvar svaret ville snu.",
            en="What is worth having was decided by somebody who could know the results. "
            "So it is shown where the answer would turn.",
        ),
    ),
}
