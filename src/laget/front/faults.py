"""Faults as pages: what happened, and what to do, in the user's language."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _page(request: HttpRequest, *, status: int, heading: str, says: str, remedy: str) -> HttpResponse:
    return render(
        request, "front/fault.html", {"heading": heading, "says": says, "remedy": remedy}, status=status
    )


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return _page(
        request,
        status=400,
        heading=_("Vi forsto ikke det som ble sendt"),
        says=_("Noe i adressen eller skjemaet kunne ikke leses. Ingenting er lagret."),
        remedy=_("Gå tilbake, last siden på nytt og prøv igjen."),
    )


def unusable(request: HttpRequest, says: str) -> HttpResponse:
    """400, with the sentence of the room that refused what it was handed."""
    return _page(
        request,
        status=400,
        heading=_("Vi kan ikke bruke det som ble sendt"),
        says=says,
        remedy=_("Gå tilbake, rett det som er nevnt, og prøv igjen. Ingenting er lagret."),
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the person is known, but has no reason to see this."""
    return _page(
        request,
        status=403,
        heading=_("Du har ikke tilgang til denne siden"),
        says=_("Rollen din gir ikke innsyn her. Det er med vilje: Ingen leser uten grunn."),
        remedy=_("Trenger du innsyn i arbeidet ditt, ta det opp med rektor eller skoleeier."),
    )


@login_not_required
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose guard against forgery is missing or old."""
    return _page(
        request,
        status=403,
        heading=_("Skjemaet er for gammelt"),
        says=_("Siden har stått åpen for lenge, eller nettleseren blokkerer informasjonskapsler."),
        remedy=_("Last siden på nytt og send skjemaet en gang til."),
    )


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the sentence of the page that raised it where it has one."""
    says = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return _page(
        request,
        status=404,
        heading=_("Vi finner ikke siden"),
        says=says or _("Adressen finnes ikke, eller siden gjelder noe du ikke har innsyn i."),
        remedy=_("Sjekk adressen, eller start fra forsiden."),
    )


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """500; and 503 when it is the database that does not answer: the exception being handled tells.

    Both are rendered without the request, since menu and sign-in would ask the database again.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _alone(
            status=500,
            heading=_("Noe gikk galt hos oss"),
            says=_("Feilen ligger i Laget, ikke hos deg. Ingenting er lagret halvveis."),
            remedy=_(
                "Prøv en gang til. Skjer det igjen, si fra til den som drifter Laget, og fortell hva du gjorde."
            ),
        )
    response = _alone(
        status=503,
        heading=_("Laget er opptatt akkurat nå"),
        says=_("Databasen svarte ikke i tide. Ingenting er lagret halvveis."),
        remedy=_(
            "Vent noen sekunder og last siden på nytt. Varer det lenge, si fra til den som drifter Laget hos dere."
        ),
    )
    response["Retry-After"] = "5"
    return response


def newer_database() -> HttpResponse:
    """503: somebody has upgraded the database and left this program as it was."""
    return _alone(
        status=503,
        heading=_("Laget blir oppgradert"),
        says=_("Databasen er nyere enn programmet, og da skriver vi ikke noe i den. Ingenting er lagret halvveis."),
        remedy=_("Den som drifter Laget hos dere, må starte den nye versjonen."),
    )


def _alone(*, status: int, heading: str, says: str, remedy: str) -> HttpResponse:
    context = {"heading": heading, "says": says, "remedy": remedy}
    return HttpResponse(render_to_string("front/fault_alone.html", context), status=status)
