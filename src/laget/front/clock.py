"""The only clock of the web: each request has one time, ``request.at``, and one person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class Clock:
    """Set ``request.at`` (aware, UTC) and ``request.person`` (``None`` when nobody is signed in)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = timezone.now()
        request.person = request.user if request.user.is_authenticated else None
        return self.get_response(request)
