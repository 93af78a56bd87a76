"""Who gets to a school and an owner; 404 for what is another's, 403 within one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django_scopes import ScopeError, scope
from tests.cast import A_DAY, AT

from laget.people import access, operations
from laget.schools.models import School
from laget.schools.queries import owner_with_code, school_with_code

READERS = [
    "principal", "coordinator", "teacher", "assistant", "social-professional", "nurse", "staff-representative",
    "owner", "ppt-adviser",
]
OTHERS_AT_A = ["guardian", "external-service"]
OTHERS_AT_NO_OWNER = ["directorate", "researcher", "operations", "former", "future"]

LATER = AT + 7 * A_DAY


@pytest.fixture
def sibling(cast):
    """Another school of the same municipality."""
    return operations.register_school(code="skole-a2", name="Skole A2", owner=owner_with_code("kommune-a"), at=AT)


@pytest.mark.parametrize("slug", READERS)
def test_it_works(cast, slug):
    school = access.get_school(cast[slug], "skole-a", "read_school", LATER)
    assert school.name == "Skole A"
    assert access.may(cast[slug], "read_school", LATER, unit=school)


@pytest.mark.parametrize("slug", OTHERS_AT_A)
def test_403_within_ones_own_owner(cast, slug):
    with pytest.raises(PermissionDenied):
        access.get_school(cast[slug], "skole-a", "read_school", LATER)


@pytest.mark.parametrize("slug", OTHERS_AT_NO_OWNER)
def test_404_for_whoever_belongs_to_no_owner(cast, slug):
    with pytest.raises(Http404):
        access.get_school(cast[slug], "skole-a", "read_school", LATER)


@pytest.mark.parametrize("slug", [*READERS, *OTHERS_AT_A])
def test_another_municipality_looks_like_a_school_that_does_not_exist(cast, slug):
    with pytest.raises(Http404) as anothers:
        access.get_school(cast[slug], "skole-e", "read_school", LATER)
    with pytest.raises(Http404) as nobodys:
        access.get_school(cast[slug], "skole-x", "read_school", LATER)
    assert str(anothers.value) == str(nobodys.value)


@pytest.mark.parametrize("slug", ["principal", "teacher", "nurse"])
def test_a_grant_at_a_school_stops_at_its_sibling(cast, sibling, slug):
    with pytest.raises(PermissionDenied):
        access.get_school(cast[slug], "skole-a2", "read_school", LATER)


@pytest.mark.parametrize("slug", ["owner", "ppt-adviser"])
def test_a_grant_on_an_owner_covers_all_its_schools(cast, sibling, slug):
    assert access.get_school(cast[slug], "skole-a2", "read_school", LATER) == sibling
    visible = access.schools_visible_to(cast[slug], LATER)
    assert {school.code for school in visible} == {"skole-a", "skole-a2"}


@pytest.mark.parametrize("slug", [*OTHERS_AT_A, *OTHERS_AT_NO_OWNER])
def test_a_list_shows_nothing_to_whoever_may_not(cast, slug):
    assert list(access.schools_visible_to(cast[slug], LATER)) == []
    assert not access.may(cast[slug], "read_school", LATER)


def test_the_stranger_sees_the_strangers_school(cast):
    assert [school.code for school in access.schools_visible_to(cast["stranger"], LATER)] == ["skole-e"]


def test_a_list_is_the_persons_own_whatever_scope_is_open(cast):
    with scope(owner=owner_with_code("kommune-e")):
        assert [school.code for school in access.schools_visible_to(cast["teacher"], LATER)] == ["skole-a"]


# -- owners --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["owner", "principal"])
def test_owner_and_principal_read_the_owner(cast, slug):
    assert access.get_owner(cast[slug], "kommune-a", "read_owner", LATER).name == "Kommune A"


@pytest.mark.parametrize("slug", ["teacher", "ppt-adviser", "guardian"])
def test_others_of_the_owner_are_refused(cast, slug):
    with pytest.raises(PermissionDenied):
        access.get_owner(cast[slug], "kommune-a", "read_owner", LATER)


@pytest.mark.parametrize("slug", ["owner", "principal", "directorate", "former"])
def test_another_owner_is_not_there(cast, slug):
    with pytest.raises(Http404):
        access.get_owner(cast[slug], "kommune-e", "read_owner", LATER)


# -- time ----------------------------------------------------------------------------------------------


def test_a_grant_counts_from_its_first_moment_until_its_last(cast):
    def may(at):
        return access.may(cast["former"], "read_school", at)

    a_moment = timedelta(microseconds=1)
    assert not may(AT - a_moment)
    assert may(AT)
    assert may(AT + A_DAY - a_moment)
    assert not may(AT + A_DAY)


# -- the rest ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["read_library", "read_studies"])
def test_everybody_signed_in_reads_theories_and_studies(cast, verb):
    assert all(access.may(person, verb, LATER) for person in cast.values())


def test_operations_alone_reads_the_state_of_the_log(cast):
    assert [slug for slug, person in cast.items() if access.may(person, "read_audit_state", LATER)] == ["operations"]


def test_a_misspelt_verb_is_a_fault_and_no_refusal(cast):
    with pytest.raises(ValueError, match="raed_school"):
        access.may(cast["principal"], "raed_school", LATER)
    with pytest.raises(ValueError, match="raed_school"):
        access.schools_visible_to(cast["principal"], LATER, "raed_school")
    with pytest.raises(ValueError, match="edit_mpa"):
        access.people_who_may("edit_mpa", school_with_code("skole-a"), LATER)


def test_a_query_that_has_not_said_for_which_owners_raises(cast):
    with pytest.raises(ScopeError):
        list(School.objects.all())


def test_a_query_within_a_scope_sees_that_owner_alone(cast):
    with scope(owner=[owner_with_code("kommune-a").pk]):
        assert [school.code for school in School.objects.all()] == ["skole-a"]
