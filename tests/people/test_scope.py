"""Each request sees its person's owners alone."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_scopes import ScopeError, get_scope
from tests.cast import A_DAY, AT

from laget.people.scope import OwnerScope
from laget.schools.models import School


def schools_seen_by(person) -> list[str]:
    """What code that simply asks for schools sees inside the person's request."""
    request = RequestFactory().get("/")
    request.person, request.at = person, AT + 7 * A_DAY

    def view(request) -> HttpResponse:
        return HttpResponse(" ".join(school.code for school in School.objects.order_by("code")))

    return OwnerScope(view)(request).content.decode().split()


@pytest.mark.parametrize(
    ("slug", "schools"),
    [
        ("teacher", ["skole-a"]),
        ("owner", ["skole-a"]),
        ("guardian", ["skole-a"]),
        ("stranger", ["skole-e"]),
        ("researcher", []),
        ("operations", []),
        ("former", []),
        ("future", []),
    ],
)
def test_a_request_sees_its_persons_owners(cast, slug, schools):
    assert schools_seen_by(cast[slug]) == schools


def test_nobody_sees_nothing(cast):
    assert schools_seen_by(None) == []


def test_the_scope_is_closed_after_the_request(cast):
    schools_seen_by(cast["teacher"])
    assert "owner" not in get_scope()
    with pytest.raises(ScopeError):
        School.objects.count()
