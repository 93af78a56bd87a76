"""A matter has a place and a date, and one that nobody answers is on the owner's first page the day after its date."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta

import pytest
from django.http import Http404
from tests.cast import A_DAY, AT, client_of
from tests.clarify.settling import BREAK, Settling
from tests.clarify.test_settle_deeds import last_line

from laget.clarification.matter import Level
from laget.clarify.access import matter_of
from laget.clarify.models import Clarifiers, Matter
from laget.clarify.operations.matters import answer_matter, lift_matter, name_clarifiers, raise_matter
from laget.clarify.queries.home_cards import owner_matters, settling_cards
from laget.clarify.queries.matters_page import MatterRow, owner_matters_page
from laget.clarify.queries.who_helps import who_helps
from laget.people import operations as people
from laget.people.models import AuditLine, Grant
from laget.refusal import Refusal
from laget.schools.queries import owner_with_code, school_with_code

QUESTION = "Skal miljøterapeuten eller inspektøren ta konflikter etter storefri?"
DUE = date(2024, 9, 2)


def on(day: date) -> datetime:
    """Early in the morning of a day: nothing has to run at night for the page to be right."""
    return AT.replace(year=day.year, month=day.month, day=day.day, hour=4)


@pytest.fixture
def school_a(cast) -> Settling:
    return Settling(school=school_with_code("skole-a"), principal=cast["principal"])


@pytest.fixture
def matter(school_a: Settling) -> Matter:
    school_a.settle()
    return raised(school_a)


def raised(school_a: Settling, key: str = BREAK, **more: object) -> Matter:
    given = {"question": QUESTION, "due": DUE, "person": school_a.principal, "at": AT} | more
    return raise_matter(school=school_a.school, key=key, **given)  # type: ignore[arg-type]  # the arguments of raise_matter


def first_page(person, day: date) -> list[int]:
    """The matters on somebody's first page, by id."""
    return [row.id for card in owner_matters(person, at=on(day)) for row in card.waiting]


def refused(code: str, deed, /, *given, **more) -> None:
    before = [list(Matter.objects.with_scopes_disabled().values()), AuditLine.objects.count()]
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more)
    assert refusal.value.code == code
    assert [list(Matter.objects.with_scopes_disabled().values()), AuditLine.objects.count()] == before


# -- the owner's first page ------------------------------------------------------------------------------


def test_a_matter_no_one_answers_is_on_the_owners_first_page_the_day_after_its_date(matter, cast):
    assert first_page(cast["owner"], DUE - A_DAY) == []
    assert first_page(cast["owner"], DUE) == []
    assert first_page(cast["owner"], DUE + A_DAY) == [matter.pk]
    assert first_page(cast["owner"], DUE + timedelta(days=400)) == [matter.pk], "no date makes it disappear"


def test_it_is_there_in_the_browser(matter, cast, monkeypatch):
    for day, seen in ((DUE, False), (DUE + A_DAY, True)):
        monkeypatch.setattr("django.utils.timezone.now", lambda day=day: on(day))
        page = client_of(cast["owner"]).get("/").content.decode()
        assert (QUESTION in page) == seen
        waiting = page.partition('id="waiting"')[2]
        assert not seen or waiting.index(QUESTION) < waiting.index("/skoler/"), "before everything else that waits"


def test_one_that_is_answered_in_time_never_comes(matter, school_a, cast):
    answer_matter(matter=matter, answer="Miljøterapeuten.", by=Level.SCHOOL, person=school_a.principal, at=on(DUE))
    assert first_page(cast["owner"], DUE + A_DAY) == []
    assert owner_matters_page(owner_with_code("kommune-a"), at=on(DUE + A_DAY)).answered == ()
    with pytest.raises(Http404):
        matter_of(owner_with_code("kommune-a"), matter.pk, on(DUE + A_DAY))


def told_to_the_owner(matter: Matter, cast, day: date, monkeypatch) -> str:
    """What the owner reads on the matter's page, and that it is among those that are answered."""
    (row,) = owner_matters_page(owner_with_code("kommune-a"), at=on(day)).answered
    assert (row.id, row.answered_by, row.answer) == (matter.pk, "skolen", "Vi ble enige.")
    monkeypatch.setattr("django.utils.timezone.now", lambda: on(day))
    browser = client_of(cast["owner"])
    assert f"saker/{matter.pk}/" in browser.get("/skoleeiere/kommune-a/saker/").content.decode()
    found = browser.get(f"/skoleeiere/kommune-a/saker/{matter.pk}/")
    assert found.status_code == 200
    return found.content.decode()


