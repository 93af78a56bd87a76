"""What has to be said of a study as a whole before anything else is."""

from __future__ import annotations

from laget.theory.text import Text

INVENTED = Text(
    nb="Denne studien er oppdiktet. Ingen har gjort forsøket, og tallene er laget for å vise hvordan en dom blir lest.",
    nn="Denne studien er oppdikta. Ingen har gjort forsøket, og tala er laga for å vise korleis ein dom blir lesen.",
    en="This study is invented. Nobody carried out the trial, and the figures were made to show how a verdict is read.",
)
