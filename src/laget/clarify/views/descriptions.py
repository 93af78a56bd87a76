"""Job descriptions of an owner, which its schools' cards extend."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.clarify import access
from laget.clarify.forms.days import read_day
from laget.clarify.forms.settle_refused import field_of, said_of
from laget.clarify.operations.job_descriptions import describe_role
from laget.clarify.queries.descriptions_page import DescriptionPage, description_page, descriptions_page
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.refusal import Refusal

TEXTS = ("does", "does_not", "partners", "agreed_on")


@require_safe
def descriptions(request: HttpRequest, code: str) -> HttpResponse:
    """The descriptions of an owner."""
    owner = access.owner_for(request.person, code, access.EDIT_JOB_DESCRIPTIONS, request.at)
    context = {
        "page": descriptions_page(owner, language=_language()),
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.EDIT_JOB_DESCRIPTIONS, unit=owner, origin=_own()),
    }
    return render(request, "clarify/descriptions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def description(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """One role's description, to write anew."""
    owner = access.owner_for(request.person, code, access.EDIT_JOB_DESCRIPTIONS, request.at)
    page = description_page(owner, role, language=_language())
    if page is None:
        raise Http404
    typed = _stored(page)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = {name: text_of(request.POST, name) for name in TEXTS}
        agreed_on, faults = read_day("agreed_on", typed["agreed_on"])
        if not faults and not typed["does"]:
            faults = (Fault(id="does", says=_("Skriv minst én oppgave.")),)
        if not faults:
            try:
                describe_role(
                    owner=owner,
                    role=role,
                    does=tuple(typed["does"].splitlines()),
                    does_not=tuple(typed["does_not"].splitlines()),
                    partners=typed["partners"],
                    agreed_on=agreed_on,
                    person=request.person,
                    at=request.at,
                )
                return redirect(f"{reverse('clarify:descriptions', args=[owner.code])}?nytt=lagret")
            except Refusal as refused:
                faults = (Fault(id=field_of(refused, "does"), says=said_of(refused)),)
    context = {
        "page": page,
        "today": localdate(request.at),
        "form": typed | {"faults": {fault.id: fault.says for fault in faults}},
        "faults": faults,
        **foot(request, verb=access.EDIT_JOB_DESCRIPTIONS, unit=owner, origin=_own()),
    }
    return render(request, "clarify/description.html", context)


def _stored(page: DescriptionPage) -> dict[str, str]:
    row = page.newest
    if row is None:
        return dict.fromkeys(TEXTS, "")
    return {
        "does": "\n".join(row.does),
        "does_not": "\n".join(row.does_not),
        "partners": row.partners,
        "agreed_on": row.agreed_on.isoformat() if row.agreed_on else "",
    }


def _own() -> str:
    return _("Skoleeier har selv skrevet beskrivelsene.")


def _language() -> str:
    return get_language() or "nb"