def test_one_that_the_school_answers_late_waits_no_more_and_stays_with_its_answer(matter, school_a, cast, monkeypatch):
    late = DUE + timedelta(days=3)
    assert first_page(cast["owner"], late) == [matter.pk]
    answer_matter(matter=matter, answer="Vi ble enige.", by=Level.SCHOOL, person=school_a.principal, at=on(late))
    assert first_page(cast["owner"], late) == []
    page = told_to_the_owner(matter, cast, late + timedelta(days=30), monkeypatch)
    assert "Besvart av skolen 5. september 2024." in page and "Vi ble enige." in page


def test_the_school_cannot_make_one_that_it_has_lifted_vanish(matter, school_a, cast, monkeypatch):
    day = date(2024, 8, 26)
    lift_matter(matter=matter, due=date(2024, 9, 9), by=Level.SCHOOL, person=school_a.principal, at=on(day))
    answer_matter(matter=matter, answer="Vi ble enige.", by=Level.SCHOOL, person=school_a.principal, at=on(day))
    page = told_to_the_owner(matter, cast, day, monkeypatch)
    assert "Besvart av skolen 26. august 2024." in page and "Vi ble enige." in page


def test_one_that_is_lifted_is_there_the_same_day(matter, school_a, cast):
    day = date(2024, 8, 26)
    lift_matter(matter=matter, due=date(2024, 9, 9), by=Level.SCHOOL, person=school_a.principal, at=on(day))
    assert last_line() == ("lift_matter", "clarify.matter", str(matter.pk))
    assert first_page(cast["owner"], day) == [matter.pk]
    (row,) = owner_matters(cast["owner"], at=on(date(2024, 9, 10)))[0].waiting
    assert row.overdue and row.level == "owner"


def test_what_the_owner_sends_on_stays_on_its_page_until_it_is_answered(matter, cast):
    day = DUE + A_DAY
    lift_matter(matter=matter, due=date(2024, 10, 1), by=Level.OWNER, person=cast["owner"], at=on(day))
    (row,) = owner_matters(cast["owner"], at=on(date(2024, 10, 2)))[0].waiting
    assert (row.level, row.overdue) == ("municipality", True)
    answer_matter(matter=matter, answer="PPT tar det.", by=Level.OWNER, person=cast["owner"], at=on(date(2024, 10, 3)))
    assert first_page(cast["owner"], date(2024, 10, 3)) == []
    (told,) = owner_matters_page(owner_with_code("kommune-a"), at=on(date(2024, 10, 3))).answered
    assert (told.answer, told.answered_by) == ("PPT tar det.", "kommunen")


def test_whoever_is_the_owner_no_longer_sees_none(matter, cast):
    grant = Grant.objects.get(person=cast["owner"])
    people.end_grant(grant=grant, at=on(DUE + A_DAY))
    assert first_page(cast["owner"], DUE + timedelta(days=2)) == []


def test_nobody_else_has_it_on_the_first_page(matter, cast):
    others = {slug: first_page(person, DUE + A_DAY) for slug, person in cast.items() if slug != "owner"}
    assert set(map(tuple, others.values())) == {()}


def test_the_longest_overdue_comes_first(matter, school_a, cast):
    earlier = raised(school_a, "take-over-again", due=date(2024, 8, 21))
    assert first_page(cast["owner"], DUE + A_DAY) == [earlier.pk, matter.pk]


# -- what the owner sees ---------------------------------------------------------------------------------


def test_the_owner_sees_the_situation_the_question_and_the_dates_and_nothing_else(matter, school_a, cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: on(DUE + A_DAY))
    browser = client_of(cast["owner"])
    page = browser.get(f"/skoleeiere/kommune-a/saker/{matter.pk}/").content.decode()
    assert QUESTION in page and "Løse opp i en konflikt fra storefri" in page
    for hidden in ("i neste time", "Personalmøtet", "Assistent", "principal@"):
        assert hidden not in page
    for shut in ("avklaring/bestemt/", f"avklaring/bestemt/{BREAK}/", "avklaring/saker/", "hvem-hjelper/"):
        assert browser.get(f"/skoler/skole-a/{shut}").status_code == 403
    told = {field.name for field in fields(MatterRow)}
    assert told == {
        "id", "key", "school", "situation", "question", "raised_on", "level", "says", "due", "overdue", "answer",
        "answered_on", "answered_by",
    }  # fmt: skip


