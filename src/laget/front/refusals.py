"""What the rooms below refuse, said in the user's language.

A room raises ``Refusal`` with a code and values; ``SENTENCES`` holds one bokmål sentence per code, and the
checks fail on a code without one. A thing that is not there is 404; anything else that cannot be used is 400.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.front import faults
from laget.refusal import Refusal

SENTENCES: dict[str, str] = {}


class RefusalPages:
    """Turn a refusal in a view into a page that says what, why and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised; ``None`` leaves other faults to others."""
        if not isinstance(exception, Refusal):
            return None
        says = _(SENTENCES[exception.code]) % exception.values
        if exception.code.startswith("unknown_"):
            return faults.not_found(request, Exception(says))
        return faults.unusable(request, says)
