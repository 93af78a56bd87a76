"""What allauth asks us: who may sign up (nobody), and what happens when somebody signs in or out."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from laget.people import audit
from laget.people.models import Person


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and signing out are deeds: both end with an audit line. Sign-in counts only after the second
    factor: allauth calls ``login`` when every step has been passed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @transaction.atomic
    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        audit.write(at=request.at, person=user, verb="sign_in", thing=user)

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        person = request.person
        super().logout(request)
        audit.write(at=request.at, person=person, verb="sign_out", thing=person)
