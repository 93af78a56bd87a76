"""What the tests of the map share: a map at school A, among all of the cast or with its principal alone."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import AT, client_of
from tests.team.maps import Mapping

from laget.people import operations as people
from laget.schools.queries import school_with_code
from laget.team import operations


@pytest.fixture
def school_a(cast) -> Mapping:
    """The principal's map of school A, just begun."""
    school = school_with_code("skole-a")
    team_map = operations.begin_map(school=school, year=2024, person=cast["principal"], at=AT)
    return Mapping(team_map=team_map, principal=cast["principal"])


@pytest.fixture
def lone_map(db) -> Mapping:
    """The principal's map of a school A where nobody else of the cast is, just begun."""
    owner = people.register_owner(code="kommune-a", name="Kommune A", at=AT)
    school = people.register_school(code="skole-a", name="Skole A", owner=owner, at=AT)
    principal = people.add_person(email="principal@demo.invalid", name="principal", password=None, at=AT)
    team_map = operations.begin_map(school=school, year=2024, person=principal, at=AT)
    return Mapping(team_map=team_map, principal=principal)


@pytest.fixture
def principal(cast) -> Client:
    """The browser of school A's principal."""
    return client_of(cast["principal"])
