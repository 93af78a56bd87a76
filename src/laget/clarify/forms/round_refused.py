"""What a deed of a round refuses, said beside the form it came from, so that what was typed is still there."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from laget.clarify.queries.choices import situation_said
from laget.content import shelf
from laget.refusal import Refusal

_SENTENCES = {
    "round_is_on": gettext_noop("Skolen har alt en runde i gang. Lukk den eller dropp den før dere begynner på en ny."),
    "round_not_draft": gettext_noop("Runden er alt åpnet, så det den spør om, kan ikke endres."),
    "round_not_open": gettext_noop("Runden tar ikke imot svar nå."),
    "no_situations": gettext_noop("Velg minst én situasjon."),
    "nobody_asked": gettext_noop("Velg minst én rolle som svarer."),
    "too_many_situations": gettext_noop("Velg høyst %(most)s situasjoner, så det tar tre minutter å svare."),
    "situation_twice": gettext_noop("Den samme situasjonen står to ganger. Ta bort den ene."),
    "bad_own_situation": gettext_noop("En egen situasjon er én setning på høyst %(most)s tegn. Kort den ned."),
    "unknown_situation": gettext_noop("Vi har ingen situasjon som heter %(situation)s. Velg en av dem i listen."),
    "repeated_too_soon": gettext_noop("«%(situation)s» er spurt om nylig, og kan tas med igjen fra %(day)s."),
    "role_twice": gettext_noop("%(role)s står to ganger. Ta bort den ene."),
    "bad_holders": gettext_noop("%(role)s: Skriv hvor mange det er, med et helt tall fra 1 til %(most)s."),
    "national_id_in_text": gettext_noop(
        "Teksten ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
    "all_have_answered": gettext_noop(
        "Det er alt kommet inn like mange svar som det er personer i gruppen. Har du ikke svart, si fra til den som "
        "leder runden."
    ),
    "nothing_answered": gettext_noop("Du har ikke svart på noe ennå. Svar på minst ett spørsmål."),
    "unknown_choice": gettext_noop("Et av svarene er ikke blant dem du kan velge. Se over og velg på nytt."),
    "words_too_long": gettext_noop("Det du har skrevet, er lengre enn %(most)s tegn. Kort det ned."),
    "already_shown": gettext_noop("Den som har rollen, har alt delt et svar selv, og ingen andre kan endre det."),
}


def said_of(refused: Refusal) -> str:
    """The sentence for the reader. A refusal that no form of ours can mend is raised again, and gets its own page."""
    if refused.code not in _SENTENCES:
        raise refused
    values = dict(refused.values)
    language = get_language() or "nb"
    if "day" in values:
        values["day"] = date_format(values["day"], "DATE_FORMAT")
    if "situation" in values:
        values["situation"] = situation_said(str(values["situation"]), str(values.get("text", "")), language=language)
    if (role := str(values.get("role", ""))) in shelf.roles():
        values["role"] = shelf.roles()[role].name.said(language)
    return _(_SENTENCES[refused.code]) % values
