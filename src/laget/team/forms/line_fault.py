"""What is wrong with a cell of a staff list, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.mapping.staff_list import Wrong

_SENTENCES = {
    Wrong.NO_ROLE: gettext_noop("Skriv hvilken rolle det er, eller tøm hele linjen."),
    Wrong.TOO_LONG: gettext_noop("Teksten er for lang. Kort den ned."),
    Wrong.COUNT: gettext_noop("«%(text)s» er ikke et antall. Skriv et helt tall, eller ? hvis du ikke vet."),
    Wrong.FRACTION: gettext_noop("«%(text)s» er ikke en stillingsprosent. Skriv for eksempel 80."),
    Wrong.FRACTION_RANGE: gettext_noop(
        "«%(text)s» kan ikke være en stillingsprosent. Skriv prosent for hver stilling, fra 5 til 100."
    ),
    Wrong.FULL_TIME_IS_PERCENT: gettext_noop(
        "«%(text)s» årsverk er mer enn stillingene har rom for. Skriv prosent for hver stilling, for eksempel 80."
    ),
    Wrong.FULL_TIME_UNCLEAR: gettext_noop(
        "«%(text)s» årsverk kan gjelde én eller alle. Skriv prosent for hver stilling, for eksempel 80."
    ),
    Wrong.FRACTION_TWICE: gettext_noop("Linjen har både årsverk og stillingsprosent. Skriv bare prosent."),
    Wrong.BOUND: gettext_noop("«%(text)s» er ikke en andel. Skriv prosent fra 0 til 100, eller la det stå tomt."),
    Wrong.DAYS: gettext_noop("«%(text)s» er ikke dager vi kjenner. Skriv for eksempel ma ti on, ma-fr eller alle."),
    Wrong.WHICH_DAYS: gettext_noop("Hvilke dager? «%(text)s» sier bare hvor mange. Skriv for eksempel ti to."),
    Wrong.PLACE: gettext_noop("«%(text)s» er ikke et sted vi kjenner. Velg fra listen."),
    Wrong.REPEATED_REFERENCE: gettext_noop("Stillingsnummeret «%(text)s» står på flere linjer."),
    Wrong.REFERENCE_OF_SEVERAL: gettext_noop("En linje med stillingsnummer er én stilling. Antallet må være 1."),
    Wrong.FORMULA: gettext_noop("Cellen har en formel. Lim inn verdien i stedet, så vi leser det du ser."),
    Wrong.REPEATED_COLUMN: gettext_noop("To kolonner heter «%(text)s». Ta bort den ene, og lim inn på nytt."),
    Wrong.NO_ROLE_COLUMN: gettext_noop(
        "Listen har overskrifter, men ingen av dem er rolle eller stilling. Rett overskriften, og lim inn på nytt."
    ),
}


def says(wrong: Wrong, text: str) -> str:
    """What is wrong with a cell of the list, and what to do."""
    return _(_SENTENCES[wrong]) % {"text": text}
