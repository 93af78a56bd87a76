"""The deeds of settling: each leaves its row and its line; what changes nothing leaves neither, and what cannot be done
is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.timezone import localdate
from tests.cast import AT
from tests.clarify.rounds import OWN, Rounding
from tests.clarify.settling import BREAK, BY_SOCIAL, BY_TEACHER, Settling

from laget.clarification.role_card import read, written
from laget.clarify.models import Agreement, CardVersion, RoleCard, Settlement
from laget.clarify.operations.role_cards import CardFacts, record_agreement, write_card
from laget.clarify.operations.settlements import own_key
from laget.clarify.queries.cards import card_sources, settled_rows
from laget.clarify.queries.settled import settled_leads
from laget.content import shelf
from laget.people import audit
from laget.people import operations as people
from laget.people.models import AuditLine
from laget.refusal import Refusal

TABLES = (Settlement, RoleCard, CardVersion, Agreement)


@pytest.fixture
def school_a(db) -> Settling:
    """School A and its principal; nobody else of the cast is there."""
    owner = people.register_owner(code="kommune-a", name="Kommune A", at=AT)
    school = people.register_school(code="skole-a", name="Skole A", owner=owner, at=AT)
    principal = people.add_person(email="principal@demo.invalid", name="principal", password=None, at=AT)
    return Settling(school=school, principal=principal)


def rows() -> list[object]:
    every = [list(table.objects.with_scopes_disabled().order_by("pk").values()) for table in TABLES]
    return [*every, AuditLine.objects.count()]


def last_line() -> tuple[str, str, str]:
    line = AuditLine.objects.latest("id")
    return line.verb, line.thing_kind, line.thing_id


def refused(code: str, deed, /, *given, **more) -> Refusal:
    """The deed is refused, and nothing is written."""
    before = rows()
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more)
    assert refusal.value.code == code
    assert rows() == before
    return refusal.value


# -- settlements -----------------------------------------------------------------------------------------


def test_putting_situations_on_the_list(school_a):
    added = school_a.add(BREAK, "take-over-again", text="  Følge til bussen ")
    assert [row.key for row in added][:2] == [BREAK, "take-over-again"]
    assert added[2].text == "Følge til bussen" and added[2].key == own_key("Følge  til bussen")
    assert last_line() == ("add_situation", "clarify.settlement", str(added[2].pk))
    assert AuditLine.objects.filter(verb="add_situation").count() == 3
    before = rows()
    assert school_a.add(BREAK, text="Følge til bussen") == ()
    assert rows() == before
    assert settled_rows(school_a.school) == ()


def test_the_same_sentence_is_the_same_situation(school_a):
    """As the round put it, as the list has it, and as the library says it in any of its languages."""
    rounding = Rounding(school=school_a.school, principal=school_a.principal)
    rounding.begin(keys=("call-home",), own=OWN)
    rounding.open()
    rounding.close()
    _call_home, asked = rounding.keys()
    (row,) = school_a.add(text=f" {OWN.upper()}. ")
    assert (row.key, row.text) == (asked, OWN)
    library = shelf.situations()[BREAK].text
    added = [school_a.add(text=library.said(language)) for language in ("nn", "nb", "en")]
    assert [[one.key for one in rows] for rows in added] == [[BREAK], [], []]
    assert added[0][0].text == "", "said in the reader's language from then on"
    (row,) = school_a.add(text="Følge til bussen")
    assert row.key != asked and school_a.add(text="følge til bussen.") == ()


def test_settling_and_saying_it_again(school_a):
    row = school_a.settle()
    assert last_line() == ("settle", "clarify.settlement", str(row.pk))
    assert (row.number, row.lead, row.support) == (1, "miljoterapeut", ["assistant"])
    assert row.settled_by == school_a.principal
    before = rows()
    assert school_a.settle() == row
    assert rows() == before
    later = school_a.settle(facts=BY_TEACHER)
    assert (later.number, later.lead) == (2, "contact-teacher")
    assert settled_leads(school_a.school, (BREAK, "other"), on=localdate(AT)) == {BREAK: "contact-teacher"}
    assert audit.verify() == ()


def test_two_meetings_do_not_overwrite(school_a):
    school_a.settle()
    refused("settled_meanwhile", school_a.settle, facts=BY_TEACHER, number=0)


def test_what_is_taken_away_stays_as_history_and_can_come_back(school_a):
    school_a.settle()
    school_a.take_away()
    assert AuditLine.objects.latest("id").verb == "take_away_situation"
    assert settled_rows(school_a.school) == () and settled_leads(school_a.school, (BREAK,), on=localdate(AT)) == {}
    before = rows()
    school_a.take_away()
    assert rows() == before
    school_a.settle()
    assert [row.key for row in settled_rows(school_a.school)] == [BREAK]
    assert Settlement.objects.with_scopes_disabled().count() == 3


def test_whoever_leads_does_not_help_oneself(school_a):
    row = school_a.settle(facts=replace(BY_SOCIAL, support=("assistant", "miljoterapeut", "assistant")))
    assert row.support == ["assistant"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"lead": "janitor_of_the_moon"}, "unknown_role"),
        ({"support": ("nobody",)}, "unknown_role"),
        ({"how_far": "to_the_moon"}, "bad_settlement"),
        ({"place": "elsewhere"}, "bad_settlement"),
        ({"purpose": "none"}, "bad_settlement"),
        ({"when": "x" * 301}, "bad_settlement"),
        ({"hand_back": "x" * 301}, "bad_settlement"),
        ({"hand_back": "når 010170 12345 er rolig"}, "national_id_in_text"),
        ({"when": "01017012345"}, "national_id_in_text"),
        ({"decided_by": "01017012345"}, "national_id_in_text"),
    ],
    ids=str,
)
def test_what_is_no_settlement(school_a, wrong, code):
    refused(code, school_a.settle, facts=replace(BY_SOCIAL, **wrong))


def test_what_is_no_situation(school_a):
    refused("unknown_situation", school_a.add, "nothing-of-the-kind")
    refused("unknown_situation", school_a.settle, "nothing-of-the-kind")
    refused("bad_own_situation", school_a.add, text="x" * 301)
    refused("national_id_in_text", school_a.add, text="Hente 01017012345")


def test_there_is_an_end_to_the_list(school_a, monkeypatch):
    monkeypatch.setattr("laget.clarify.operations.settlements.MOST_ON_THE_LIST", 1)
    school_a.add(BREAK)
    refused("situation_list_full", school_a.add, "take-over-again")


# -- cards -----------------------------------------------------------------------------------------------


def write(school_a: Settling, revision: int = 0, **facts: object) -> RoleCard:
    return write_card(
        school=school_a.school,
        role="miljoterapeut",
        revision=revision,
        facts=CardFacts(**facts),  # type: ignore[arg-type]  # the fields of CardFacts
        person=school_a.principal,
        at=AT,
    )


def test_writing_on_a_card(school_a):
    card = write(school_a, about=" For alle ", does=("Være ute", " "), mentor="principal")
    assert (card.about, card.does, card.revision) == ("For alle", ["Være ute"], 1)
    assert last_line() == ("write_card", "clarify.rolecard", str(card.pk))
    before = rows()
    write(school_a, 1, about="For alle", does=("Være ute",), mentor="principal")
    assert rows() == before
    refused("card_changed_meanwhile", write, school_a, 0, about="Noe annet")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"about": "x" * 501}, "bad_card"),
        ({"does": ("x" * 301,)}, "bad_card"),
        ({"does_not": ("x",) * 21}, "bad_card"),
        ({"confidentiality": "x" * 1501}, "bad_card"),
        ({"mentor": "nobody"}, "unknown_role"),
        ({"does_not": ("Ringe 01017012345",)}, "national_id_in_text"),
    ],
    ids=str,
)
def test_what_cannot_be_on_a_card(school_a, wrong, code):
    refused(code, write, school_a, **wrong)


def test_a_version_stands_word_for_word_until_the_next(school_a):
    refused("card_is_empty", school_a.put_forward)
    school_a.settle()
    version = school_a.put_forward()
    assert last_line() == ("make_card_version", "clarify.cardversion", str(version.pk))
    card = read(version.body)
    assert written(card) == version.body
    assert card == card_sources(school_a.school, language="nb").card("miljoterapeut")
    before = rows()
    assert school_a.put_forward() == version
    assert rows() == before
    school_a.settle(facts=BY_TEACHER)
    assert read(CardVersion.objects.with_scopes_disabled().get().body) == card
    assert school_a.put_forward().number == 2


def test_agreeing(school_a):
    school_a.settle()
    version = school_a.put_forward()
    school_a.agree(version)
    assert AuditLine.objects.filter(verb="record_agreement").count() == 3
    before = rows()
    school_a.agree(version, on=date(2024, 8, 1))
    assert rows() == before
    given = {"person": school_a.principal, "at": AT}
    refused("agreed_not_yet", school_a.agree, version, "leader", on=date(2024, 8, 20))
    refused("unknown_party", record_agreement, version=version, with_whom="guardians", agreed_on=AT.date(), **given)
    school_a.settle(facts=BY_TEACHER)
    school_a.put_forward()
    refused("newer_version", school_a.agree, version, "leader")
