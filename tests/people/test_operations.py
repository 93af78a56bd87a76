"""The deeds: each leaves its row and its line; what cannot be done is refused and leaves neither."""

from __future__ import annotations

import pytest
from tests.cast import A_DAY, AT, PASSWORD

from laget.people import access, audit, operations, queries
from laget.people.models import AuditLine, Grant, Person
from laget.refusal import Refusal
from laget.schools.models import Owner, School
from laget.schools.queries import owner_with_code, school_with_code

LATER = AT + 7 * A_DAY


def last_line() -> AuditLine:
    return AuditLine.objects.latest("id")


def refused(code: str, deed, /, **given) -> None:
    """The deed is refused, and nothing is written."""
    before = [model.objects.count() for model in (Person, Grant, Owner, AuditLine)]
    with pytest.raises(Refusal) as refusal:
        deed(**given, at=AT)
    assert refusal.value.code == code
    assert [model.objects.count() for model in (Person, Grant, Owner, AuditLine)] == before


# -- schools and their owners --------------------------------------------------------------------------


def test_registering_an_owner_and_a_school(db):
    owner = operations.register_owner(code="kommune-x", name="Kommune X", at=AT)
    school = operations.register_school(code="skole-x", name="Skole X", owner=owner, at=AT)
    assert School.objects.with_scope(owner=owner).get() == school
    line = last_line()
    assert (line.verb, line.thing_kind, line.thing_id) == ("register_school", "schools.school", str(school.pk))
    assert (str(line.chain), line.number) == ("kommune-x", 2)
    assert audit.verify() == ()


@pytest.mark.parametrize("code", ["", "Kommune", "a b", "-a", "a--b", "å", "x" * 51])
def test_a_code_that_cannot_stand_in_an_address_is_refused(db, code):
    refused("not_a_code", operations.register_owner, code=code, name="Kommune X")


def test_a_code_is_used_once(cast):
    refused("owner_exists", operations.register_owner, code="kommune-a", name="Kommune X")
    owner = owner_with_code("kommune-e")
    refused("school_exists", operations.register_school, code="skole-a", name="Skole X", owner=owner)


# -- persons -------------------------------------------------------------------------------------------


def add(**given) -> Person:
    kari = {"email": "kari@kommune.example", "name": "Kari", "password": PASSWORD, "at": AT}
    return operations.add_person(**kari | given)


def test_adding_a_person(db):
    person = add(email=" Kari@Kommune.example ")
    assert person.email == "kari@kommune.example"
    assert person.check_password(PASSWORD)
    line = last_line()
    assert (line.verb, line.thing_id, str(line.chain)) == ("add_person", str(person.pk), "nation")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "kari"}, "not_an_email"),
        ({"email": ""}, "not_an_email"),
        ({"name": "  "}, "no_name"),
        ({"password": "kort"}, "weak_password"),
        ({"password": ""}, "weak_password"),
        ({"password": "qwerty123456"}, "weak_password"),
        ({"password": "kari@kommune.example"}, "weak_password"),
    ],
)
def test_a_person_that_cannot_be_added(db, given, code):
    refused(code, lambda at: add(**given))


def test_an_address_is_used_once_whatever_its_case(db):
    add()
    refused("person_exists", lambda at: add(email="KARI@kommune.example"))


def test_a_lost_password_is_replaced(db):
    person = add()
    operations.set_password(person=person, password="fem andre ord om fjell", at=AT)
    person.refresh_from_db()
    assert not person.check_password(PASSWORD)
    assert last_line().verb == "set_password"
    refused("weak_password", operations.set_password, person=person, password="kort")


def test_an_account_is_closed_and_its_row_stays(db):
    person = add()
    operations.close_account(person=person, at=AT)
    assert not queries.person_with_email(person.email).is_active
    assert last_line().verb == "close_account"


# -- grants --------------------------------------------------------------------------------------------


def test_a_grant_is_written_in_the_log_of_its_owner(cast):
    grant = operations.give_grant(
        person=cast["guardian"], kind="teacher", school=school_with_code("skole-a"), starts=AT, at=AT, by=cast["owner"]
    )
    line = last_line()
    assert (line.verb, line.thing_id, str(line.chain)) == ("give_grant", str(grant.pk), "kommune-a")
    assert line.person == cast["owner"].pk
    assert access.may(cast["guardian"], "read_school", LATER)


def test_an_ended_grant_counts_no_more_and_stays_in_the_record(cast):
    (grant,) = queries.grants_of(cast["teacher"], LATER)
    operations.end_grant(grant=grant, at=LATER)
    assert not access.may(cast["teacher"], "read_school", LATER)
    assert access.may(cast["teacher"], "read_school", LATER - A_DAY)
    assert (last_line().verb, str(last_line().chain)) == ("end_grant", "kommune-a")


@pytest.mark.parametrize(
    ("kind", "owner", "school"),
    [
        ("teacher", None, None),
        ("teacher", "kommune-a", None),
        ("teacher", "kommune-a", "skole-a"),
        ("owner", None, "skole-a"),
        ("researcher", "kommune-a", None),
    ],
)
def test_a_grant_in_the_wrong_place_is_refused(cast, kind, owner, school):
    place = {"owner": owner and owner_with_code(owner), "school": school and school_with_code(school)}
    refused("grant_misplaced", operations.give_grant, person=cast["former"], kind=kind, starts=AT, **place)


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(cast):
    with pytest.raises(Refusal, match="principal, coordinator, teacher") as refusal:
        operations.give_grant(person=cast["former"], kind="janitor", starts=AT, at=AT)
    assert refusal.value.code == "no_such_kind"


def test_a_grant_that_would_end_first_is_refused(cast):
    refused(
        "grant_ends_first",
        operations.give_grant,
        person=cast["former"],
        kind="researcher",
        starts=AT,
        ends=AT - A_DAY,
    )


# -- the demo ------------------------------------------------------------------------------------------


def test_loading_the_demo_twice_changes_nothing(cast):
    from laget.front import demo

    before = list(AuditLine.objects.values_list("id", "hash"))
    demo.load_people(at=LATER)
    assert list(AuditLine.objects.values_list("id", "hash")) == before
    assert audit.verify() == ()
    # Each person and each grant is a deed, and so are the two owners and schools.
    assert len([verb for verb in AuditLine.objects.values_list("verb", flat=True) if verb == "give_grant"]) == len(cast)


# -- what the web says of a refusal --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "given"),
    [
        (operations.register_owner, {"code": "kommune-a", "name": "Kommune X"}),
        (operations.register_owner, {"code": "Kommune X", "name": "Kommune X"}),
        (operations.add_person, {"email": "kari", "name": "Kari", "password": PASSWORD}),
        (operations.add_person, {"email": "kari@kommune.example", "name": "Kari", "password": "kort"}),
        (operations.add_person, {"email": "teacher@demo.invalid", "name": "Kari", "password": PASSWORD}),
    ],
)
def test_a_refusal_can_be_said_in_the_users_language(cast, deed, given):
    from laget.front.refusals import SENTENCES

    with pytest.raises(Refusal) as refusal:
        deed(**given, at=AT)
    assert "%(" not in SENTENCES[refusal.value.code] % refusal.value.values
