"""Owners and schools: codes are unique, and a school keeps its owner."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from laget.schools import operations, queries
from laget.schools.models import Owner, School


@pytest.fixture
def owner(db):
    return operations.add_owner(code="kommune-x", name="Kommune X", portrait="x")


def test_it_works(owner):
    school = operations.add_school(code="skole-x", name="Skole X", owner=owner)
    assert queries.school_with_code("skole-x") == school
    assert queries.owner_with_code("kommune-x") == owner
    assert (owner.portrait, school.portrait) == ("x", "")


def test_what_is_not_there(owner):
    assert queries.school_with_code("skole-x") is None
    assert queries.owner_with_code("kommune-y") is None


@pytest.mark.parametrize(
    "second",
    [
        lambda owner: Owner.objects.create(code="kommune-x", name="Another"),
        lambda owner: School.objects.create(code="skole-x", name="Another", owner=owner),
    ],
    ids=["owner", "school"],
)
def test_the_database_holds_a_code_once(owner, second):
    operations.add_school(code="skole-x", name="Skole X", owner=owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        second(owner)


def test_an_owner_with_schools_cannot_be_removed(owner):
    operations.add_school(code="skole-x", name="Skole X", owner=owner)
    with pytest.raises(ProtectedError):
        owner.delete()
