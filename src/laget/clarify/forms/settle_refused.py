"""What a deed of settling refuses, said beside the form it came from, so that what was typed is still there."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.refusal import Refusal

_SENTENCES = {
    "settled_meanwhile": gettext_noop(
        "Noen andre har lagret noe om denne situasjonen mens du skrev. Ingenting er overskrevet. Se over og lagre på "
        "nytt."
    ),
    "unknown_situation": gettext_noop("Velg situasjoner fra listen, eller skriv en egen."),
    "situation_list_full": gettext_noop("Listen har %(most)s situasjoner alt. Ta bort en før dere legger til flere."),
    "bad_own_situation": gettext_noop("En egen situasjon er én setning på høyst %(most)s tegn. Kort den ned."),
    "bad_settlement": gettext_noop("Det er for mye i feltet «%(field)s». Kort det ned."),
    "unknown_role": gettext_noop("Velg en rolle fra listen."),
    "card_changed_meanwhile": gettext_noop(
        "Noen andre har skrevet på kortet mens du skrev. Ingenting er overskrevet. Se over og lagre på nytt."
    ),
    "bad_card": gettext_noop("Det er for mye i feltet «%(field)s». Kort det ned, eller del det på flere linjer."),
    "card_is_empty": gettext_noop(
        "Kortet sier ikke noe om hva rollen gjør ennå. Bestem en situasjon som rollen har, eller skriv på kortet."
    ),
    "agreed_not_yet": gettext_noop("Datoen er ikke kommet ennå. Skriv den dagen dere ble enige."),
    "newer_version": gettext_noop("Det er lagt fram en nyere versjon av kortet. Bli enige om den."),
    "unknown_party": gettext_noop("Velg hvem kortet er avtalt med, fra listen."),
    "matter_is_open": gettext_noop("Dere har alt en sak om denne situasjonen. Svar på den, eller løft den, først."),
    "bad_matter": gettext_noop("Skriv hva dere er uenige om, med høyst %(most)s tegn."),
    "matter_date": gettext_noop("Datoen må være i dag eller senere, og innen et år."),
    "matter_is_answered": gettext_noop("Saken er alt besvart."),
    "matter_is_higher": gettext_noop("Saken er alt løftet, og venter på svar der."),
    "bad_answer": gettext_noop("Skriv et svar på høyst %(most)s tegn."),
    "bad_feedback": gettext_noop("Velg to ulike roller, og skriv hvordan med høyst %(most)s tegn."),
    "bad_description": gettext_noop(
        "Det er for mye i feltet «%(field)s». Kort det ned, eller del det på flere linjer."
    ),
    "description_without_partners": gettext_noop("Skriv hvem som har godkjent beskrivelsen, og når."),
    "step_not_done_yet": gettext_noop("Datoen er ikke kommet ennå. Skriv den som planlagt."),
    "bad_introduction": gettext_noop("Noe i skjemaet er for langt. Kort det ned."),
    "bad_review": gettext_noop("Velg hvordan det har gått, og skriv høyst %(most)s tegn."),
    "nothing_to_review": gettext_noop("Situasjonen er ikke bestemt ennå, så det er ingenting å se tilbake på."),
    "national_id_in_text": gettext_noop(
        "Teksten ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
}


_FIELDS = {
    "support": gettext_noop("Hvem hjelper?"),
    "how_far": gettext_noop("Hvor langt inn går den som hjelper?"),
    "place": gettext_noop("I klassen eller ute?"),
    "purpose": gettext_noop("For alle eller etter vedtak?"),
    "when": gettext_noop("Når gjelder det?"),
    "hand_back": gettext_noop("Når tar læreren over igjen?"),
    "decided_by": gettext_noop("Bestemt av"),
    "about": gettext_noop("Om rollen, i en setning eller to"),
    "does": gettext_noop("Gjør"),
    "does_not": gettext_noop("Gjør ikke"),
    "confidentiality": gettext_noop("Taushetsplikt, med vanlige ord"),
    "partners": gettext_noop("Godkjent av"),
}


def field_of(refused: Refusal, otherwise: str) -> str:
    """The id of the field that is at fault, or of the one that ``otherwise`` stands for the whole form."""
    return str(refused.values.get("field", otherwise))


def said_of(refused: Refusal) -> str:
    """The sentence for the reader. A refusal that no form of ours can mend is raised again, and gets its own page."""
    if refused.code not in _SENTENCES:
        raise refused
    values = dict(refused.values)
    if "field" in values:
        values["field"] = _(_FIELDS[str(values["field"])])
    return _(_SENTENCES[refused.code]) % values
