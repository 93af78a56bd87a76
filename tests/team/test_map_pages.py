"""The pages of the map: what they show to whom, and that nothing anybody has typed is lost."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from django.test import Client
from tests.cast import AT, client_of
from tests.journeys.forty_posts import POSTS, ROWS, as_copied
from tests.team.maps import LIST, Mapping, line, text_of

from laget.refusal import Refusal
from laget.team import operations
from laget.team.forms.refused import said_of
from laget.team.forms.table import COLUMNS
from laget.team.models import Draft, Post

MAP = "/skoler/skole-a/kart/2024/"
TABLE = f"{MAP}tabell/"
NATIONAL_ID = "010170 12345"


def rows_of(page: str) -> list[tuple[str, ...]]:
    """What stands in the table of a page, row by row, without the empty ones."""
    values = dict(re.findall(r'name="([a-z]+-\d+)" value="([^"]*)"', page))
    for name, inside in re.findall(r'<select[^>]* name="(place-\d+)"[^>]*>(.*?)</select>', page, flags=re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', inside)
        values[name] = chosen[1] if chosen else ""
    count = 1 + max(int(name.partition("-")[2]) for name in values)
    rows = [tuple(values[f"{column}-{place}"] for column in COLUMNS) for place in range(count)]
    return [row for row in rows if any(row)]


def fields_of(page: str) -> dict[str, str]:
    """The form of a page, as a browser would send it back untouched."""
    fields = dict(re.findall(r'name="((?:key|reference)-\d+)" value="([^"]*)"', page))
    for name in ("revision", "rows", "pupils", "pupils_lower_secondary"):
        fields[name] = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]
    for place, row in enumerate(rows_of(page)):
        fields |= {f"{column}-{place}": text for column, text in zip(COLUMNS, row, strict=True)}
    return fields


def a_table(*rows: tuple[str, ...], revision: int = 0, **more: str) -> dict[str, str]:
    cells = {
        f"{column}-{place}": text for place, row in enumerate(rows) for column, text in zip(COLUMNS, row, strict=False)
    }
    return {"revision": str(revision), "rows": str(len(rows)), "do": "save", **cells, **more}


# -- the table -------------------------------------------------------------------------------------------


def test_a_pasted_list_fills_the_table_and_saves_nothing(school_a: Mapping, principal: Client) -> None:
    page = text_of(principal.post(TABLE, a_table(do="fill", paste=as_copied())))
    assert len(rows_of(page)) == len(ROWS)
    assert rows_of(page)[3] == ("Kontaktlærer", "9", "100", "", "alle", "here")
    assert school_a.posts() == [] and school_a.now().revision == 0


def test_pasting_the_list_again_fills_nothing_in(school_a: Mapping, principal: Client) -> None:
    page = text_of(principal.post(TABLE, a_table(do="fill", paste=as_copied())))
    assert principal.post(TABLE, fields_of(page) | {"do": "save"}).status_code == 302
    assert sum(post.count for post in school_a.posts()) == POSTS
    saved = school_a.now().revision
    page = text_of(
        principal.post(TABLE, fields_of(text_of(principal.get(TABLE))) | {"do": "fill", "paste": as_copied()})
    )
    assert f"{len(ROWS)} var der fra før" in page and len(rows_of(page)) == len(ROWS)
    assert principal.post(TABLE, fields_of(page) | {"do": "save"}).status_code == 302
    assert school_a.now().revision == saved


def test_a_list_without_days_says_nothing_of_anybodys_days(school_a: Mapping, principal: Client) -> None:
    before = a_table(("Sosiallærer", "", "50", "", "ti to", "here"), ("Rektor", "", "100", "", "alle", "here"))
    assert principal.post(TABLE, before).status_code == 302
    fields = fields_of(text_of(principal.get(TABLE)))
    page = text_of(
        principal.post(TABLE, fields | {"do": "fill", "paste": "Rolle\tProsent\nSosiallærer\t80\nRektor\t100\n"})
    )
    assert rows_of(page) == [
        ("Sosiallærer", "", "80", "", "ti to", "here"), ("Rektor", "", "100", "", "alle", "here"),
    ]  # fmt: skip


def test_what_is_stored_reads_back_as_the_same(school_a: Mapping, principal: Client) -> None:
    """In each language: to open the table and save it changes nothing."""
    odd = (line("assistant", None, "12.5", bound=None, days=frozenset()), line("other", 1, "50", title="Vaktmester"))
    school_a.save([*LIST, *odd])
    revision = school_a.now().revision
    for language in ("nb", "nn", "en"):
        principal.cookies["laget-language"] = language
        fields = fields_of(text_of(principal.get(TABLE))) | {"do": "save", "stages": "1-10"}
        assert principal.post(TABLE, fields).status_code == 302, language
        assert school_a.now().revision == revision, language


def test_faults_lose_nothing_typed(school_a: Mapping, principal: Client) -> None:
    typed = (
        ("Assistent", "to", "150", "", "3", "here"),
        ("", "", "50", "", "", ""),
        ("Rektor", "", "100", "", "alle", "here"),
    )
    page = text_of(principal.post(TABLE, a_table(*typed, pupils="mange")))
    assert rows_of(page) == list(typed)
    assert 'name="pupils"' in page and 'value="mange"' in page
    for fault in ("count-0", "fraction-0", "days-0", "role-1", "pupils"):
        assert f'href="#{fault}"' in page, fault
    assert school_a.posts() == []
    assert rows_of(text_of(principal.get(TABLE))) == list(typed), "and it is there the next time"


def test_an_emptied_line_is_removed(school_a: Mapping, principal: Client) -> None:
    school_a.save(LIST)
    fields = fields_of(text_of(principal.get(TABLE)))
    emptied = {f"{column}-1": "" for column in COLUMNS}
    assert principal.post(TABLE, fields | emptied | {"do": "save", "stages": "1-10"}).status_code == 302
    assert len(school_a.posts()) == len(LIST) - 1


def test_two_editors_do_not_overwrite(school_a: Mapping, principal: Client, cast) -> None:
    """Who saves last is shown what was saved meanwhile beside what they wrote, and decides."""
    school_a.save([line("assistant", 2, "80"), line("principal", 1, "100")])
    hers = fields_of(text_of(principal.get(TABLE)))
    his = fields_of(text_of(client_of(cast["coordinator"]).get(TABLE)))
    assert client_of(cast["coordinator"]).post(TABLE, his | {"count-0": "3", "do": "save"}).status_code == 302
    page = text_of(principal.post(TABLE, hers | {"fraction-0": "60", "do": "save"}))
    assert "Assistent · 3 · 80" in page and "Assistent · 2 · 60" in page
    assert school_a.posts()[0].count == 3, "nothing is overwritten"
    assert principal.post(TABLE, fields_of(page) | {"do": "save"}).status_code == 302
    assert (school_a.posts()[0].count, str(school_a.posts()[0].fraction)) == (2, "0.600")


def test_what_is_typed_is_kept_until_it_is_saved_or_not_wanted(school_a: Mapping, principal: Client, cast) -> None:
    assert principal.post(f"{MAP}utkast/", a_table(("Assistent", "2"))).status_code == 204
    page = text_of(principal.get(TABLE))
    assert rows_of(page)[0][:2] == ("Assistent", "2") and "tatt vare på" in page
    assert rows_of_or_none(client_of(cast["coordinator"]).get(TABLE)) == [], "nobody else sees it"
    assert principal.post(TABLE, a_table(do="discard")).status_code == 302
    assert rows_of_or_none(principal.get(TABLE)) == []


def rows_of_or_none(response) -> list[tuple[str, ...]]:
    return rows_of(text_of(response))


@pytest.mark.parametrize("field", ["role-0", "paste", "pupils"])
def test_a_national_id_is_kept_nowhere_and_the_page_says_why(school_a: Mapping, principal: Client, field: str) -> None:
    typed = a_table(("Assistent", "2")) | {field: f"Assistent {NATIONAL_ID}"}
    assert principal.post(f"{MAP}utkast/", typed).status_code == 400
    assert "fødselsnummer" in text_of(principal.post(TABLE, typed | {"do": "fill" if field == "paste" else "save"}))
    drafts = Draft.objects.with_scope(owner=school_a.team_map.owner_id).all()
    kept = [json.dumps(draft.body) for draft in drafts]
    assert not any("12345" in body for body in kept) and school_a.posts() == []


def test_a_key_is_never_taken_for_a_national_id(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("assistant", 2)])
    key = "01017012-3450-4aaa-8aaa-aaaaaaaaaaaa"
    Post.objects.with_scope(owner=school_a.team_map.owner_id).update(key=key)
    assert principal.post(f"{MAP}utkast/", fields_of(text_of(principal.get(TABLE)))).status_code == 204
    assert f'value="{key}"' in text_of(principal.get(TABLE))


def test_columns_of_people_are_named_and_left_out(school_a: Mapping, principal: Client) -> None:
    page = text_of(principal.post(TABLE, a_table(do="fill", paste="Navn\tStilling\tRom\nKari\tAssistent\t12\n")))
    assert "ikke tatt inn" in page and "Navn" in page and "Rom" in page and "Kari" not in page


# -- the map ---------------------------------------------------------------------------------------------


def test_an_empty_map_says_what_will_come_and_gives_the_first_step(school_a: Mapping, principal: Client) -> None:
    page = text_of(principal.get(MAP))
    assert "Her kommer laget som ringer" in page and TABLE in page and "<svg" not in page


def test_before_it_is_opened_colleagues_find_no_map(school_a: Mapping, cast) -> None:
    school_a.save(LIST)
    assert client_of(cast["teacher"]).get(MAP).status_code == 404
    assert MAP not in text_of(client_of(cast["teacher"]).get("/skoler/skole-a/kart/"))
    assert client_of(cast["staff-representative"]).get(MAP).status_code == 200


def test_a_colleague_sees_the_team_and_nobodys_details(school_a: Mapping, cast) -> None:
    school_a.save([*LIST, line("miljoterapeut", 1, "80", bound=Decimal("0.37"), days=frozenset({0}))])
    operations.mark_not_covered(
        post=school_a.post("school-nurse"), starts=AT.date(), ends=None, substitute=False,
        person=school_a.principal, at=AT,
    )  # fmt: skip
    open_it(school_a)
    page = text_of(client_of(cast["teacher"]).get(MAP))
    assert "Miljøterapeut" in page and "80\u00a0%" in page and "Helsesykepleier" in page
    assert "37\u00a0%" not in page and "Bundet til enkeltelever" not in page
    assert "august 2024" not in page.split('id="not-covered"')[1].split("</section>")[0]
    assert "37\u00a0%" in text_of(client_of(cast["principal"]).get(MAP))


def test_the_page_says_what_is_enough_and_leads_to_what_is_missing(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("principal", 1, "100"), line("assistant", 3)])
    page = text_of(principal.get(MAP))
    assert "Dette er nok til å se" in page and "hvem som er i laget" in page
    assert f"{TABLE}?mangler=days" in page
    table = text_of(principal.get(f"{TABLE}?mangler=fraction"))
    assert re.search(r'name="fraction-1"[^>]*autofocus', table), "one begins where the first is missing"


def test_enough_is_not_said_to_be_all(school_a: Mapping, principal: Client) -> None:
    """One post in twenty without days is enough to see who is here when, and yet not said."""
    teachers = line("teacher", 19, "100", place="here", days=frozenset(range(5)))
    school_a.save([teachers, line("assistant", 1, "80", bound=Decimal(0), place="here")])
    page = text_of(principal.get(MAP))
    assert "Det er fylt ut nok til alt dette." in page and "er fylt ut." not in page


def test_the_usual_rings_are_taken_by_one_button(school_a: Mapping, principal: Client) -> None:
    school_a.save(LIST)
    fields = {"do": "usual", "revision": school_a.now().revision}
    assert principal.post(f"{MAP}ringer/", fields).status_code == 302
    page = text_of(principal.get(MAP))
    assert "Slik er det hos oss" not in page, "the rest differ from school to school and are chosen one by one"
    assert "må plasseres av dere: Spesialpedagog, Helsesykepleier" in page


def test_the_map_opens_only_after_both_talks(school_a: Mapping, principal: Client) -> None:
    school_a.save(LIST)
    page = text_of(
        principal.post(f"{MAP}drofting/", {"tillitsvalgt-held_on": "2024-08-19", "verneombud-note": "snart"})
    )
    assert 'href="#verneombud-held_on"' in page and 'value="snart"' in page
    assert principal.post(f"{MAP}apning/").url == f"{MAP}drofting/"
    assert school_a.now().opened_at is None
    assert principal.post(f"{MAP}drofting/", {"verneombud-held_on": "19.8.2024"}).status_code == 302
    assert principal.post(f"{MAP}apning/").url == f"{MAP}?nytt=apnet"
    assert school_a.now().opened_at is not None


def test_a_post_of_several_is_split_before_it_is_not_covered(school_a: Mapping, principal: Client) -> None:
    school_a.save([line("assistant", 3, "80")])
    address = f"{MAP}stillinger/{school_a.post('assistant').pk}/"
    page = text_of(principal.get(address))
    assert "Skill ut én stilling" in page and 'name="starts"' not in page
    alone = principal.post(f"{address}del-opp/").url.partition("?")[0]
    page = text_of(principal.post(f"{alone}ikke-dekket/", {"starts": "2024-08-20", "ends": "2024-08-01"}))
    assert re.findall(r'id="(starts|ends)"[^>]* aria-invalid', page) == ["ends"]
    assert 'href="#ends"' in page and 'value="2024-08-01"' in page
    assert principal.post(f"{alone}ikke-dekket/", {"starts": "2024-08-20", "substitute": "1"}).status_code == 302
    page = text_of(principal.get(alone))
    assert "fra 20. august 2024, vikar er på plass" in page
    (gap,) = school_a.gaps()
    assert principal.post(f"{alone}ikke-dekket/", {"do": "covered", "gap": gap.pk}).status_code == 302
    assert school_a.gaps() == []


# -- the owner and the first page ------------------------------------------------------------------------


def test_the_owner_is_led_to_what_is_shared_and_to_nothing_else(school_a: Mapping, cast) -> None:
    owner = client_of(cast["owner"])
    school_a.save(LIST)
    assert "/delt/2024/" not in text_of(owner.get("/skoler/skole-a/"))
    open_it(school_a)
    operations.release_map(
        team_map=school_a.team_map, revision=school_a.now().revision, person=school_a.principal, at=AT
    )
    assert "/skoler/skole-a/delt/2024/" in text_of(owner.get("/skoler/skole-a/"))
    page = text_of(owner.get("/skoler/skole-a/delt/2024/"))
    assert "Årsverk" in page and "Psykolog" not in page
    assert "/skoler/skole-a/delt/2024/" in text_of(owner.get("/skoleeiere/kommune-a/lag/?ar=2024"))


def test_the_first_page_leads_to_the_map(school_a: Mapping, cast) -> None:
    assert "Gå videre med kartet for Skole A" in text_of(client_of(cast["principal"]).get("/"))
    assert f'"{MAP}"' not in text_of(client_of(cast["teacher"]).get("/"))
    school_a.save(LIST)
    open_it(school_a)
    assert f'"{MAP}"' in text_of(client_of(cast["teacher"]).get("/"))
    assert "Kartlegg laget ved Skole E" in text_of(client_of(cast["stranger"]).get("/"))
    assert "side om side" in text_of(client_of(cast["owner"]).get("/"))


def test_no_page_ranks_posts() -> None:
    """No query of the map's orders by how much anybody works or is bound."""
    from pathlib import Path

    from laget.team import queries

    for file in Path(queries.__file__).parent.glob("*.py"):
        ordered = re.findall(r"order_by\(([^)]*)\)", file.read_text(encoding="utf-8"))
        assert not [keys for keys in ordered if re.search("fraction|bound|hours|real|planned", keys)], file


def open_it(school_a: Mapping) -> None:
    for whom in ("tillitsvalgt", "verneombud"):
        operations.record_discussion(
            team_map=school_a.team_map, with_whom=whom, held_on=AT.date(), note="", person=school_a.principal, at=AT
        )
    operations.open_map(team_map=school_a.team_map, person=school_a.principal, at=AT)


def test_what_a_deed_says_of_an_identity_number_is_said_beside_the_form(school_a: Mapping) -> None:
    with pytest.raises(Refusal) as caught:
        school_a.save((line("school-nurse", title="01017012345"),))
    assert said_of(caught.value).startswith("Linje 1 ser ut til å ha et fødselsnummer i seg.")
