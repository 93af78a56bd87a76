"""The map's other pages: numbers, arenas, hours, details, lists from files, and the next year."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import AT, client_of
from tests.journeys.forty_posts import ROWS, as_copied
from tests.team.maps import LIST, Mapping, line, text_of
from tests.team.test_map_pages import MAP, open_it

from laget.content import shelf
from laget.team import operations
from laget.team.models import Arena, Post, StaffFile, TeamMap
from laget.team.operations.retention import remove_snapshots
from laget.team.views.recorded_words import DEEDS


def arenas_of(mapping: Mapping) -> list[Arena]:
    return list(Arena.objects.with_scope(owner=mapping.team_map.owner_id).order_by("id"))


def a_file(text: str, name: str = "ansatte.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, text.encode("cp1252"))}


# -- numbers ---------------------------------------------------------------------------------------------


def test_a_number_says_from_what_to_what_and_how_much_is_known(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("teacher", 4, "100"), line("assistant", 2)])
    page = text_of(principal.get(f"{MAP}tall/"))
    assert "4,0–6,0" in page and "kjent for 4 av 6" in page
    assert "Antall elever mangler." not in page and "68,7–103,0" in page
    assert f"{MAP}tabell/?mangler=fraction" in page


def test_a_colleague_sees_no_bound_time_and_nothing_to_look_at(school_a: Mapping, cast) -> None:
    school_a.save([line("assistant", 1, "80", bound=Decimal(1)), line("assistant", 1, "80", bound=Decimal(0))])
    open_it(school_a)
    theirs, hers = (text_of(client_of(cast[who]).get(f"{MAP}tall/")) for who in ("teacher", "principal"))
    assert "1 av 2 assistenter" in hers and "1 av 2 assistenter" not in theirs
    assert "Tid som er bundet" in hers and "Tid som er bundet" not in theirs
    assert "Hvor mange som er her hvilke dager" in theirs


def test_a_norm_nobody_has_checked_is_a_question(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("school-nurse", 1, "20")], facts=operations.MapFacts(pupils=400, stages="1-7"))
    page = text_of(principal.get(f"{MAP}tall/"))
    assert "Gjelder normen i dag? Ingen har sett etter." in page


# -- what was done ---------------------------------------------------------------------------------------


def test_what_was_done_to_a_thing_that_is_gone_is_still_told(school_a: Mapping, cast, principal: Client) -> None:
    from tests.team.test_more_deeds import save_arena

    school_a.share()
    assistants = next(post for post in school_a.posts() if post.role == "assistant")
    operations.split_post(post=assistants, person=cast["principal"], at=AT)
    arena = save_arena(school_a)
    revision = school_a.now().revision
    operations.remove_arena(arena=arena, revision=revision, person=cast["principal"], at=AT)
    school_a.save(LIST[:2])
    school_a.withdraw()
    remove_snapshots(team_map=school_a.now(), person=None, at=AT)
    page = text_of(principal.get(f"{MAP}innsyn/"))
    for done in ("skilte ut én stilling", "lagret en møteplass", "tok bort en møteplass", "delte kartet med skoleeier"):
        assert done in page, done


def test_every_deed_in_a_map_has_its_words() -> None:
    """A deed the page of what is recorded has no words for would be told by its name in the program."""
    done = set()
    for file in Path(operations.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) not in ("written", "audit.write"):
                continue
            told = {keyword.arg: keyword.value for keyword in call.keywords}
            # Lines about the owner, a strategy or a list that waits are not the map's.
            if "thing" in told and ast.unparse(told["thing"]) in ("owner", "row", "found", "waiting"):
                continue
            verbs = {part.value for part in ast.walk(told["verb"]) if isinstance(part, ast.Constant)}
            assert verbs or file.name == "revisions.py", f"{file.name}: {ast.unparse(call)}"
            done |= verbs
    assert {"mark_not_covered", "take_in", "stop_asking_for_hours", "release_map"} <= done
    assert done <= set(DEEDS)


# -- arenas ----------------------------------------------------------------------------------------------


def test_arenas_are_picked_in_one_go_and_corrected_one_by_one(school_a: Mapping, principal: Client, cast) -> None:
    school_a.save(LIST)
    kinds = list(shelf.arena_kinds())[:3]
    fields = {"kind": kinds, "revision": school_a.now().revision}
    assert principal.post(f"{MAP}moteplasser/", fields).status_code == 302
    first = arenas_of(school_a)[0]
    assert len(arenas_of(school_a)) == 3
    address = f"{MAP}moteplasser/{first.pk}/"
    page = text_of(principal.get(address))
    assert f'value="{first.name}"' in page
    fields = {
        "name": first.name, "times_a_year": "38", "minutes": "90", "comes-teacher": "always", "number-teacher": "10",
        "revision": school_a.now().revision,
    }  # fmt: skip
    assert principal.post(address, fields).status_code == 302
    assert "570 persontimer i året" in text_of(principal.get(f"{MAP}moteplasser/"))
    assert principal.post(address, {"do": "remove", "revision": school_a.now().revision}).status_code == 302
    assert len(arenas_of(school_a)) == 2
    open_it(school_a)
    theirs = text_of(client_of(cast["teacher"]).get(f"{MAP}moteplasser/"))
    assert "Legg til møteplasser" not in theirs and arenas_of(school_a)[0].name in theirs


def test_a_faulty_arena_is_shown_again_as_it_was_typed(school_a: Mapping, principal: Client) -> None:
    school_a.save(LIST)
    fields = {
        "name": "",
        "times_a_year": "hver uke",
        "purpose": "Snakke sammen",
        "comes-teacher": "needed",
        "number-teacher": "ti",
    }
    page = text_of(principal.post(f"{MAP}moteplasser/ny/", fields))
    for field in ("name", "times_a_year", "number-teacher"):
        assert f'href="#{field}"' in page, field
    assert 'value="hver uke"' in page and "Snakke sammen" in page and 'value="ti"' in page
    assert re.search(r'name="comes-teacher".*?value="needed" selected', page, flags=re.DOTALL)


def test_the_team_round_a_pupil_holds_roles_and_no_pupil(school_a: Mapping, principal: Client) -> None:
    school_a.save(LIST)
    kind = next(kind for kind in shelf.arena_kinds().values() if kind.about_pupil and kind.roles)
    principal.post(f"{MAP}moteplasser/", {"kind": [kind.id], "revision": school_a.now().revision})
    page = text_of(principal.get(f"{MAP}rundt-en-elev/"))
    assert kind.name.nb in page and "<input" not in page.split("<main")[1].split("</main>")[0]
    assert shelf.roles()[kind.roles[0].role].name.nb in page


# -- one post --------------------------------------------------------------------------------------------


def test_hours_are_asked_for_only_when_that_is_discussed(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("miljoterapeut", 1, "80")])
    post = school_a.post("miljoterapeut")
    address = f"{MAP}stillinger/{post.pk}/"
    assert "timeliste" not in text_of(principal.get(address))
    principal.post(f"{MAP}timer/", {"do": "ask", "tillitsvalgt-hours_on": "2024-08-19"})
    assert not school_a.now().hours_asked
    both = {"do": "ask", "tillitsvalgt-hours_on": "2024-08-19", "verneombud-hours_on": "2024-08-19"}
    principal.post(f"{MAP}timer/", both)
    assert school_a.now().hours_asked
    page = text_of(principal.post(f"{address}timer/", {"planned-breaks": "3,25", "real-breaks": "2,5"}))
    assert 'href="#planned-breaks"' in page and 'value="3,25"' in page and 'value="2,5"' in page
    assert principal.post(f"{address}timer/", {"planned-breaks": "3,5", "real-breaks": "2,5"}).status_code == 302
    assert 'value="3,5"' in text_of(principal.get(address))
    principal.post(f"{MAP}timer/", {"do": "stop"})
    assert "timeliste" not in text_of(principal.get(address))


def test_details_are_kept_as_they_were_written(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("ppt", 1, "20")])
    address = f"{MAP}stillinger/{school_a.post('ppt').pk}/"
    fields = {"employer": "PPT", "led_by": "other", "mentor": "no", "works_plan_hours": "7,5"}
    assert principal.post(f"{address}mer/", fields).status_code == 302
    page = text_of(principal.get(address))
    assert 'value="PPT"' in page and 'value="7,5"' in page and "Sist skrevet av Rektor ved skole A." in page
    page = text_of(principal.post(f"{address}mer/", fields | {"office": "hos 010170 12345"}))
    assert "fødselsnummer" in page and 'value="PPT"' in page


def test_whoever_holds_a_post_opens_it_and_no_other(school_a: Mapping, cast) -> None:
    school_a.save([line("assistant", 1, "80"), line("assistant", 1, "60")])
    own, other = school_a.posts()
    school_a.discuss()
    school_a.open()
    Post.objects.with_scope(owner=own.owner_id).filter(pk=own.pk).update(person=cast["assistant"])
    theirs = client_of(cast["assistant"])
    page = text_of(theirs.get(f"{MAP}stillinger/{own.pk}/"))
    assert "assistent ved Skole A" in page
    assert theirs.get(f"{MAP}stillinger/{other.pk}/").status_code == 403


# -- lists from files ------------------------------------------------------------------------------------


def test_a_list_is_looked_over_before_it_is_taken_in(school_a: Mapping, principal: Client) -> None:
    text = as_copied().replace("\t", ";")
    preview = principal.post(f"{MAP}liste/", a_file(text)).url
    assert f"<dd>{len(ROWS)}</dd>" in text_of(principal.get(preview))
    assert school_a.posts() == [] and principal.post(preview, {"do": "take"}).status_code == 302
    assert len(school_a.posts()) == len(ROWS)
    again = principal.post(f"{MAP}liste/", a_file(text + "Logoped;1;20;;on;kommer hit\n")).url
    page = text_of(principal.get(again))
    assert "Logoped · 20 · on · kommer hit" in page
    assert principal.post(again, {"do": "drop"}).status_code == 302
    assert len(school_a.posts()) == len(ROWS) and principal.get(again).status_code == 404


def test_a_wrong_list_says_every_cell_and_is_not_kept(school_a: Mapping, principal: Client) -> None:
    page = text_of(principal.post(f"{MAP}liste/", a_file("Rolle;Stilling %;Dager\nAssistent;150;3\n")))
    assert page.count("<td>2</td>") == 2 and "<td>B</td>" in page and "<td>C</td>" in page
    assert "Ingenting er tatt inn." in page
    assert not StaffFile.objects.with_scope(owner=school_a.team_map.owner_id).exists()
    assert "Velg en fil først" in text_of(principal.post(f"{MAP}liste/"))
    refused = principal.post(f"{MAP}liste/", a_file("Rolle;Merknad\nAssistent;010170 12345\n"))
    assert refused.status_code == 400 and "12345" not in refused.content.decode()


def test_the_owner_sends_a_list_and_sees_nothing_of_the_map(school_a: Mapping, cast, principal: Client) -> None:
    school_a.save([line("miljoterapeut", 1, "80")])
    owner = client_of(cast["owner"])
    address = "/skoleeiere/kommune-a/lister/"
    assert "Velg hvilken skole" in text_of(owner.post(address, a_file("Rolle\nAssistent\n")))
    sent = owner.post(address, a_file("Rolle\nAssistent\n") | {"school": "skole-a"})
    assert sent.url == f"{address}?nytt=sendt" and "Miljøterapeut" not in text_of(owner.get(sent.url))
    assert "ansatte.csv" in text_of(principal.get(f"{MAP}liste/"))
    assert owner.post(address, a_file("Rolle\nAssistent\n") | {"school": "skole-e"}).status_code == 200
    assert owner.get(f"{MAP}liste/").status_code == 403


# -- the next year ---------------------------------------------------------------------------------------


def test_the_next_year_begins_with_this_ones_posts(school_a: Mapping, principal: Client, monkeypatch) -> None:
    school_a.save(LIST)
    monkeypatch.setattr("laget.front.clock.timezone.now", lambda: AT)
    page = text_of(principal.get("/skoler/skole-a/kart/"))
    assert "Begynn 2025/26 med kartet fra 2024/25" in page
    assert principal.post("/skoler/skole-a/kart/", {"year": "2025", "earlier": "2024"}).status_code == 302
    maps = TeamMap.objects.with_scope(owner=school_a.team_map.owner_id)
    assert Post.objects.with_scope(owner=school_a.team_map.owner_id).filter(map=maps.get(year=2025)).count() == len(
        LIST
    )


# -- what is recorded ------------------------------------------------------------------------------------


def test_the_representative_sees_all_that_is_told_of_a_post(school_a: Mapping, cast) -> None:
    """Everything that a form of the map can store of a post is on the page that says it shows all."""
    from tests.team.test_more_deeds import ask_after_talks, tell

    school_a.save()
    facts = operations.PostFacts(
        employer="Helsetjenesten", base_school="Rådhuset", law="Lov om helse", education="Videreutdanning",
        office="Rom 12", education_kind="college", led_by="other", works_plan_hours=Decimal("13.5"), mentor=True,
    )  # fmt: skip
    nurse = school_a.post("school-nurse")
    operations.describe_post(post=nurse, facts=facts, person=school_a.principal, at=AT)
    ask_after_talks(school_a)
    assert tell(school_a)
    page = text_of(client_of(cast["staff-representative"]).get(f"{MAP}innsyn/"))
    told = page.split('id="more"')[1].split("</section>")[0]
    for text in ("Helsetjenesten", "Rådhuset", "Lov om helse", "Videreutdanning", "Rom 12", "høyskole", "13,5"):
        assert text in told
    assert "Har en veileder: ja" in told
    assert "Hele klassen: planlagt 10,5 t/uke" in told and "Møter: planlagt 2 t/uke, ble 3,5 t/uke" in told
    assert "også om timer" in page and "begynte å spørre etter timer" in page


def test_every_deed_on_a_map_is_told_in_words(school_a: Mapping, cast) -> None:
    """No verb of the log stands raw on the page."""
    from tests.team.test_more_deeds import ask, ask_after_talks, save_arena, tell

    school_a.share()
    school_a.withdraw()
    save_arena(school_a)
    ask_after_talks(school_a)
    tell(school_a)
    ask(school_a, asked=False)
    operations.describe_post(
        post=school_a.post("school-nurse"), facts=operations.PostFacts(mentor=True), person=None, at=AT
    )
    page = text_of(client_of(cast["staff-representative"]).get(f"{MAP}innsyn/"))
    deeds = page.split('id="deeds"')[1].split("</section>")[0]
    assert "lagret en møteplass" in deeds and "skrev timene i en stilling" in deeds
    assert not re.search(r"[a-z]+_[a-z]+", re.sub(r"<[^>]*>", "", deeds))


@pytest.mark.parametrize("earlier", ["2019", "9999999999999999999", "i fjor"])
def test_a_year_that_is_not_there_is_not_begun_from(school_a: Mapping, principal: Client, earlier: str) -> None:
    school_a.save(LIST)
    maps = TeamMap.objects.with_scope(owner=school_a.team_map.owner_id)
    assert principal.post("/skoler/skole-a/kart/", {"year": "2025", "earlier": earlier}).status_code == 404
    assert maps.count() == 1
