"""The pages of what is settled: who sees what of them, what a form keeps, and how much they ask of the database."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import A_DAY, AT, client_of
from tests.clarify.rounds import OWN, Rounding
from tests.clarify.settling import BREAK, BY_SOCIAL, BY_TEACHER, Settling
from tests.clarify.test_matters import raised
from tests.clarify.test_settle_deeds import last_line
from tests.team.maps import Mapping, line

from laget.clarify.models import Agreement, Feedback, Introduction, JobDescription, Review
from laget.clarify.operations.feedback import agree_feedback, end_feedback
from laget.clarify.operations.introductions import mark_step
from laget.clarify.operations.job_descriptions import describe_role
from laget.clarify.operations.reviews import review_settlement
from laget.clarify.operations.settlements import add_situations
from laget.clarify.queries.cards import card_sources
from laget.clarify.queries.feedback_page import feedback_page
from laget.clarify.queries.reviews_page import reviews_page
from laget.clarify.queries.who_helps import who_helps
from laget.content import shelf
from laget.people.models import AuditLine, Person
from laget.refusal import Refusal
from laget.schools.queries import owner_with_code, school_with_code
from laget.team.operations import begin_map

AVKLARING = "/skoler/skole-a/avklaring/"


@pytest.fixture
def school_a(cast) -> Settling:
    return Settling(school=school_with_code("skole-a"), principal=cast["principal"])


def with_a_map(school_a: Settling) -> None:
    """A map that is open to the staff."""
    team_map = begin_map(school=school_a.school, year=2024, person=school_a.principal, at=AT)
    mapping = Mapping(team_map=team_map, principal=school_a.principal)
    mapping.save((line("teacher", 9), line("assistant", 2), line("miljoterapeut", title="Miljøveileder"), line("ppt")))
    mapping.discuss()
    mapping.open()


def refused(code: str, deed, /, **given) -> None:
    lines = AuditLine.objects.count()
    with pytest.raises(Refusal) as refusal:
        deed(**given)
    assert (refusal.value.code, AuditLine.objects.count()) == (code, lines)


# -- who helps -------------------------------------------------------------------------------------------


def test_who_helps_is_searched_by_every_word(school_a):
    school_a.settle()
    school_a.settle("call-home", BY_TEACHER)
    school_a.settle("lateness", replace(BY_SOCIAL, hand_back=""))

    def found(sought: str) -> list[str]:
        return [row.lead for row in who_helps(school_a.school, sought=sought, language="nb").rows]

    assert found("") == ["miljoterapeut", "contact-teacher"], "what is not settled is not there"
    assert found("STOREFRI assistent") == ["miljoterapeut"]
    assert found("storefri kontaktlærer") == []
    assert found("neste time") == ["miljoterapeut"]


def test_who_helps_names_nobody_and_tells_nothing_of_anybody(school_a, cast):
    with_a_map(school_a)
    school_a.settle()
    school_a.settle(facts=replace(BY_SOCIAL, decided_by="Personalmøtet i august"))
    raised(school_a)
    page = client_of(cast["teacher"]).get("/skoler/skole-a/hvem-hjelper/").content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Miljøveileder" in main and "i neste time" in main
    names = Person.objects.exclude(pk=cast["teacher"].pk).values_list("name", "email")
    assert not [name for pair in names for name in pair if name in main]
    for hidden in ("Personalmøtet i august", "Skal miljøterapeuten", "venter på svar", "2024"):
        assert hidden not in main


def test_who_helps_leads_only_to_cards_that_the_reader_may_open(school_a, cast):
    school_a.settle()
    school_a.settle("call-home", BY_TEACHER)
    school_a.put_forward("contact-teacher")
    for slug, cards in (("ppt-adviser", {"contact-teacher"}), ("teacher", {"contact-teacher", "miljoterapeut"})):
        browser = client_of(cast[slug])
        page = browser.get("/skoler/skole-a/hvem-hjelper/").content.decode()
        assert "iljøterapeut" in page
        led_to = set(re.findall(rf"{AVKLARING}rollekort/([a-z-]+)/", page))
        assert led_to == cards
        assert {browser.get(f"{AVKLARING}rollekort/{role}/").status_code for role in led_to} == {200}


# -- cards -----------------------------------------------------------------------------------------------


def test_whoever_comes_from_outside_reads_only_what_is_put_forward(school_a, cast):
    school_a.settle()
    school_a.put_forward("assistant")
    school_a.settle(facts=replace(BY_SOCIAL, hand_back="når målet er nådd"))
    adviser = client_of(cast["ppt-adviser"])
    told = adviser.get(f"{AVKLARING}rollekort/assistant/").content.decode()
    assert "i neste time" in told and "når målet er nådd" not in told
    assert adviser.get(f"{AVKLARING}rollekort/miljoterapeut/").status_code == 404
    assert adviser.get(f"{AVKLARING}rollekort/assistant/?utkast=ja").content.decode().count("når målet er nådd") == 0
    listed = adviser.get(f"{AVKLARING}rollekort/").content.decode()
    assert "rollekort/assistant/" in listed and "rollekort/miljoterapeut/" not in listed
    teacher = client_of(cast["teacher"]).get(f"{AVKLARING}rollekort/assistant/").content.decode()
    assert "når målet er nådd" in teacher, "those who work here see what has been settled since"


def test_what_is_not_there(school_a, cast):
    school_a.settle()
    school_a.put_forward("assistant")
    browser = client_of(cast["principal"])
    gone = ("rollekort/nobody/", "rollekort/other/", "rollekort/assistant/9/", "bestemt/nothing/", "saker/999/")
    assert {browser.get(f"{AVKLARING}{path}").status_code for path in gone} == {404}
    for path in ("rollekort/nobody/skriv/", "rollekort/nobody/ny/", "bestemt/nothing/uenige/"):
        assert browser.get(f"{AVKLARING}{path}").status_code == 404


def test_a_form_that_is_refused_keeps_what_was_typed(school_a, cast):
    browser = client_of(cast["principal"])
    sent = {"number": "0", "lead": "miljoterapeut", "hand_back": "010170 12345", "decided_by": "Møtet", "do": "save"}
    page = browser.post(f"{AVKLARING}bestemt/{BREAK}/", sent).content.decode()
    assert "fødselsnummer" in page and 'value="Møtet"' in page and 'value="miljoterapeut" selected' in page
    assert school_a.now() is None
    school_a.settle()
    page = browser.post(f"{AVKLARING}bestemt/{BREAK}/", sent | {"hand_back": "straks"}).content.decode()
    assert "mens du skrev" in page and 'value="straks"' in page and 'name="number" value="1"' in page
    page = browser.post(f"{AVKLARING}bestemt/{BREAK}/", sent | {"review_on": "snart"}).content.decode()
    assert 'id="review_on" name="review_on" value="snart"' in page


def test_the_meeting_goes_from_one_situation_to_the_next(school_a, cast):
    school_a.add(BREAK, "call-home", "lateness")
    browser = client_of(cast["principal"])
    sent = {"number": "1", "lead": "teacher", "do": "next", "decided_by": "Møtet"}
    assert browser.post(f"{AVKLARING}bestemt/call-home/", sent).url == f"{AVKLARING}bestemt/lateness/?nytt=lagret"
    assert 'value="Møtet"' in browser.get(f"{AVKLARING}bestemt/lateness/").content.decode(), "said once in a meeting"
    assert browser.post(f"{AVKLARING}bestemt/lateness/", sent).url == f"{AVKLARING}bestemt/{BREAK}/?nytt=lagret"
    assert browser.post(f"{AVKLARING}bestemt/{BREAK}/", sent).url == f"{AVKLARING}bestemt/?nytt=ferdig"


def test_what_the_round_said_is_beside_the_form(school_a, cast):
    rounding = Rounding(school=school_a.school, principal=school_a.principal)
    rounding.begin(keys=(BREAK,), own="")
    rounding.open()
    browser = client_of(cast["principal"])
    before = browser.get(f"{AVKLARING}bestemt/{BREAK}/").content.decode()
    assert "Slik svarte dere" not in before, "not before it closes"
    rounding.close()
    page = browser.get(f"{AVKLARING}bestemt/{BREAK}/").content.decode()
    assert "Slik svarte dere i runde 1" in page and "avklaring/1/resultat/#s1" in page
    school_a.settle("call-home", BY_TEACHER)
    assert "Slik svarte dere" not in browser.get(f"{AVKLARING}bestemt/call-home/").content.decode()
    browser.post(f"{AVKLARING}bestemt/{BREAK}/", {"number": "0", "lead": "teacher", "do": "save"})
    assert school_a.now().round == rounding.round


def a_closed_round(school_a: Settling) -> Rounding:
    rounding = Rounding(school=school_a.school, principal=school_a.principal)
    rounding.begin(keys=(BREAK, "call-home"))
    rounding.open()
    rounding.close()
    return rounding


def test_all_that_the_newest_round_asked_is_put_on_the_list_at_once(school_a, cast):
    keys = a_closed_round(school_a).keys()
    browser = client_of(cast["principal"])
    page = browser.get(f"{AVKLARING}bestemt/").content.decode()
    ticked = re.findall(r'name="key" value="([^"]+)" checked', page)
    assert sorted(ticked) == sorted(keys)
    assert browser.post(f"{AVKLARING}bestemt/", {"key": ticked}).url == f"{AVKLARING}bestemt/?nytt=3"
    own = school_a.now(keys[-1])
    assert own is not None and own.text == OWN
    assert OWN in browser.get(f"{AVKLARING}bestemt/{own.key}/").content.decode()
    school_a.take_away(own.key)
    assert [row.text for row in school_a.add(own.key)] == [OWN], "and again after it was taken away"
    said = {"school": school_a.school, "keys": ["own-of-nobody"], "person": school_a.principal, "at": AT}
    refused("unknown_situation", add_situations, **said)


def test_what_is_too_long_is_named_where_it_stands(school_a, cast):
    browser = client_of(cast["principal"])
    sent = {"number": "0", "lead": "miljoterapeut", "hand_back": "x" * 301}
    page = browser.post(f"{AVKLARING}bestemt/{BREAK}/", sent).content.decode()
    assert "Det er for mye i feltet «Når tar læreren over igjen?»." in page and 'href="#hand_back"' in page
    page = browser.post(f"{AVKLARING}rollekort/assistant/skriv/", {"does_not": "x" * 301}).content.decode()
    assert "Det er for mye i feltet «Gjør ikke»." in page and 'href="#does_not"' in page
    owner, address = client_of(cast["owner"]), "/skoleeiere/kommune-a/stillingsbeskrivelser/assistant/"
    assert "Skriv minst én oppgave." in owner.post(address, {"does": " "}).content.decode()
    page = owner.post(address, {"does": "Følge", "partners": "x" * 201, "agreed_on": "2024-08-19"}).content.decode()
    assert "Det er for mye i feltet «Godkjent av»." in page and 'href="#partners"' in page


@pytest.mark.parametrize(
    ("address", "field", "most"),
    [
        (f"bestemt/{BREAK}/uenige/", "question", 500),
        ("rollekort/miljoterapeut/skriv/", "about", 500),
        ("rollekort/miljoterapeut/ny/", f"note-{next(iter(shelf.introduction_steps()))}", 2000),
    ],
)
def test_a_line_break_is_one_character_as_the_browser_counts(school_a, cast, address, field, most):
    """It holds what is typed to the length of the field, and sends a carriage return with each line feed."""
    school_a.settle()
    browser = client_of(cast["principal"])
    sent = {"due": (timezone.localdate() + A_DAY).isoformat(), "revision": "0"}
    typed = "Hei\r\n" + "x" * (most - 4)
    assert browser.post(f"{AVKLARING}{address}", sent | {field: typed}).status_code == 302
    assert browser.post(f"{AVKLARING}{address}", sent | {field: typed + "x"}).status_code == 200


# -- feedback, introduction, reviews and descriptions ----------------------------------------------------


def test_without_a_map_nobody_says_that_all_roles_hear(school_a, cast):
    given = {"school": school_a.school, "person": school_a.principal, "at": AT}
    agree_feedback(receiver="assistant", giver="teacher", how="", **given)
    browser, address = client_of(cast["principal"]), f"{AVKLARING}tilbakemelding/"
    page = browser.get(address).content.decode()
    assert "Alle rollene på kartet" not in page and "Kartet er ikke åpnet ennå" in page
    with_a_map(school_a)
    assert "Alle rollene på kartet" not in browser.get(address).content.decode()
    for receiver in ("teacher", "miljoterapeut"):
        agree_feedback(receiver=receiver, giver="assistant", how="", **given)
    assert "Alle rollene på kartet" in browser.get(address).content.decode()


def test_every_staff_group_that_hears_from_nobody_is_named(school_a, cast):
    with_a_map(school_a)
    given = {"school": school_a.school, "person": school_a.principal, "at": AT}
    seen = {"person": cast["teacher"], "at": AT, "language": "nb"}
    assert feedback_page(school_a.school, **seen).lacking == ("Lærer", "Assistent", "Miljøveileder")
    row = agree_feedback(receiver="assistant", giver="teacher", how=" på trinnmøtet ", **given)
    assert last_line() == ("agree_feedback", "clarify.feedback", str(row.pk))
    lines = AuditLine.objects.count()
    agree_feedback(receiver="assistant", giver="teacher", how="på trinnmøtet", **given)
    assert AuditLine.objects.count() == lines
    assert feedback_page(school_a.school, **seen).lacking == ("Lærer", "Miljøveileder")
    card = card_sources(school_a.school, language="nb").card("assistant")
    assert [loop.how for loop in card.feedback_from] == ["på trinnmøtet"]
    refused("bad_feedback", agree_feedback, receiver="assistant", giver="assistant", how="", **given)
    refused("bad_feedback", agree_feedback, receiver="assistant", giver="teacher", how="x" * 201, **given)
    refused("unknown_role", agree_feedback, receiver="nobody", giver="teacher", how="", **given)
    refused("national_id_in_text", agree_feedback, receiver="assistant", giver="teacher", how="01017012345", **given)
    end_feedback(receiver="assistant", giver="teacher", **given)
    assert last_line()[0] == "end_feedback" and not Feedback.objects.with_scopes_disabled().exists()
    lines = AuditLine.objects.count()
    end_feedback(receiver="assistant", giver="teacher", **given)
    assert AuditLine.objects.count() == lines


def test_a_new_role_is_brought_in_step_by_step(school_a):
    step = next(iter(shelf.introduction_steps()))
    given = {
        "school": school_a.school, "role": "miljoterapeut", "step": step, "planned_on": date(2024, 8, 20),
        "done_on": None, "note": " Fem minutter ", "person": school_a.principal, "at": AT,
    }  # fmt: skip
    row = mark_step(**given)
    assert row.note == "Fem minutter"
    assert last_line() == ("mark_introduction_step", "clarify.introduction", str(row.pk))
    assert mark_step(**given) is None
    refused("step_not_done_yet", mark_step, **given | {"done_on": date(2024, 8, 20)})
    refused("unknown_step", mark_step, **given | {"step": "nothing"})
    refused("bad_introduction", mark_step, **given | {"note": "x" * 2001})
    refused("national_id_in_text", mark_step, **given | {"note": "01017012345"})
    assert Introduction.objects.with_scopes_disabled().count() == 1


def test_looking_back_is_of_what_counts_now(school_a, cast):
    refused("nothing_to_review", review, school_a=school_a)
    school_a.settle()
    row = review(school_a)
    assert last_line() == ("review_settlement", "clarify.review", str(row.pk))
    assert review(school_a) is None
    assert review(school_a, outcome="continuing").pk == row.pk, "corrected the same day"
    seen = {"person": cast["teacher"], "at": AT, "language": "nb"}
    assert [told for told, _rows in reviews_page(school_a.school, **seen).told] == ["Fortsetter"]
    school_a.settle(facts=BY_TEACHER)
    page = reviews_page(school_a.school, **seen)
    assert page.told == () and page.rows[0].outcome == ""
    refused("bad_review", review, school_a=school_a, outcome="splendid")
    refused("bad_review", review, school_a=school_a, note="x" * 501)
    refused("national_id_in_text", review, school_a=school_a, note="01017012345")


def test_half_a_year_makes_it_time_to_look_back(school_a, cast):
    school_a.settle(facts=replace(BY_SOCIAL, review_on=date(2024, 8, 20)))
    due = [reviews_page(school_a.school, person=cast["teacher"], at=AT.replace(day=day), language="nb").due
           for day in (19, 20)]  # fmt: skip
    assert due == [0, 1]


def review(school_a: Settling, **more: object) -> Review | None:
    given = {"key": BREAK, "outcome": "achieved", "note": "", "person": school_a.principal, "at": AT} | more
    return review_settlement(school=school_a.school, **given)  # type: ignore[arg-type]  # the arguments of review_settlement


def test_a_card_extends_the_municipalitys_description_once_the_partners_have_agreed(school_a, cast):
    owner = owner_with_code("kommune-a")
    given = {"owner": owner, "role": "miljoterapeut", "does": ("Veilede lærere", " "), "at": AT}
    given |= {"person": cast["owner"]}
    row = describe_role(**given)
    assert (row.does, row.agreed_on) == (["Veilede lærere"], None)
    assert last_line() == ("describe_role", "clarify.jobdescription", str(row.pk))
    assert describe_role(**given) == row

    def card() -> list[str]:
        return [one.says for one in card_sources(school_a.school, language="nb").card("miljoterapeut").leads]

    assert card() == [], "a draft is nobody's base"
    agreed = given | {"partners": "Skolesjefen og FO", "agreed_on": date(2024, 8, 19)}
    describe_role(**agreed)
    assert card() == ["Veilede lærere"]
    describe_role(**given | {"does": ("Noe annet",)})
    assert card() == ["Veilede lærere"], "it counts until another is agreed"
    refused("description_without_partners", describe_role, **given | {"partners": "FO"})
    refused("description_without_partners", describe_role, **agreed | {"partners": ""})
    refused("agreed_not_yet", describe_role, **agreed | {"agreed_on": date(2024, 8, 20)})
    refused("bad_description", describe_role, **given | {"does": ()})
    refused("bad_description", describe_role, **given | {"does_not": ("x" * 301,)})
    refused("national_id_in_text", describe_role, **given | {"does": ("Følge 01017012345",)})
    refused("unknown_role", describe_role, **given | {"role": "nobody"})
    assert JobDescription.objects.with_scopes_disabled().count() == 3


# -- forms with several deeds in them --------------------------------------------------------------------


def test_the_dates_of_agreement_are_kept_all_or_none(school_a, cast):
    school_a.settle()
    version = school_a.put_forward()
    browser, address = client_of(cast["principal"]), f"{AVKLARING}rollekort/miljoterapeut/{version.number}/"
    page = browser.post(address, {"agreed-holders": "2024-08-19", "agreed-leader": "i fjor"}).content.decode()
    assert "Skriv datoen som for eksempel 17.8.2026" in page and "ikke kommet" not in page
    assert 'value="i fjor"' in page and 'value="2024-08-19"' in page and 'href="#agreed-leader"' in page
    page = browser.post(address, {"agreed-holders": "19.8.2024", "agreed-leader": "2099-08-20"}).content.decode()
    assert "ikke kommet ennå" in page and 'href="#agreed-leader"' in page
    assert Agreement.objects.with_scopes_disabled().count() == 0
    assert "minst én" in browser.post(address, {}).content.decode()
    assert browser.post(address, {"agreed-holders": "19.8.2024", "agreed-leader": "2024-08-18"}).status_code == 302
    assert Agreement.objects.with_scopes_disabled().count() == 2


def test_what_is_looked_back_at_is_kept_all_or_none(school_a, cast):
    school_a.settle()
    school_a.settle("call-home", BY_TEACHER)
    browser, address = client_of(cast["principal"]), f"{AVKLARING}et-halvt-ar-etter/"
    sent = {"key": [BREAK, "call-home"], f"outcome-{BREAK}": "achieved", f"note-{BREAK}": "Det er roligere."}
    for wrong in ({"outcome-call-home": "undecided", "note-call-home": "Ringte 01017012345"},
                  {"note-call-home": "Vi ringer oftere"}):  # fmt: skip
        page = browser.post(address, sent | wrong).content.decode()
        assert 'value="Det er roligere."' in page and f'value="{wrong["note-call-home"]}"' in page
        assert f'name="outcome-{BREAK}" value="achieved" checked' in page and 'href="#note-call-home"' in page
        assert Review.objects.with_scopes_disabled().count() == 0
    assert browser.post(address, sent | {"note-call-home": ""}).status_code == 302
    assert [row.note for row in Review.objects.with_scopes_disabled().all()] == ["Det er roligere."]


def test_the_steps_are_kept_all_or_none(school_a, cast):
    first, second, *_ = shelf.introduction_steps()
    browser, address = client_of(cast["principal"]), f"{AVKLARING}rollekort/miljoterapeut/ny/"
    sent = {f"note-{first}": "Fem minutter", f"planned-{first}": "20.8.2024", f"note-{second}": ""}
    for wrong, says in (("i fjor", "Skriv datoen som for eksempel 17.8.2026"), ("2099-08-20", "ikke kommet ennå")):
        page = browser.post(address, sent | {f"done-{second}": wrong}).content.decode()
        assert says in page and f'href="#done-{second}"' in page
        assert f'value="{wrong}"' in page and 'value="20.8.2024"' in page and ">Fem minutter</textarea>" in page
        assert Introduction.objects.with_scopes_disabled().count() == 0
    assert browser.post(address, sent | {f"done-{second}": "2024-08-19"}).status_code == 302
    assert Introduction.objects.with_scopes_disabled().count() == 2


# -- how much is asked of the database -------------------------------------------------------------------

# Of these, nine or ten are spent on who asks and what they may.
CEILINGS = {
    "avklaring/bestemt/": 18,
    f"avklaring/bestemt/{BREAK}/": 20,
    "avklaring/rollekort/": 19,
    "avklaring/rollekort/miljoterapeut/": 19,
    "avklaring/saker/": 15,
    "avklaring/tilbakemelding/": 14,
    "avklaring/et-halvt-ar-etter/": 15,
    "hvem-hjelper/": 16,
}


def asked_by(person: Person, address: str) -> int:
    browser = client_of(person)
    # The first request of a process looks at the database's age, once.
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200, address
    return len(asked)


def test_the_pages_ask_the_same_of_two_situations_and_of_twelve(school_a, cast):
    with_a_map(school_a)
    keys = list(shelf.situations())
    keys = [BREAK, *(key for key in keys if key != BREAK)]

    def more(keys: list[str]) -> None:
        for key in keys:
            school_a.settle(key)
            raised(school_a, key)
            review(school_a, key=key)
        for role in ("miljoterapeut", "assistant"):
            school_a.agree(school_a.put_forward(role))

    def counted() -> dict[str, int]:
        return {path: asked_by(cast["principal"], f"/skoler/skole-a/{path}") for path in CEILINGS}

    more(keys[:2])
    few = counted()
    more(keys[2:12])
    assert counted() == few
    assert {path: count for path, count in few.items() if count > CEILINGS[path]} == {}


def test_the_owners_first_page_asks_the_same_of_one_matter_and_of_four(school_a, cast):
    raised(school_a)
    few = {path: asked_by(cast["owner"], path) for path in ("/", "/skoleeiere/kommune-a/saker/")}
    for key in list(shelf.situations())[:4]:
        if key != BREAK:
            raised(school_a, key)
    assert {path: asked_by(cast["owner"], path) for path in few} == few
    assert few["/"] <= 21 and few["/skoleeiere/kommune-a/saker/"] <= 13, few
