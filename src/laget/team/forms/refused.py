"""What a deed refuses, said beside the form it came from, so that what was typed is still there."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.refusal import Refusal

_SENTENCES = {
    "map_changed_meanwhile": gettext_noop(
        "Noen andre har lagret kartet mens du skrev. Ingenting er overskrevet. Se over og lagre på nytt."
    ),
    "year_out_of_reach": gettext_noop("Velg et av skoleårene som står på knappene."),
    "too_many_lines": gettext_noop("Tabellen har for mange linjer. Slå sammen like stillinger til én linje."),
    "line_is_one_post": gettext_noop(
        "Linje %(line)s er én stilling, og kan ikke bli flere mens noen har den eller den ikke er dekket. "
        "Skriv de andre på en ny linje."
    ),
    "position_number_twice": gettext_noop("Linje %(line)s: Stillingsnummeret %(number)s står på to linjer."),
    "national_id_in_line": gettext_noop(
        "Linje %(line)s ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
    "national_id_in_text": gettext_noop(
        "Teksten ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
    "draft_too_large": gettext_noop("Det du skrev, er for langt til å tas vare på. Lagre mindre om gangen."),
    "bad_map_facts": gettext_noop("Se over tallene om skolen. De må være hele tall, og kan stå tomme."),
    "unknown_ring": gettext_noop("Velg en av ringene som står der."),
    "not_discussed": gettext_noop("Kartet må drøftes med både tillitsvalgt og verneombud før det åpnes."),
    "discussion_not_held_yet": gettext_noop("Datoen er ikke kommet ennå. Skriv den dagen dere drøftet kartet."),
    "map_not_opened": gettext_noop("Kartet må åpnes for de ansatte før det kan deles."),
    "map_is_empty": gettext_noop("Kartet har ingen stillinger, så det er ingenting å dele."),
    "too_many_arenas": gettext_noop("Kartet har %(most)s møteplasser alt, og flere er det ikke plass til."),
    "too_many_grade_teams": gettext_noop("Kartet har plass til %(most)s trinnteam. Ta bort noen."),
    "bad_grade_team": gettext_noop("Navnet på et trinnteam kan ha fra ett til %(most)s tegn. Rett det."),
    "grade_team_twice": gettext_noop("%(name)s står to ganger. Gi det ene et annet navn."),
    "no_such_grade_team": gettext_noop("Et av trinnteamene er ikke i kartet lenger. Åpne siden på nytt."),
    "no_such_pair": gettext_noop("En av rollene er ikke i kartet lenger. Velg to som er der."),
    "unknown_collaboration": gettext_noop("Velg flerfaglig, tverrfaglig eller kryssfaglig."),
    "too_many_collaborations": gettext_noop("Kartet har %(most)s samarbeid alt, og flere er det ikke plass til."),
    "bad_arena": gettext_noop("Noe i skjemaet er for langt eller kan ikke leses. Se over det."),
    "role_twice_in_arena": gettext_noop("En rolle står to ganger. Skriv den én gang, med hvor mange."),
    "bad_post_details": gettext_noop("Noe i skjemaet er for langt eller kan ikke leses. Se over det."),
    "hours_not_asked": gettext_noop("Skolen spør ikke etter timer i år. Drøft det først, og slå det på."),
    "hours_not_discussed": gettext_noop(
        "Timer må drøftes med både tillitsvalgt og verneombud før dere spør etter dem."
    ),
    "bad_hours": gettext_noop("Skriv timer i uka fra 0 til 60, i hele eller halve timer, eller la det stå tomt."),
    "list_not_waiting": gettext_noop("Listen er alt tatt inn eller lagt bort, eller den har ventet for lenge."),
    "unknown_strategy": gettext_noop("Velg blant dem som står i listen."),
    "strategy_too_long": gettext_noop("Teksten er lengre enn %(most)s tegn. Kort den ned."),
    "not_a_sibling": gettext_noop("Velg en annen skole hos den samme skoleeieren."),
    "bad_placement": gettext_noop(
        "Prosenten må være mellom 0 og 100, og dagene fra mandag til fredag. Se over feltene."
    ),
    "placed_already": gettext_noop("Stillingen er alt ved den skolen, eller venter på svar derfra. Ta bort det først."),
    "more_than_a_post": gettext_noop("Til sammen blir det mer enn én hel stilling. Gjør en av delene mindre."),
    "line_more_than_a_post": gettext_noop(
        "Linje %(line)s er også ved andre skoler, og blir mer enn én hel stilling til sammen. "
        "Gjør en av delene mindre."
    ),
    "hold_before_opening": gettext_noop("Kartet må drøftes og åpnes før noen knyttes til en stilling."),
    "no_role_at_school": gettext_noop("Velg en av dem som har en rolle ved skolen."),
    "split_first": gettext_noop("Linjen gjelder flere stillinger. Skill ut den ene det gjelder, først."),
    "nothing_to_split": gettext_noop("Linjen er én stilling. Det er ingenting å skille ut."),
    "not_covered_ends_first": gettext_noop("Til-datoen er før fra-datoen. Bytt om, eller rett den ene."),
    "not_covered_overlaps": gettext_noop("Stillingen er alt meldt som ikke dekket noen av disse dagene."),
}


def said_of(refused: Refusal) -> str:
    """The sentence for the reader. A refusal that no form of ours can mend is raised again, and gets its own page."""
    if refused.code not in _SENTENCES:
        raise refused
    return _(_SENTENCES[refused.code]) % refused.values
