"""What the rooms below refuse, said in the user's language.

A room raises ``Refusal`` with a code and values; ``SENTENCES`` holds one bokmål sentence per code, and the
checks fail on a code without one. A thing that is not there is 404; anything else that cannot be used is 400.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.content.shelf import NotOnShelf
from laget.front import faults
from laget.refusal import Refusal

SENTENCES = {
    "chapter_twice": gettext_noop("To kapitler i håndboka heter %(chapter)s. Gi filen til det ene et annet navn."),
    "empty_file": gettext_noop("Filen %(name)s er tom. Den trenger en linje med kolonnenavn og minst én rad."),
    "no_rows": gettext_noop("Filen %(name)s har kolonnenavn, men ingen rader."),
    "not_utf8": gettext_noop("%(name)s, linje %(row)s: Teksten er ikke UTF-8. Lagre filen som CSV UTF-8."),
    "malformed": gettext_noop(
        "%(name)s, linje %(row)s: Linjen kan ikke leses som CSV. Se etter anførselstegn som mangler."
    ),
    "duplicate_column": gettext_noop("%(name)s: To kolonner heter %(column)s. Gi den ene et annet navn."),
    "ragged_row": gettext_noop(
        "%(name)s, linje %(row)s: Det er %(found)s verdier til %(expected)s kolonner. Se etter komma."
    ),
    "other_separator": gettext_noop(
        "%(name)s har semikolon eller tabulator mellom kolonnene. Lagre filen med komma mellom kolonnene og punktum i "
        "tallene."
    ),
    "missing_column": gettext_noop("Kolonnen %(column)s mangler. Legg den til, eller rett navnet."),
    "empty_cell": gettext_noop(
        "%(name)s, linje %(row)s: %(column)s er tom. Fyll inn en verdi, eller ta ut raden."
    ),
    "not_text": gettext_noop(
        "%(name)s er ikke en tekstfil. Lagre den som CSV, eller send selve regnearket."
    ),
    "national_id": gettext_noop(
        "%(name)s, rad %(row)s, kolonne %(column)s: Her kan det stå et fødselsnummer. Derfor er hele listen avvist, og "
        "ingenting av den er tatt vare på. Ta ut nummeret og prøv igjen."
    ),
    "national_id_in_name": gettext_noop(
        "Filnavnet kan inneholde et fødselsnummer. Derfor er filen avvist. Gi den et annet navn."
    ),
    "national_id_in_workbook": gettext_noop(
        "%(name)s kan inneholde et fødselsnummer: på et annet ark eller et skjult ark, i en kommentar eller i et navn. "
        "Derfor er hele filen avvist, og ingenting av den er tatt vare på."
    ),
    "not_workbook": gettext_noop(
        "%(name)s kan ikke leses som et regneark. Lagre filen som .xlsx, uten passord, og prøv igjen."
    ),
    "macros_or_links": gettext_noop(
        "%(name)s har makroer eller lenker til andre filer. Lagre listen alene som .xlsx og prøv igjen."
    ),
    "too_large_file": gettext_noop(
        "%(name)s er større enn %(megabytes)s MB. Ta bare med radene og kolonnene i listen."
    ),
    "too_large_table": gettext_noop(
        "%(name)s har mer enn %(rows)s rader eller %(columns)s kolonner. Ta bare med dem som hører til listen."
    ),
    "unknown_theory": gettext_noop("Vi har ingen teori som heter %(theory)s. Se hvilke teorier vi har under Teorier."),
    "unknown_theory_version": gettext_noop(
        "Vi har ikke versjon %(version)s av teorien %(theory)s. Se hvilke versjoner vi har under Teorier."
    ),
    "unknown_school": gettext_noop("Vi har ikke noe portrett av skolen %(school)s."),
    "unknown_study": gettext_noop("Vi har ingen studie som heter %(study)s. Se hvilke studier vi har under Studier."),
    "no_protocol": gettext_noop("Mappen %(folder)s har ingen study.yaml og er derfor ikke en studie."),
    "no_study_data": gettext_noop("Protokollen nevner datafilen %(data)s, men den ligger ikke ved siden av."),
    "faulty_protocol": gettext_noop("Protokollen i %(folder)s har feil som må rettes først: %(faults)s"),
    "no_why": gettext_noop(
        "Endringen av «%(target)s» mangler en begrunnelse. Skriv hvorfor: Et avvik ingen forklarer, lærer ingen av."
    ),
    "already_there": gettext_noop(
        "«%(target)s» finnes i teorien fra før. Endre den som er der, eller velg et annet navn."
    ),
    "no_such_target": gettext_noop("Teorien har ingen del eller pil som heter «%(target)s»."),
    "wrong_what": gettext_noop("Det som er oppgitt, passer ikke til endringen av «%(target)s»."),
    "no_such_end": gettext_noop(
        "Pila «%(target)s» går til eller fra «%(end)s», som ikke er en del av teorien. Legg til delen først."
    ),
    "negative_margin": gettext_noop("Den minste endringen som er verdt å ha, kan ikke være %(margin)s."),
    "bad_share": gettext_noop("Protokollen har %(value)s som andel, og det kan ingen andel være. Skriv 0.8 for 80 %%."),
    "bad_margin": gettext_noop(
        "Grensen %(value)s kan ikke brukes med området %(low)s til %(high)s. Den må være over null og ligge i området."
    ),
    "nothing_to_analyse": gettext_noop("Protokollen har ingenting under «%(what)s» å analysere. Legg til minst én."),
    "id_twice": gettext_noop("Protokollen har «%(id)s» to ganger under «%(what)s». Gi den ene et annet navn."),
    "no_such_arm": gettext_noop("Sammenligningen «%(contrast)s» gjelder gruppen %(level)s, som ikke er i dataene."),
    "no_headline": gettext_noop(
        "Den første indikatoren svarer på spørsmålet i studien, men «%(indicator)s» er ikke hovedindikator eller ble "
        "ikke målt. Sett en hovedindikator først."
    ),
    "two_primaries": gettext_noop(
        "«%(indicator)s» er hovedindikator ved siden av «%(other)s», og én må avgjøre. Skriv further: true ved den "
        "andre."
    ),
    "not_in_theory": gettext_noop(
        "Protokollen nevner «%(id)s», som ikke er det det skulle være i %(theory)s: en aktivitet, en mekanisme, et mål "
        "eller en pil."
    ),
    "arrow_not_randomised": gettext_noop(
        "Pila «%(arrow)s» begynner ved «%(start)s», som ikke er blant aktivitetene i den første sammenligningen. "
        "Forsøket sier derfor ikke noe om den."
    ),
    "arrow_without_indicator": gettext_noop(
        "Pila «%(arrow)s» står som målt, men «%(part)s» har ingen hovedindikator i protokollen. Legg til en, eller ta "
        "ut pila."
    ),
    "association_unknown": gettext_noop(
        "Hvordan «%(end)s» følger «%(start)s», kan ikke bedømmes. Gruppene viser ikke hvor usikkert det er. "
        "Ta pila mellom dem ut av measured_arrows, eller ta med flere grupper."
    ),
    "bad_theory_address": gettext_noop(
        "Teorien heter «%(theory)s» i protokollen. Skriv navn og versjon, for eksempel assistants@1."
    ),
    "unknown_outcome": gettext_noop("Lesningen %(outcome)s av pila %(arrow)s er ikke en av dem en dom kan ha."),
    "owner_exists": gettext_noop("Det finnes allerede en skoleeier med koden %(code)s. Velg en annen kode."),
    "school_exists": gettext_noop("Det finnes allerede en skole med koden %(code)s. Velg en annen kode."),
    "not_a_code": gettext_noop(
        "%(code)s kan ikke brukes som kode. Bruk små bokstaver a–z, tall og enkle bindestreker, for eksempel skole-a."
    ),
    "no_name": gettext_noop("Skriv et navn som personen kan vises med."),
    "grant_ends_first": gettext_noop("Rollen slutter før den begynner. Velg en senere dag."),
    "person_exists": gettext_noop("Noen logger allerede inn med %(email)s. Bruk en annen adresse."),
    "no_such_kind": gettext_noop("%(kind)s er ikke en rolle i Laget."),
    "grant_misplaced": gettext_noop("Rollen %(kind)s kan ikke gis på dette stedet."),
    "not_an_email": gettext_noop("%(email)s er ikke en e-postadresse. Skriv en som likner navn@kommune.no."),
    "map_exists": gettext_noop("Kartet for %(year)s er begynt allerede. Fortsett med det."),
    "year_out_of_reach": gettext_noop(
        "Et kart kan begynnes for skoleårene %(first)s til %(last)s, og %(year)s er ikke blant dem. Velg et av dem."
    ),
    "map_changed_meanwhile": gettext_noop(
        "Noen andre har lagret kartet mens du skrev. Ingenting er overskrevet. Se over og lagre på nytt."
    ),
    "bad_map_facts": gettext_noop("Se over tallene om skolen. De må være hele tall, og kan stå tomme."),
    "too_many_lines": gettext_noop("Tabellen har for mange linjer. Slå sammen like stillinger til én linje."),
    "no_such_line": gettext_noop(
        "Linje %(line)s hører til en stilling som ikke er i dette kartet, eller som en annen linje har. "
        "Hent siden på nytt."
    ),
    "unknown_role": gettext_noop("Vi har ingen rolle som heter %(role)s. Velg en av dem som står i listen."),
    "bad_post_line": gettext_noop("Linje %(line)s kan ikke brukes slik den er. Rett den, eller la feltet stå tomt."),
    "position_number_twice": gettext_noop("Linje %(line)s: Stillingsnummeret %(number)s står på to linjer."),
    "line_is_one_post": gettext_noop(
        "Linje %(line)s er én stilling, og kan ikke bli flere mens noen har den eller den ikke er dekket. "
        "Skriv de andre på en ny linje."
    ),
    "national_id_in_line": gettext_noop(
        "Linje %(line)s ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
    "national_id_in_text": gettext_noop(
        "Teksten ser ut til å ha et fødselsnummer i seg. Ta det bort. Det er ikke lagret noe sted."
    ),
    "draft_too_large": gettext_noop("Det du skrev, er for langt til å tas vare på. Lagre mindre om gangen."),
    "unknown_ring": gettext_noop("Velg en av ringene som står der."),
    "nothing_to_split": gettext_noop("Linjen er én stilling. Det er ingenting å skille ut."),
    "not_a_sibling": gettext_noop("Velg en annen skole hos den samme skoleeieren."),
    "bad_placement": gettext_noop(
        "Prosenten må være mellom 0 og 100, og dagene fra mandag til fredag. Se over feltene."
    ),
    "placed_already": gettext_noop("Stillingen er alt ved den skolen, eller venter på svar derfra. Ta bort det først."),
    "more_than_a_post": gettext_noop("Til sammen blir det mer enn én hel stilling. Gjør en av delene mindre."),
    "placement_gone": gettext_noop("Stillingen er ikke lenger foreslått for skolen. Hent siden på nytt."),
    "line_more_than_a_post": gettext_noop(
        "Linje %(line)s er også ved andre skoler, og blir mer enn én hel stilling til sammen. "
        "Gjør en av delene mindre."
    ),
    "hold_before_opening": gettext_noop("Kartet må drøftes og åpnes før noen knyttes til en stilling."),
    "no_role_at_school": gettext_noop("Velg en av dem som har en rolle ved skolen."),
    "split_first": gettext_noop("Linjen gjelder flere stillinger. Skill ut den ene det gjelder, først."),
    "not_covered_ends_first": gettext_noop("Til-datoen er før fra-datoen. Bytt om, eller rett den ene."),
    "not_covered_overlaps": gettext_noop("Stillingen er alt meldt som ikke dekket noen av disse dagene."),
    "unknown_representative": gettext_noop("Kartet drøftes med tillitsvalgt og verneombud. Velg en av dem."),
    "discussion_not_held_yet": gettext_noop("Datoen er ikke kommet ennå. Skriv den dagen dere drøftet kartet."),
    "not_discussed": gettext_noop("Kartet må drøftes med både tillitsvalgt og verneombud før det åpnes."),
    "map_not_opened": gettext_noop("Kartet må åpnes for de ansatte før det kan deles."),
    "too_many_grade_teams": gettext_noop("Kartet har plass til %(most)s trinnteam. Ta bort noen."),
    "bad_grade_team": gettext_noop("Navnet på et trinnteam kan ha fra ett til %(most)s tegn. Rett det."),
    "grade_team_twice": gettext_noop("%(name)s står to ganger. Gi det ene et annet navn."),
    "no_such_grade_team": gettext_noop("Et av trinnteamene er ikke i kartet lenger. Åpne siden på nytt."),
    "too_many_arenas": gettext_noop("Kartet har %(most)s møteplasser alt, og flere er det ikke plass til."),
    "bad_arena": gettext_noop("Noe i skjemaet er for langt eller kan ikke leses. Se over det."),
    "role_twice_in_arena": gettext_noop("En rolle står to ganger. Skriv den én gang, med hvor mange."),
    "bad_post_details": gettext_noop("Noe i skjemaet er for langt eller kan ikke leses. Se over det."),
    "hours_not_asked": gettext_noop("Skolen spør ikke etter timer i år. Drøft det først, og slå det på."),
    "hours_not_discussed": gettext_noop(
        "Timer må drøftes med både tillitsvalgt og verneombud før dere spør etter dem."
    ),
    "bad_hours": gettext_noop("Skriv timer i uka fra 0 til 60, i hele eller halve timer, eller la det stå tomt."),
    "no_such_pair": gettext_noop("Det trengs to roller i kartet for å arbeide sammen. Velg to ulike."),
    "unknown_collaboration": gettext_noop("Velg flerfaglig, tverrfaglig eller kryssfaglig."),
    "too_many_collaborations": gettext_noop("Kartet har %(most)s samarbeid alt, og flere er det ikke plass til."),
    "empty_list": gettext_noop("Listen har ingen linjer, så det er ingenting å ta inn."),
    "list_not_waiting": gettext_noop("Listen er alt tatt inn eller lagt bort, eller den har ventet for lenge."),
    "unknown_strategy": gettext_noop("Velg en strategi og en idealtype fra listene, eller la dem stå åpne."),
    "strategy_too_long": gettext_noop("Teksten er lengre enn %(most)s tegn. Gjør den kortere."),
    "still_shared": gettext_noop("Kartet er delt med skoleeier. Trekk delingen først."),
    "map_is_empty": gettext_noop("Kartet har ingen stillinger, så det er ingenting å dele."),
    "weak_password": gettext_noop("Passordet kan ikke brukes: %(reasons)s"),
    "database_newer_than_code": gettext_noop(
        "Databasen er nyere enn programmet, og da skriver vi ikke noe i den. Ingenting er lagret halvveis."
    ),
    "database_older_than_code": gettext_noop(
        "Databasen er ikke gjort klar for denne versjonen. Den som drifter Laget, må kjøre laget migrate."
    ),
    "too_few_rows": gettext_noop(
        "%(rows)s rader er for få til %(coefficients)s koeffisienter. Bruk flere rader, eller færre kovariater."
    ),
    "aliased_column": gettext_noop(
        "%(term)s følger helt av de andre kolonnene og har ingen egen koeffisient. Ta ut en av dem."
    ),
    "no_residual": gettext_noop(
        "Kolonnene gjengir utfallet nøyaktig. Se etter om utfallet også står blant kovariatene."
    ),
    "one_cluster_decides": gettext_noop(
        "Uten %(cluster)s i %(column)s kan %(term)s ikke regnes ut, og da er usikkerheten ukjent. Ta med flere klynger."
    ),
    "clusters_alike": gettext_noop(
        "%(term)s er nøyaktig lik i hver klynge i %(column)s, og da er usikkerheten ukjent. "
        "Se etter rader som er kopiert."
    ),
    "unknown_term": gettext_noop("Modellen har ingen koeffisient som heter %(term)s."),
    "unknown_inference": gettext_noop("Metoden %(inference)s er ikke tilgjengelig her. Bruk cr2 eller cr1s."),
    "not_as_drawn": gettext_noop(
        "%(school)s ble trukket til %(drawn)s, men rad %(row)s har %(found)s. Alle analyseres slik loddet falt."
    ),
    "nobody_drawn": gettext_noop(
        "Ingen av skolene i %(column)s var med i loddtrekningen. Se etter navn som er skrevet på en annen måte."
    ),
    "arm_not_drawn": gettext_noop("Spørsmålet gjelder gruppen %(arm)s, men det trekkes lodd mellom %(arms)s."),
    "nothing_compared": gettext_noop(
        "Spørsmålet sammenligner %(arm)s med ingen andre, eller med seg selv. Oppgi hvilke grupper det gjelder."
    ),
    "not_judged_by_the_lots": gettext_noop(
        "Det trekkes lodd mellom %(unit)s, men analysen regner %(groups)s som uavhengige. "
        "Da blir usikkerheten for liten."
    ),
    "bad_alpha": gettext_noop("alfa er %(alpha)s, men må ligge mellom 0 og 1."),
    "one_cluster": gettext_noop("%(column)s har færre enn to klynger. CR2 trenger flere."),
    "bad_cluster_sizes": gettext_noop("Hver gruppe trenger klynger med minst én elev, og noen med minst to."),
    "bad_variances": gettext_noop(
        "Variansen innen klynger må være over null, og variansen mellom dem kan ikke være negativ."
    ),
    "arm_too_small": gettext_noop("En av gruppene har bare én rad. Et standardavvik trenger to i hver."),
    "no_spread": gettext_noop("Utfallet varierer ikke innen gruppene. Oppgi forskjellen som den er."),
    "term_twice": gettext_noop("To kolonner i modellen heter %(term)s. Gi den ene et annet navn."),
    "uneven_columns": gettext_noop("Kolonnene er ikke like lange. Gi hver av dem én verdi per rad."),
    "not_plain": gettext_noop("%(column)s er verken tall eller tekst."),
    "not_numeric": gettext_noop("%(column)s er tekst, men må være tall her."),
    "one_arm": gettext_noop("%(column)s har færre enn to grupper, og da er det ingen effekt å regne ut."),
    "treatment_not_binary": gettext_noop("%(column)s har andre tall enn 0 og 1. Skriv navnene på gruppene som tekst."),
    "unknown_reference": gettext_noop("%(reference)s kan ikke være sammenligningsgruppe i %(column)s."),
    "constant_column": gettext_noop("Kovariaten %(column)s er lik i alle rader. Ta den ut."),
    "not_finite": gettext_noop("%(column)s har ikke et tall i rad %(row)s. Fyll inn, eller ta ut raden."),
    "unknown_design": gettext_noop(
        "Vi har ikke noe design som heter %(design)s. Bruk cra2, cra3, cra4, bira2r1, bira2f1, bira2c1, "
        "bcra3r2 eller bcra3f2."
    ),
    "stray_parameter": gettext_noop(
        "Designet %(design)s har ingen %(parameter)s. Ta den ut, eller velg et annet design."
    ),
    "missing_parameter": gettext_noop("Designet %(design)s trenger %(parameter)s. Oppgi en verdi."),
    "shares_fill_all": gettext_noop(
        "Andelene rho blir %(total)s til sammen, og da varierer ikke elevene. De må bli mindre enn 1."
    ),
    "none_left": gettext_noop("Etter frafallet er det %(left)s igjen av %(size)s. Det trengs minst én."),
    "arm_without_unit": gettext_noop(
        "Den minste gruppen får bare %(units)s enheter av %(size)s. Ta med flere, eller flytt p nærmere 0,5."
    ),
    "too_few_units": gettext_noop(
        "Designet %(design)s får %(df)s frihetsgrader og trenger minst én. Bruk flere enheter eller færre kovariater."
    ),
    "bad_size": gettext_noop("%(parameter)s er %(value)s, men et antall må være 1 eller mer."),
    "bad_arm_share": gettext_noop("Andelen p som får tiltaket, er %(value)s, men må ligge mellom 0 og 1."),
    "bad_covariate_count": gettext_noop(
        "%(parameter)s er %(value)s, men antall kovariater må være 0, 1, 2 og så videre."
    ),
    "bad_ratio": gettext_noop("%(parameter)s er %(value)s, men kan ikke være under 0."),
    "bad_proportion": gettext_noop("%(parameter)s er %(value)s, men må være 0 eller mer og mindre enn 1."),
    "bad_power": gettext_noop("Styrken kan ikke være %(power)s. Den må ligge mellom alfa (%(alpha)s) og 1."),
    "bad_effect": gettext_noop("Effekten er %(effect)s, men størrelsen må være over 0."),
    "several_unknowns": gettext_noop("%(sizes)s mangler, og vi kan bare finne ett antall om gangen. Oppgi de andre."),
    "no_effect_given": gettext_noop(
        "%(size)s mangler. Hvor mange det trengs, avhenger av effekten som skal finnes. Oppgi den."
    ),
    "nothing_unknown": gettext_noop(
        "Effekten, styrken og alle antall (%(sizes)s) er oppgitt, så det er ingenting igjen å finne. Ta ut ett av dem."
    ),
    "other_levels": gettext_noop(
        "Tallene gjelder %(levels)s nivåer, og designet %(design)s har et annet antall. Velg andre tall eller et annet "
        "design."
    ),
    "shares_of_the_whole": gettext_noop(
        "Tallene er andeler av hele variansen, og designet %(design)s regner innen faste blokker. "
        "Oppgi tallene selv, eller planlegg med tilfeldige blokker."
    ),
    "axis_is_fixed": gettext_noop("%(parameter)s er både oppgitt og skal variere. Oppgi den bare én av gangene."),
    "one_axis_twice": gettext_noop("%(parameter)s varierer både bortover og nedover. La to ulike størrelser variere."),
    "axis_not_rising": gettext_noop("Verdiene av %(parameter)s stiger ikke. Gi hver en større verdi enn den før."),
    "too_many_cells": gettext_noop(
        "Rutenettet har %(cells)s ruter, og ingen leser flere enn %(most)s. Bruk lengre steg."
    ),
    "out_of_reach": gettext_noop(
        "Ingen %(size)s er stor nok til å finne en effekt på %(effect)s med styrke %(power)s. Øk de andre "
        "antallene, eller se etter en større effekt."
    ),
    "bad_interval": gettext_noop(
        "Effekten %(value)s har 95 %%-intervallet %(low95)s til %(high95)s og 90 %%-intervallet %(low90)s til "
        "%(high90)s. Alt må være tall, og det siste må ligge i det første."
    ),
    "bad_range": gettext_noop(
        "Området av grenser fra %(low)s til %(high)s kan ikke brukes. Det må begynne på null eller høyere, og "
        "ikke slutte før det begynner."
    ),
    "bad_guard_margin": gettext_noop(
        "Vakta kan ikke godta en endring på %(margin)s. Skriv en størrelse, null eller mer, uansett hvilken "
        "vei som er verre."
    ),
    "not_a_moving_part": gettext_noop(
        "Det er oppgitt en effekt på «%(id)s», som verken er en mekanisme eller et mål i %(theory)s. Rett navnet."
    ),
    "not_tried_in_chain": gettext_noop(
        "Effekten på «%(id)s» er lest som ikke prøvd, og det skjuler om noe endret seg. Les den uten hva som "
        "ble gjennomført."
    ),
    "school_twice": gettext_noop("Skolen %(school)s har to rader. Behold én, så den trekkes én gang."),
    "empty_label": gettext_noop("%(column)s er tom i rad %(row)s. Fyll inn en verdi, eller ta ut raden."),
    "below_interference": gettext_noop(
        "%(home)s i %(interference)s har skoler i flere av dem som trekkes i %(unit)s. De kan havne i hver "
        "sin gruppe og likevel påvirke hverandre. Trekk mellom enheter som rommer hele %(home)s, for eksempel "
        "%(interference)s."
    ),
    "bad_arm_count": gettext_noop("Designet har %(arms)s forsøksgrupper. Det må ha 2 til %(most)s."),
    "arm_twice": gettext_noop("To forsøksgrupper heter %(arm)s. Gi den ene et annet navn."),
    "share_not_whole": gettext_noop("Forsøksgruppen %(arm)s har andelen %(share)s. Skriv et helt tall fra 1 og opp."),
    "column_twice": gettext_noop("Designet trekker etter kolonnen %(column)s to ganger. Én gang er nok."),
    "nothing_to_draw_by": gettext_noop(
        "Metoden %(method)s har ingen kolonne å trekke etter. Nevn en kolonne, eller bruk complete."
    ),
    "unit_divided": gettext_noop(
        "Skolene i %(unit)s er ulike i %(column)s, men skal til samme forsøksgruppe. Gi dem samme verdi, "
        "eller ta %(column)s ut av trekningen."
    ),
    "arm_could_be_empty": gettext_noop(
        "Forsøksgruppen %(arm)s kan ende uten en eneste enhet. Ta med flere enheter, eller gi gruppene jevnere andeler."
    ),
    "stratum_too_small": gettext_noop(
        "Stratumet %(stratum)s har %(units)s enheter til %(arms)s forsøksgrupper, så gruppene kan ikke "
        "sammenlignes der. Slå det sammen med et annet, eller bruk færre kolonner."
    ),
    "bad_block_size": gettext_noop(
        "Blokker på %(size)s kan ikke romme forsøksgruppene med de andelene de har. Bruk et tall som "
        "%(shares)s går opp i."
    ),
    "pairs_need_two_arms": gettext_noop(
        "Et par har én enhet til hver av to like store forsøksgrupper, og designet har %(arms)s grupper. Bruk "
        "blocked eller constrained til andre design."
    ),
    "odd_pairs": gettext_noop(
        "Det er %(units)s enheter, et oddetall, så én får ingen makker. Be om %(pairs)s par for å utelate den "
        "som passer dårligst."
    ),
    "bad_pairs": gettext_noop("Designet ber om %(pairs)s par av %(units)s enheter. Det kan bli 1 til %(most)s."),
    "cannot_pair": gettext_noop(
        "Enhetene kan ikke bli %(pairs)s par som er like i %(columns)s. Be om færre par, eller krev likhet i "
        "færre kolonner."
    ),
    "collinear_covariates": gettext_noop("En av kovariatene parene skal lages etter, følger av de andre. Ta den ut."),
    "minimised_unequal": gettext_noop(
        "Minimering gir ikke ulike andeler de sannsynlighetene de skal ha. Gi gruppene like andeler, eller "
        "bruk stratified eller constrained."
    ),
    "bad_probability": gettext_noop(
        "Sannsynligheten for den beste gruppen er %(probability)s. Den må være over %(chance)s og høyst 1, "
        "med høyst %(decimals)s desimaler."
    ),
    "not_listed": gettext_noop(
        "Minimerte fordelinger er ikke like sannsynlige og listes ikke opp, heller ikke %(most)s av dem. "
        "Trekk et utvalg."
    ),
    "space_too_large": gettext_noop("Det er %(size)s fordelinger, og høyst %(most)s listes opp. Trekk et utvalg."),
    "bad_times": gettext_noop("Det er bedt om %(times)s fordelinger. Be om minst én."),
    "bad_keep": gettext_noop("Andelen fordelinger som skal beholdes, er %(keep)s. Den må være over 0 og høyst 1."),
    "bad_candidates": gettext_noop(
        "Designet ber om %(candidates)s kandidater. Med %(units)s enheter kan det be om 1 til %(most)s."
    ),
    "bad_limit": gettext_noop(
        "Grensen %(most)s for %(covariate)s kan ikke brukes. Hver kovariat i designet kan ha én grense, et "
        "tall fra 0 og opp."
    ),
    "nothing_within_limits": gettext_noop(
        "Ingen av %(candidates)s fordelinger er innenfor grensene. Gjør dem videre, eller ta bort en."
    ),
    "too_many_to_score": gettext_noop(
        "Med %(units)s enheter, %(columns)s kolonner og %(arms)s forsøksgrupper blir tallene for store. Trekk "
        "innen strata i stedet."
    ),
    "bad_seed": gettext_noop("Frøet er på %(length)s byte. Det må være på %(wanted)s."),
    "bad_secret": gettext_noop("Hemmeligheten er på %(length)s byte. Den må være på %(wanted)s tilfeldige."),
    "bad_public_value": gettext_noop(
        "Designet nevner den offentlige verdien «%(name)s», og verdien som er oppgitt, er «%(value)s». En "
        "verdi som er nevnt, må oppgis, og ellers er det ingen."
    ),
    "not_a_seal": gettext_noop("Filen er ikke en forseglet trekning fra Laget, eller den er for skadet til å leses."),
    "seal_broken": gettext_noop(
        "Filen er ikke slik den ble forseglet. Noe er endret, om så bare en bokstav eller et mellomrom."
    ),
    "seal_other_drawing": gettext_noop(
        "Trekningen er gjort med %(drawing)s, og denne utgaven av Laget trekker med %(known)s. Kontroller den "
        "med utgaven som gjorde den."
    ),
    "seal_not_its_draw": gettext_noop(
        "Trukket på nytt fra sin egen liste, sitt eget design og sin egen hemmelighet gir filen et annet "
        "resultat enn den sier. Den er ikke trukket slik den påstår."
    ),
    "seal_not_as_published": gettext_noop(
        "Forpliktelsen som ble kunngjort, er %(published)s, og denne trekningens er %(sha256)s. "
        "Hemmeligheten, listen, designet eller den offentlige verdien er en annen."
    ),
    "odd_vertices": gettext_noop("Det er %(count)s å lage par av, et oddetall. Utelat én."),
    "empty_family": gettext_noop("Familien har ingen tester. Ta med minst én."),
    "not_in_space": gettext_noop(
        "Gruppene i dataene er ingen av de %(size)s fordelingene loddet kunne gitt. Oppgi fordelingene det "
        "ble trukket mellom, eller se etter klynger som har byttet gruppe."
    ),
    "no_spread_between_clusters": gettext_noop(
        "Innen gruppene viser alle klynger nøyaktig det samme, så det finnes ingen spredning å måle "
        "forskjellen mot. Se etter rader som er kopiert, eller test den rene forskjellen."
    ),
    "cluster_not_in_space": gettext_noop(
        "%(cluster)s i %(column)s er ikke blant enhetene det ble trukket lodd mellom. Ta ut radene, eller "
        "oppgi fordelingene den var med i."
    ),
    "unit_without_rows": gettext_noop(
        "Det ble trukket lodd for %(unit)s også, men den har ingen rader i %(column)s, så gruppen dens er "
        "ukjent. Legg til radene, eller regn bare med enhetene som har noen."
    ),
    "bad_draws": gettext_noop("Det er bedt om %(draws)s trekninger. Be om minst én."),
    "no_generator": gettext_noop(
        "Det finnes %(size)s fordelinger, og bare %(draws)s skal ses på, så de må trekkes. Oppgi en kilde til "
        "tilfeldige tall."
    ),
    "arm_of_one_cluster": gettext_noop(
        "En gruppe har bare én klynge, så ingenting viser hvor ulike klynger i den er. Ta med flere, eller "
        "test den rene forskjellen."
    ),
    "bad_strata": gettext_noop(
        "Strataene deler ikke enhetene inn. Gi hver enhet nummeret på sitt stratum, regnet fra 0, og hvert "
        "stratum minst én enhet i hver gruppe."
    ),
    "bad_allocations": gettext_noop(
        "Fordelingene er ikke en tabell av ja og nei med én rad for hver enhet og én kolonne for hver "
        "fordeling. Gjør dem om til det."
    ),
    "empty_arm": gettext_noop(
        "En av fordelingene har alle enheter i samme gruppe, og viser da ingen effekt. Ta den ut."
    ),
    "more_than_two_arms": gettext_noop(
        "%(column)s har %(arms)s grupper, og loddet trekkes om igjen mellom to. Behold radene til "
        "%(reference)s og til én annen."
    ),
    "cluster_in_two_arms": gettext_noop(
        "%(cluster)s i %(column)s har rader i begge grupper, så det var ikke disse loddet gjaldt. Oppgi "
        "kolonnen med det som ble trukket."
    ),
    "strata_and_pairs": gettext_noop("Både strata og par er oppgitt. Oppgi det loddet ble trukket innenfor."),
    "cluster_in_two_strata": gettext_noop(
        "%(cluster)s har rader i flere av %(column)s, så det er ukjent hvor loddet ble trukket. Gi alle "
        "radene den samme."
    ),
    "not_a_pair": gettext_noop(
        "%(pair)s i %(column)s har %(clusters)s klynger, og %(treated)s av dem fikk tiltaket. Et par er to, "
        "og én av dem får det. Rett opp, eller oppgi kolonnen som strata."
    ),
    "stratum_of_one_arm": gettext_noop(
        "%(stratum)s i %(column)s har alle klynger i samme gruppe, så loddet kunne ikke falt annerledes der. "
        "Slå det sammen med et annet, eller ta det ut."
    ),
    "too_many_allocations": gettext_noop(
        "Det finnes %(size)s fordelinger, og høyst %(most)s kan gås gjennom én for én. Trekk blant dem i stedet."
    ),
    "unit_twice": gettext_noop("Enheten %(unit)s er med to ganger. Nevn den én gang."),
    "unknown_weights": gettext_noop("Vi har ikke vektene %(weights)s. Bruk rademacher eller webb."),
    "no_generator_for_weights": gettext_noop(
        "%(clusters)s klynger kan vektes på flere måter enn de %(draws)s som skal ses på, så de må trekkes. "
        "Oppgi en kilde til tilfeldige tall."
    ),
    "bad_p": gettext_noop("%(p)s er ingen p-verdi. De går fra 0 til 1."),
    "uneven_family": gettext_noop("Testene i familien har ikke de samme trekningene. Lag dem sammen."),
    "not_two_arms": gettext_noop(
        "Loddene trekkes om mellom to grupper, og trekningen har %(arms)s. %(treated)s kan ikke settes opp "
        "mot én annen."
    ),
    "bad_levels": gettext_noop("Det er oppgitt %(levels)s nivåer av grupper. En flernivåmodell her tar ett til tre."),
    "level_twice": gettext_noop("Nivået %(column)s er nevnt to ganger. Nevn det én gang."),
    "levels_alike": gettext_noop(
        "Hver gruppe i %(column)s inneholder bare én gruppe eller rad innenfor, så de to kan ikke skilles. Ta "
        "ut det ene nivået, og skriv nivåene fra innerst til ytterst."
    ),
    "one_group": gettext_noop(
        "%(column)s har bare én gruppe. Hvor ulike grupper er, kan ikke ses av én. Ta ut nivået."
    ),
    "no_spread_within": gettext_noop(
        "Innenfor hver gruppe i %(column)s gir kolonnene utfallet så godt som nøyaktig, og da er det "
        "ingenting å måle forskjeller mellom grupper mot. Analyser én rad per gruppe i stedet."
    ),
    "level_decided": gettext_noop(
        "Blokkene og kolonnene i modellen gjør rede for alle forskjeller mellom gruppene i %(column)s, så "
        "hvor mye de varierer, kan ikke ses. Ta ut nivået eller noen av kolonnene."
    ),
    "variances_alike": gettext_noop(
        "Variansene til %(levels)s og resten kan ikke skilles fra hverandre i disse dataene. Ta ut et nivå."
    ),
    "parts_differ": gettext_noop(
        "Filene er ikke summert etter samme modell, så summene kan ikke legges sammen. Bruk de samme kolonnene, "
        "nivåene og vektene i alle."
    ),
    "slope_unseen": gettext_noop(
        "Alle i samme %(column)s er i samme gruppe av forsøket, så hvor mye effekten varierer mellom dem, kan "
        "ikke ses. La effekten være lik overalt."
    ),
    "not_converged": gettext_noop(
        "Vi fant ingen beste varianser. Se etter kolonner som nesten bestemmer hverandre, og grupper med "
        "nesten ingen rader, eller ta ut et nivå."
    ),
    "kr_needs_reml": gettext_noop(
        "Kenward og Rogers justering gjelder REML. Tilpass med reml, eller bruk satterthwaite."
    ),
    "too_few_groups": gettext_noop(
        "Det er for få grupper på det nivået der %(term)s varierer: Ingen frihetsgrader er igjen der. Ta ut "
        "kolonner som varierer på det nivået, eller få med flere grupper."
    ),
    "unknown_method": gettext_noop("Metoden %(method)s er ikke tilgjengelig. Bruk reml eller ml."),
    "inference_not_offered": gettext_noop(
        "Metoden %(inference)s er ikke tilgjengelig i en flernivåmodell. Bruk en av disse: %(offered)s."
    ),
    "weight_not_positive": gettext_noop(
        "Vekten i rad %(row)s av %(column)s er ikke over null. Ta ut rader som ikke skal telle."
    ),
    "slope_two_arms": gettext_noop(
        "En effekt som varierer mellom grupper, krever to forsøksgrupper, og her er det %(arms)s. Tilpass to "
        "om gangen, eller la effekten være lik overalt."
    ),
    "slope_levels": gettext_noop(
        "En effekt som varierer mellom grupper, kan bare tilpasses med ett eller to nivåer av grupper. Ta ut et nivå."
    ),
    "level_called_residual": gettext_noop(
        "Et nivå heter residual, som er navnet på variansen mellom rader. Gi kolonnen et annet navn."
    ),
    "nothing_supposed": gettext_noop(
        "Forsøket sier ingenting om hvem det skal simuleres med. Oppgi skoler, elever og effekt under suppose."
    ),
    "not_supposed": gettext_noop(
        "Forsøket leser %(column)s, men det er ikke antatt noe om det, bare om %(known)s. Velg en av disse, eller"
        " legg til en antakelse."
    ),
    "bad_supposition": gettext_noop("Det kan ikke antas at %(what)s er %(value)s. Rett tallet eller navnet."),
    "bad_trial_count": gettext_noop("%(times)s simulerte forsøk sier ingenting. Be om to eller flere."),
    "no_trial_answered": gettext_noop(
        "Av %(times)s simulerte forsøk kan ikke engang to besvares (%(code)s). Endre trekningen, analysen eller "
        "det som er antatt."
    ),
    "no_such_data": gettext_noop("Filen %(name)s kan ikke leses. Se etter at den finnes, og at stien er riktig."),
    "not_all_numbers": gettext_noop(
        "%(name)s: %(column)s er tall, bortsett fra «%(value)s». Rett eller ta ut slike rader, eller skriv tekst "
        "i alle."
    ),
    "not_parquet": gettext_noop("%(name)s kan ikke leses som Parquet. Lagre filen på nytt, eller som CSV UTF-8."),
    "parquet_needs_pyarrow": gettext_noop(
        "%(name)s: Parquet leses med pakken pyarrow, som ikke er installert. Installer Laget med tillegget "
        "«parquet», eller lagre som CSV UTF-8."
    ),
    "column_not_plain": gettext_noop(
        "%(name)s: %(column)s har verdier av typen %(kind)s. Lagre dem som tall eller tekst."
    ),
    "weights_not_with_cr2": gettext_noop("%(inference)s kan ikke brukes med vekter. Ta dem ut, eller bruk kr."),
    "received_two_arms": gettext_noop(
        "Virkningen av det som er mottatt, bedømmes av loddtrekning mellom to grupper, og her er det %(arms)s. Ta "
        "to om gangen."
    ),
    "received_constant": gettext_noop(
        "%(column)s er lik i alle rader, så ingen viser hva det gjør å motta det eller ikke."
    ),
    "arms_received_alike": gettext_noop(
        "Gruppene i %(treatment)s mottok like mye av %(column)s, så loddtrekningen sier ikke hva det gjør. Les "
        "virkningen av gruppen selv."
    ),
    "received_needs_regression": gettext_noop(
        "Virkningen av å motta %(column)s regnes ut med minste kvadrater. Bedøm den med cr2 eller cr1s."
    ),
    "waves_need_mixed": gettext_noop(
        "Gjentatte målinger besvares med en blandet modell av gruppen, der eleven er det innerste nivået. Bruk kr "
        "eller cr2-mixed."
    ),
    "waves_plain": gettext_noop("Gjentatte målinger tar verken stigningstall som varierer, eller vekter. Ta dem ut."),
    "unknown_effects": gettext_noop("Vi har ikke virkninger av slaget %(effects)s. Bruk per-wave eller average."),
    "no_pupils": gettext_noop(
        "Ingen nivåer er nevnt. Det innerste må være kolonnen som skiller elevene fra hverandre."
    ),
    "unknown_wave": gettext_noop(
        "%(column)s har ingen måling som heter %(wave)s, og den kan derfor ikke være utgangspunktet."
    ),
    "one_wave": gettext_noop("%(column)s har bare målingen før start. En virkning trenger en senere måling."),
    "no_baseline": gettext_noop(
        "%(count)s i %(column)s mangler raden for %(wave)s, blant dem %(unit)s. Legg den til, eller ta dem ut og "
        "si fra om det. Den som har byttet klasse, regnes som en ny."
    ),
    "wave_twice": gettext_noop(
        "Samme verdi av %(column)s har to rader i målingen %(wave)s. Behold én, eller oppgi gruppene den går igjen i."
    ),
    "arm_changes": gettext_noop(
        "%(unit)s er i flere grupper av %(column)s. Skriv gruppen som loddtrekningen ga, i alle rader."
    ),
    "question_not_simulated": gettext_noop(
        "Virkningen av det som er mottatt, og virkninger over gjentatte målinger, kan ikke simuleres ennå. Ta ut "
        "received og waves for å se hva forsøket ville funnet av gruppene."
    ),
    "round_is_on": gettext_noop("Skolen har alt en runde i gang. Lukk den eller dropp den før dere begynner på en ny."),
    "round_not_draft": gettext_noop("Runden er alt åpnet, så det den spør om, kan ikke endres."),
    "round_not_open": gettext_noop("Runden tar ikke imot svar nå."),
    "no_situations": gettext_noop("Velg minst én situasjon."),
    "nobody_asked": gettext_noop("Velg minst én rolle som svarer."),
    "too_many_situations": gettext_noop("Velg høyst %(most)s situasjoner, så det tar tre minutter å svare."),
    "situation_twice": gettext_noop("Den samme situasjonen står to ganger. Ta bort den ene."),
    "bad_own_situation": gettext_noop("En egen situasjon er én setning på høyst %(most)s tegn. Kort den ned."),
    "repeated_too_soon": gettext_noop("«%(situation)s» er spurt om nylig, og kan tas med igjen fra %(day)s."),
    "role_twice": gettext_noop("%(role)s står to ganger. Ta bort den ene."),
    "bad_holders": gettext_noop("%(role)s: Skriv hvor mange det er, med et helt tall fra 1 til %(most)s."),
    "all_have_answered": gettext_noop(
        "Det er alt kommet inn like mange svar som det er personer i gruppen. Har du ikke svart, si fra til den som "
        "leder runden."
    ),
    "nothing_answered": gettext_noop("Du har ikke svart på noe ennå. Svar på minst ett spørsmål."),
    "unknown_choice": gettext_noop("Et av svarene er ikke blant dem du kan velge. Se over og velg på nytt."),
    "words_too_long": gettext_noop("Det du har skrevet, er lengre enn %(most)s tegn. Kort det ned."),
    "already_shown": gettext_noop("Den som har rollen, har alt delt et svar selv, og ingen andre kan endre det."),
    "unknown_situation": gettext_noop("Vi har ingen situasjon som heter %(situation)s. Velg en av dem i listen."),
    "settled_meanwhile": gettext_noop(
        "Noen andre har lagret noe om denne situasjonen mens du skrev. Ingenting er overskrevet. Se over og lagre på "
        "nytt."
    ),
    "situation_list_full": gettext_noop("Listen har %(most)s situasjoner alt. Ta bort en før dere legger til flere."),
    "bad_settlement": gettext_noop("Noe i skjemaet er for langt eller kan ikke leses. Se over det."),
    "card_changed_meanwhile": gettext_noop(
        "Noen andre har skrevet på kortet mens du skrev. Ingenting er overskrevet. Se over og lagre på nytt."
    ),
    "bad_card": gettext_noop("Noe på kortet er for langt. Kort det ned, eller del det på flere linjer."),
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
    "bad_description": gettext_noop("Noe i beskrivelsen er for langt. Kort det ned, eller del det på flere linjer."),
    "description_without_partners": gettext_noop("Skriv hvem som har godkjent beskrivelsen, og når."),
    "step_not_done_yet": gettext_noop("Datoen er ikke kommet ennå. Skriv den som planlagt."),
    "bad_introduction": gettext_noop("Noe i skjemaet er for langt. Kort det ned."),
    "bad_review": gettext_noop("Velg hvordan det har gått, og skriv høyst %(most)s tegn."),
    "nothing_to_review": gettext_noop("Situasjonen er ikke bestemt ennå, så det er ingenting å se tilbake på."),
    "matter_is_the_schools": gettext_noop("Saken er skolens til datoen er over. Vent på svaret derfra."),
    "unknown_step": gettext_noop("Velg et av stegene som står på siden."),
}


class RefusalPages:
    """Turn a refusal in a view into a page that says what, why and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised; ``None`` leaves other faults to others."""
        if not isinstance(exception, Refusal):
            return None
        says = _(SENTENCES[exception.code]) % exception.values
        if isinstance(exception, NotOnShelf):
            return faults.not_found(request, Exception(says))
        return faults.unusable(request, says)
