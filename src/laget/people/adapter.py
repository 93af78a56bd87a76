"""What allauth asks us: who may sign up (nobody), what happens at sign-in and sign-out, what an error says."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from laget.people import audit
from laget.people.models import Person

_WRONG_CODE = _("Koden stemmer ikke. Den skifter hvert halve minutt; skriv den som står i appen nå.")
_TOO_MANY = _("For mange forsøk. Vent fem minutter og prøv igjen.")


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and signing out are deeds: both end with an audit line. Sign-in counts only after the second
    factor: allauth calls ``login`` when every step has been passed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-postadressen eller passordet stemmer ikke."),
        "incorrect_password": _("Passordet stemmer ikke."),
        "enter_current_password": _("Det nåværende passordet stemmer ikke."),
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('mfa_index')}?passord=byttet"

    @transaction.atomic
    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        audit.write(at=request.at, person=user, verb="sign_in", thing=user)

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        person = request.person
        super().logout(request)
        audit.write(at=request.at, person=person, verb="sign_out", thing=person)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says in our words what is wrong with a code."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _WRONG_CODE}