def test_the_owner_cannot_look_before_it_has_come(matter, cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: on(DUE))
    assert client_of(cast["owner"]).get(f"/skoleeiere/kommune-a/saker/{matter.pk}/").status_code == 404


def test_another_owner_sees_nothing_of_it(matter, cast, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: on(DUE + A_DAY))
    owner = people.add_person(email="eier-e@demo.invalid", name="Eier E", password=None, at=AT)
    people.give_grant(person=owner, kind="owner", owner=owner_with_code("kommune-e"), starts=AT, at=AT)
    browser = client_of(owner)
    assert browser.get(f"/skoleeiere/kommune-a/saker/{matter.pk}/").status_code == 404
    assert browser.get(f"/skoleeiere/kommune-e/saker/{matter.pk}/").status_code == 404
    assert QUESTION not in browser.get("/").content.decode()


# -- the deeds -------------------------------------------------------------------------------------------


def test_raising_answering_and_what_is_refused(matter, school_a, cast):
    assert AuditLine.objects.filter(verb="raise_matter", thing_id=str(matter.pk)).count() == 1
    refused("matter_is_open", raised, school_a)
    refused("bad_matter", raised, school_a, "take-over-again", question=" ")
    refused("bad_matter", raised, school_a, "take-over-again", question="x" * 501)
    refused("national_id_in_text", raised, school_a, "take-over-again", question="Hvem tar 01017012345?")
    refused("matter_date", raised, school_a, "take-over-again", due=date(2024, 8, 18))
    refused("matter_date", raised, school_a, "take-over-again", due=date(2026, 8, 18))
    refused("unknown_situation", raised, school_a, "nothing-of-the-kind")
    given = {"matter": matter, "person": cast["principal"]}
    refused("bad_answer", answer_matter, answer="", by=Level.SCHOOL, at=AT, **given)
    refused("national_id_in_text", answer_matter, answer="01017012345", by=Level.SCHOOL, at=AT, **given)
    refused("matter_is_the_schools", answer_matter, answer="Nå.", by=Level.OWNER, at=AT, **given)
    refused("matter_is_higher", lift_matter, due=DUE, by=Level.OWNER, at=AT, **given)
    refused("matter_date", lift_matter, due=AT.date() - A_DAY, by=Level.SCHOOL, at=AT, **given)
    later = on(DUE + A_DAY)
    refused("matter_is_higher", lift_matter, due=later.date(), by=Level.SCHOOL, at=later, **given)
    answer_matter(answer="Miljøterapeuten.", by=Level.SCHOOL, at=later, **given)
    assert last_line() == ("answer_matter", "clarify.matter", str(matter.pk))
    refused("matter_is_answered", answer_matter, answer="Nei.", by=Level.SCHOOL, at=later, **given)
    refused("matter_is_answered", lift_matter, due=later.date(), by=Level.SCHOOL, at=later, **given)
    assert raised(school_a, due=later.date(), at=later).pk != matter.pk, "a new one may be raised then"


def test_naming_who_settles(school_a):
    names = {"arbiter": "principal", "coordinator": "social-teacher", "assistants": "assistant-principal"}
    given = {"school": school_a.school, "person": school_a.principal, "at": AT}
    row = name_clarifiers(**names, **given)
    assert last_line() == ("name_clarifiers", "clarify.clarifiers", str(row.pk))
    lines = AuditLine.objects.count()
    name_clarifiers(**names, **given)
    assert AuditLine.objects.count() == lines
    with pytest.raises(Refusal):
        name_clarifiers(**(names | {"arbiter": "nobody"}), **given)
    assert Clarifiers.objects.with_scopes_disabled().get().arbiter == "principal"
    page = who_helps(school_a.school, sought="", language="nb")
    assert (page.arbiter, page.coordinator, page.assistants) == ("Rektor", "Sosiallærer", "Inspektør")


def test_the_school_is_told_what_waits_for_it(matter, cast):
    (card,) = settling_cards(cast["principal"], at=AT)
    assert (card.leads, card.listed, card.settled, card.matters) == (True, 1, 1, 1)
    assert settling_cards(cast["principal"], at=on(DUE + A_DAY))[0].matters == 0
    (told,) = settling_cards(cast["teacher"], at=AT)
    assert (told.leads, told.listed, told.settled, told.matters) == (False, 0, 1, 0)
    assert settling_cards(cast["owner"], at=AT) == ()
