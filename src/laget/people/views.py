"""Sign-in and one's own account: allauth's pages, each change of them a deed with its audit line."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from laget.people import audit, queries
from laget.people.second_factor import DEMO_DOOR, ENROLLED_HERE


class Deed:
    """What a valid form does, and its audit line, in one transaction."""

    verb: str

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        person = self.request.person
        audit.write(at=self.request.at, person=person, verb=self.verb, thing=person)
        return response


class ChangePassword(Deed, PasswordChangeView):
    """A new password; the session stays, all others end."""

    verb = "change_password"


class EnrolSecondFactor(Deed, ActivateTOTPView):
    """Tie an authenticator app to the person."""

    verb = "enrol_second_factor"

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session[ENROLLED_HERE] = True
        return response


class RemoveSecondFactor(Deed, DeactivateTOTPView):
    """Let go of the authenticator app."""

    verb = "remove_second_factor"


class NewRecoveryCodes(Deed, GenerateRecoveryCodesView):
    """New codes for the day the phone is lost; the old ones end."""

    verb = "new_recovery_codes"


class Account(IndexView):
    """Who I am here, which roles I have, and how I sign in."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        held = queries.grants_of(self.request.person, self.request.at)
        roles = [(queries.role(grant), grant.ends) for grant in held]
        return super().get_context_data(**kwargs) | {"roles": roles}


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """A demo's door: sign in as one of the cast. The address exists in a demo only (urls.py)."""
    person = queries.person_with_email(queries.demo_email(role))
    if person is None:
        raise Http404
    get_adapter(request).login(request, person)
    request.session[DEMO_DOOR] = True
    return redirect(settings.LOGIN_REDIRECT_URL)
