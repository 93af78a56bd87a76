"""Why do I see this page, and who else does?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from tests.cast import A_DAY, AT

from laget.people import grants, operations, queries
from laget.schools.queries import owner_with_code, school_with_code

LATER = AT + 7 * A_DAY


@pytest.fixture(autouse=True)
def _bokmal():
    with translation.override("nb"):
        yield


def note(person, verb, unit=None):
    return queries.access_note(person=person, verb=verb, unit=unit, at=LATER)


def test_it_works(cast):
    says = note(cast["principal"], "read_school", school_with_code("skole-a"))
    assert says.why == "Du ser siden fordi du er rektor ved Skole A."
    assert says.others == (
        "ledelsen, koordinatorer, lærere, assistenter, sosialfaglig ansatte, helsesykepleiere og tillitsvalgte "
        "ved Skole A",
        "skoleeier og PP-rådgivere i Kommune A",
    )


def test_a_grant_on_the_owner_is_named_at_the_owner(cast):
    says = note(cast["owner"], "read_school", school_with_code("skole-a"))
    assert says.why == "Du ser siden fordi du er skoleeier i Kommune A."


def test_a_list_of_schools_names_no_school_as_the_others(cast):
    says = note(cast["nurse"], "read_school")
    assert says.why == "Du ser siden fordi du er helsesykepleier ved Skole A."
    assert says.others[0].endswith("ved skolen")
    assert says.others[1].endswith("i kommunen")


def test_the_page_of_an_owner(cast):
    says = note(cast["principal"], "read_owner", owner_with_code("kommune-a"))
    assert says.others == ("ledelsen ved skolene i Kommune A", "skoleeier i Kommune A")


def test_the_state_of_the_log(cast):
    says = note(cast["operations"], "read_audit_state")
    assert says.why == "Du ser siden fordi du er driftsansvarlig."
    assert says.others == ("driftsansvarlige",)


@pytest.mark.parametrize("slug", ["guardian", "researcher", "former"])
def test_what_everybody_may_read_is_explained_to_everybody(cast, slug):
    says = note(cast[slug], "read_library")
    assert says.why == "Du ser siden fordi du er logget inn."
    assert says.others == ("alle som er logget inn",)


@pytest.mark.parametrize("slug", ["stranger", "guardian", "former", "researcher"])
def test_there_is_no_reason_for_whoever_may_not(cast, slug):
    with pytest.raises(PermissionDenied):
        note(cast[slug], "read_school", school_with_code("skole-a"))


def test_every_kind_has_a_name():
    assert set(queries._NAMES) == set(grants.KINDS)


def test_grants_that_count_are_listed_and_no_others(cast):
    assert [grant.kind for grant in queries.grants_of(cast["teacher"], LATER)] == ["teacher"]
    assert queries.grants_of(cast["former"], LATER) == ()
    assert queries.grants_of(cast["future"], LATER) == ()


def test_a_colleague_of_several_grants_is_each_of_them_once(cast):
    school = school_with_code("skole-a")
    for kind in ("coordinator", "teacher"):
        operations.give_grant(person=cast["teacher"], kind=kind, school=school, starts=AT, ends=LATER + A_DAY, at=AT)
    is_a = {one.name: one.is_a for one in queries.colleagues_who_may("edit_own_post", school, LATER)}
    assert is_a[cast["teacher"].name] == "lærer, koordinator"
    assert is_a[cast["assistant"].name] == "assistent"
