"""What no part of Laget can read is turned away at the door."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class RefuseNul:
    """400 for a NUL in the address or in a cookie: PostgreSQL stores none, and fails when it is asked for one.

    Form fields refuse it themselves, with a message at the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", "") or _in_cookies(request):
            raise BadRequest("There is a NUL in the address or in a cookie.")
        return self.get_response(request)


def _in_cookies(request: HttpRequest) -> bool:
    return any(NUL in value for value in request.COOKIES.values())
