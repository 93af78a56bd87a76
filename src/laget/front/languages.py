"""Which language a page is in."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NorwegianIsBokmal:
    """Browsers that ask for plain Norwegian (``no``) get bokmål: Django knows only nb and nn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = re.sub(r"\bno(-no)?\b", "nb", asked, flags=re.IGNORECASE)
        return self.get_response(request)
