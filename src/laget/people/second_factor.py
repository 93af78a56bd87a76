"""Whoever sees more than one owner, or runs the machine, signs in with a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from laget.people import access, grants

# The session's mark that its person came through a demo's door, which stands for both factors.
DEMO_DOOR = "came_through_the_demo_door"

# What one needs to enrol, to leave, and to read the page in one's own language.
OPEN = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "account_logout",
    "front:set_language",
}


class SecondFactorRequired:
    """Send a person whose grants ask for a second factor to enrol, before anything else.

    Once enrolled, allauth itself asks for the factor at each sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.person is not None and _must_enrol(request) and not _open(request.path_info):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def _must_enrol(request: HttpRequest) -> bool:
    if settings.LAGET_DEMO and request.session.get(DEMO_DOOR):
        return False
    held = access.grants_counting(request.person, request.at)
    if not held.filter(kind__in=grants.KINDS_WITH_SECOND_FACTOR).exists():
        return False
    return not is_mfa_enabled(request.person, [Authenticator.Type.TOTP])


def _open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN
    except Resolver404:
        return False
