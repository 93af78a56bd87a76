"""Each request sees only the owners in which its person holds a grant."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_scopes import scope

from laget.people import access


class OwnerScope:
    """Open the person's scope around the request; nobody signed in, no owner at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        owners = access.owners_of(request.person, request.at) if request.person else ()
        with scope(owner=owners):
            return self.get_response(request)
