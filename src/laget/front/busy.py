"""A database that is busy or gone is said in a sentence, never as a stack trace."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


class DatabaseBusy:
    """Answer 503 with a page in the user's language when the database cannot be reached in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for an exception in a view; ``None`` lets any other fault go on."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.warning("The database did not answer: %s", exception)
        response = render(request, "front/busy.html", status=503)
        response["Retry-After"] = "5"
        return response
