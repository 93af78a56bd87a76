"""Whoever sees more than one owner, or runs the machine, signs in with a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from laget.people import access, grants

# The session's mark that its person came through a demo's door, which stands for both factors.
DEMO_DOOR = "came_through_the_demo_door"

# The session's mark that the second factor was tied to the person in it.
ENROLLED_HERE = "enrolled_the_second_factor_here"

# What one needs to enrol, to leave, and to read the page in one's own language.
OPEN = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "account_logout",
    "front:set_language",
}


class SecondFactorRequired:
    """Let a session in only as far as it has shown what its person must show.

    A person whose grants ask for a second factor is sent to enrol, before anything else. Once enrolled, allauth
    asks for the factor at each sign-in, and a session that was opened before, with the password alone, ends:
    whoever had only the password must not come along.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.person is None or _came_through_the_demo_door(request) or _open(request.path_info):
            return self.get_response(request)
        if is_mfa_enabled(request.person, [Authenticator.Type.TOTP]):
            if not _has_shown_it(request):
                logout(request)
                return redirect(settings.LOGIN_URL)
        elif _must_enrol(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def _came_through_the_demo_door(request: HttpRequest) -> bool:
    return settings.LAGET_DEMO and DEMO_DOOR in request.session


def _has_shown_it(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.person)
    return ENROLLED_HERE in request.session or any(record["method"] == "mfa" for record in records)


def _must_enrol(request: HttpRequest) -> bool:
    held = access.grants_counting(request.person, request.at)
    return held.filter(kind__in=grants.KINDS_WITH_SECOND_FACTOR).exists()


def _open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN
    except Resolver404:
        return False
