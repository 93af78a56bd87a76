"""Comparison, evidence, handbook, words and search: who is let in, what they find, and what they are told otherwise."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.utils.html import escape
from tests.cast import client_of

from laget.content import shelf
from laget.library import handbook, queries
from laget.library.queries import findables
from laget.refusal import Refusal
from laget.theory.parts import EvidenceKind, Open
from laget.theory.text import LANGUAGES

CHAPTERS = [chapter.id for chapter in handbook.chapters()]
ADDRESSES = ["/teorier/sammenlign/", "/kunnskap/", "/handbok/", "/ord/", "/sok/?q=assistent"] + [
    f"/handbok/{id}/" for id in CHAPTERS
]


@pytest.fixture
def reader(cast):
    return client_of(cast["guardian"])


def read(reader, address, language="nb", status=200):
    response = reader.get(address, headers={"accept-language": language})
    assert response.status_code == status
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(client, db, address):
    assert client.get(address).url.startswith("/inn/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_works(reader, address, language):
    html = read(reader, address, language)
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "AFI r2015:6" in html


# -- side by side -----------------------------------------------------------------------------------------


def test_the_theories_stand_side_by_side_and_nothing_is_added_up(reader):
    html = read(reader, "/teorier/sammenlign/")
    heads = re.search(r"<thead>(.*?)</thead>", html, re.S).group(1)
    assert re.findall(r'href="/teorier/([\w-]+)/\d+/"', heads) == [theory.id for theory in shelf.theories()]
    words = text_of(html)
    for dimension in shelf.dimensions().values():
        assert (dimension.name.nb in words) == dimension.compared
    assert "Her er ingen sum og ingen vinner" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_says_it_in_brief_or_says_that_the_report_does_not(language):
    page = queries.comparison(language=language)
    assert len(page.rows) == 11
    for row in page.rows:
        assert len(row.cells) == len(page.theories) == 5
        for cell in row.cells:
            assert bool(cell.brief) != cell.said.open
            assert len(cell.brief.split()) <= 8, (row.name, cell.brief)


def test_what_a_theory_takes_up_is_counted_as_it_stands():
    page = queries.comparison(language="nb")
    for place, head in enumerate(page.theories):
        theory = shelf.theory(head.id, head.version)
        answers = [row.answers[place] for row in page.demands]
        assert head.partly == sum(answer.in_part for answer in answers)
        assert head.answered == sum(not answer.said.open and not answer.in_part for answer in answers)
        silent = sum(isinstance(address.says, Open) for address in theory.dilemmas)
        assert head.answered + head.partly + silent == len(page.demands)


# -- evidence ---------------------------------------------------------------------------------------------


def ids_of(html):
    return re.findall(r'<article class="app-entry" id="(E-\d+)"', html)


def test_every_statement_is_there_with_its_limits(reader):
    html = read(reader, "/kunnskap/")
    assert ids_of(html) == list(shelf.evidence())
    assert len(ids_of(html)) == 85
    for id in ("E-010", "E-015"):
        assert html.index(f'href="/kunnskap/#{id}"') < html.index('<article class="app-entry"')


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_one_kind_at_a_time(reader, kind):
    ids = ids_of(read(reader, f"/kunnskap/?slag={kind.value}"))
    assert ids == [one.id for one in shelf.evidence().values() if one.kind is kind]


def test_one_theory_at_a_time_and_the_arrows_it_bears_on(reader):
    theory = shelf.theory("assistants", 1)
    html = read(reader, "/kunnskap/?teori=assistants")
    assert set(ids_of(html)) == set(theory.evidence)
    tied = {f"/teorier/assistants/1/#arrow-{arrow.id}" for arrow in theory.arrows if arrow.evidence}
    assert tied and tied <= set(re.findall(r'href="([^"]+)"', html))


@pytest.mark.parametrize(("query", "among"), [("helsesøster", "E-047"), ("assistants", "E-061"), ("Durlak", "E-080")])
def test_evidence_is_found_in_any_language_and_by_old_words(reader, query, among):
    ids = ids_of(read(reader, f"/kunnskap/?q={query}"))
    assert among in ids and len(ids) < 85


def test_nothing_found_says_what_to_do(reader):
    words = text_of(read(reader, "/kunnskap/?q=astrologi"))
    assert "Ingen opplysning har alle ordene du søkte etter" in words


def test_a_choice_that_is_none_asks_for_nothing(reader):
    assert len(ids_of(read(reader, "/kunnskap/?slag=Q&teori=../x"))) == 85


# -- words and the law ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "code"),
    [("helsesøster", "school_nurse"), ("helsesjukepleiar", "school_nurse"), ("school nurse", "school_nurse"),
     ("spesialundervisning", "individually_adapted_education"), ("lag", "team")],
)  # fmt: skip
def test_a_word_is_found_by_its_names_in_any_language_old_or_new(reader, query, code):
    assert f'<div id="{code}">' in read(reader, f"/ord/?q={query}")


@pytest.mark.parametrize("query", ["§ 5-1", "§5-1", "5–1"])
def test_an_old_paragraph_leads_to_todays(reader, query):
    rows = re.findall(r'<tr id="law-[^>]*>.*?</tr>', read(reader, f"/ord/?q={query}"), re.S)
    assert any("§ 11-6" in row and "23. november 2026" in row for row in rows)


def test_every_reference_is_dated_and_sourced_and_what_nobody_confirmed_is_open():
    for one in shelf.law():
        assert isinstance(one.checked_on, Open) or re.fullmatch(r"20\d\d-\d\d-\d\d", one.checked_on)
        assert one.source.work
    assert any(isinstance(one.now, Open) for one in shelf.law())


def test_words_come_by_the_norwegian_alphabet():
    names = [line.name for line in queries.words_page(query="", language="nb").words]
    known = ["aktivitet", "barnevern", "målgruppe", "overdommer", "vernepleier", "virksom mekanisme"]
    assert sorted(known, key=names.index) == known


# -- handbook and search ----------------------------------------------------------------------------------


def test_a_chapter_that_is_not_there_leads_to_those_that_are(reader):
    html = read(reader, "/handbok/astrologi/", status=404)
    assert "astrologi" in text_of(html) and 'href="/handbok/"' in html


def test_the_schools_of_the_report_are_examples_for_everybody(reader):
    html = read(reader, "/handbok/schools/")
    words = text_of(html)
    for portrait in shelf.portraits():
        assert f'<section class="app-entry" id="{portrait.id}"' in html
        assert all(escape(one.says.nb) in words for one in (*portrait.worked, *portrait.did_not_work))


def test_every_implementation_feature_has_its_entry(reader):
    html = read(reader, "/handbok/features/")
    assert re.findall(r'<section class="app-entry" id="(I\d+)"', html) == [f"I{n}" for n in range(1, 25)]


def test_the_guard_is_with_its_objective(reader):
    assert shelf.objectives()[-1].guard.nb in text_of(read(reader, "/handbok/objectives/"))


def test_the_contradictions_of_every_model_and_school_are_gathered(reader):
    words = text_of(read(reader, "/handbok/contradictions/"))
    for theory in shelf.theories():
        for one in theory.inconsistencies:
            assert escape(one.says.nb) in words


@pytest.mark.parametrize(
    ("query", "url"),
    [("handlingshjul", "/ord/#action_wheel"), ("§ 5-1", "/ord/#law-"), ("koordinator", "/teorier/assistants/1/#part-"),
     ("Webster", "/kunnskap/#E-061"), ("vernepleiar", "/handbok/actors/#")],
)  # fmt: skip
def test_what_is_found_leads_to_where_it_stands(reader, query, url):
    assert f'href="{url}' in read(reader, f"/sok/?q={query}", language="nn")


def test_every_hit_leads_to_something_that_is_there(reader):
    """Every address the index knows is opened, and has the anchor."""
    pages = {}
    for one in findables.findables():
        page, _, anchor = one.url.partition("#")
        html = pages.setdefault(page, None) or read(reader, page)
        pages[page] = html
        assert not anchor or f'id="{anchor}"' in html, one.url


def test_the_search_says_what_to_do_when_nothing_is_asked_or_found(reader):
    assert "Gamle navn virker også" in text_of(read(reader, "/sok/"))
    assert "Ingenting har alle ordene i «astrologi»" in text_of(read(reader, "/sok/?q=astrologi"))


@pytest.mark.parametrize("page", ["/sok/", "/ord/", "/kunnskap/"])
@pytest.mark.parametrize("asked", ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"])
def test_what_is_asked_is_text_and_not_markup(reader, page, asked):
    assert "<script>alert" not in read(reader, f"{page}?q={asked}")


def test_a_query_is_cut_where_nobody_reads_on(reader):
    box = re.search(r'<input class="ds-input"[^>]* value="(a*)"', read(reader, f"/sok/?q={'a' * 5000}"))
    assert len(box.group(1)) == 100


@pytest.mark.parametrize(
    ("query", "first"),
    [("helsesøster", "school_nurse"), ("helsesjukepleiar", "school_nurse"), ("handlingshjul", "action_wheel")],
)
def test_what_is_called_so_comes_first(query, first):
    assert findables.find(query)[0].id == first


def test_what_speaks_of_it_by_its_name_today_is_found_by_its_old_name():
    today, old = ({one.id for one in findables.find(query)} for query in ("helsesykepleier", "helsesøster"))
    assert len(today) > 50 and today <= old


def test_an_old_name_is_no_part_of_another_word():
    """Rektor has been called skoleleder; the directorate has not."""
    found = {one.id for one in findables.find("skoleleder")}
    assert "actors-principal" in found or "principal" in found
    assert "actors-directorate" not in found


def test_the_first_hits_are_shown_and_the_rest_on_demand(reader):
    few, all_ = read(reader, "/sok/?q=skole"), read(reader, "/sok/?q=skole&alt=1")
    assert "Vis alle treffene" in few and "Vis alle treffene" not in all_
    assert few.count("<li><a") < all_.count("<li><a")


@pytest.mark.parametrize("address", ["/kunnskap/", "/ord/", "/sok/", "/handbok/actors/"])
def test_the_menu_says_where_one_is(reader, address):
    assert re.search(r'href="/handbok/" aria-current="true"', read(reader, address))


# -- an empty shelf -----------------------------------------------------------------------------------------


@pytest.fixture
def nothing(monkeypatch):
    """A shelf without a theory or a statement."""
    monkeypatch.setattr(shelf, "theories", tuple)
    monkeypatch.setattr(shelf, "evidence", dict)


@pytest.mark.parametrize("address", ["/", "/teorier/", "/teorier/sammenlign/", "/kunnskap/"])
def test_an_empty_shelf_breaks_no_page(reader, nothing, address):
    words = text_of(read(reader, address))
    assert " 0 modellene" not in words


def test_two_chapters_of_one_name_are_refused(monkeypatch):
    twin = handbook.chapters()[0]
    handbook.chapters.cache_clear()
    monkeypatch.setattr(handbook, "written", lambda: (twin, twin))
    with pytest.raises(Refusal) as refusal:
        handbook.chapters()
    assert refusal.value.code == "chapter_twice"
    handbook.chapters.cache_clear()
