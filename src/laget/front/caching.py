"""Who may keep a copy of a page: nobody, once somebody is signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class KeepNothing:
    """Forbid browsers and caches on the way to store what a person was answered, fault pages and files too.

    After sign-out, or on a shared computer, the back button then shows nothing (ASVS 5.0, 14.3.2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "person", None) is not None:
            patch_cache_control(response, private=True, no_store=True)
        return response
