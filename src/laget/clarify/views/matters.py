"""Matters: raise, lift and answer them at the school; answer them as owner; and who settles at the school."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.clarification.matter import Level
from laget.clarify import access
from laget.clarify.forms.matter import read_due
from laget.clarify.forms.settle_refused import said_of
from laget.clarify.models import Matter
from laget.clarify.operations.matters import answer_matter, lift_matter, name_clarifiers, raise_matter
from laget.clarify.queries.clarifiers import arbiter_of
from laget.clarify.queries.clarifiers_page import clarifiers_page
from laget.clarify.queries.matters_page import matter_row, matters_page, owner_matters_page
from laget.clarify.queries.settled import situation_of
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.people.access import verbs_at
from laget.refusal import Refusal

TWO_WEEKS = timedelta(days=14)


@require_safe
def matters(request: HttpRequest, code: str) -> HttpResponse:
    """The school's matters."""
    school = access.school_for(request.person, code, access.READ_CLARIFIED, request.at)
    page = matters_page(school, person=request.person, at=request.at, language=_language())
    context = {"page": page, **foot(request, verb=access.READ_CLARIFIED, unit=school)}
    return render(request, "clarify/matters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_matter(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Put a disagreement about a situation to the arbiter."""
    school = access.school_for(request.person, code, access.LEAD_CLARIFYING, request.at)
    situation = situation_of(school, key, language=_language())
    if situation is None:
        raise Http404
    typed = {"question": "", "due": (localdate(request.at) + TWO_WEEKS).isoformat()}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = {name: text_of(request.POST, name) for name in typed}
        due, faults = read_due(typed["due"])
        try:
            if due is not None:
                raised = raise_matter(
                    school=school,
                    key=key,
                    question=typed["question"],
                    due=due,
                    person=request.person,
                    at=request.at,
                    language=_language(),
                )
                return redirect(f"{reverse('clarify:matter', args=[school.code, raised.pk])}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="due" if refused.code == "matter_date" else "question", says=said_of(refused)),)
    context = {
        "school": school,
        "key": key,
        "situation": situation,
        "arbiter": arbiter_of(school, language=_language()),
        "form": typed | {"faults": {fault.id: fault.says for fault in faults}},
        "faults": faults,
        **foot(request, verb=access.LEAD_CLARIFYING, unit=school),
    }
    return render(request, "clarify/new_matter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: HttpRequest, code: str, matter: int) -> HttpResponse:
    """A matter at the school: to read, and for whoever leads the clarifying to answer for the arbiter, or to lift."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_CLARIFIED
    school = access.school_for(request.person, code, verb, request.at)
    found = access.matter_in(school, matter)
    faults = _deed(request, found, Level.SCHOOL) if request.method == "POST" else ()
    if request.method == "POST" and not faults:
        return redirect(f"{request.path}?nytt=lagret")
    context = {
        "row": matter_row(access.matter_in(school, matter), at=request.at),
        "school": school,
        "may_lead": access.LEAD_CLARIFYING in verbs_at(request.person, school, request.at),
        "arbiter": arbiter_of(school, language=_language()),
        **_typed(request, faults),
        **foot(request, verb=access.READ_CLARIFIED, unit=school),
    }
    return render(request, "clarify/matter.html", context)


@require_safe
def owner_matters(request: HttpRequest, code: str) -> HttpResponse:
    """The matters that have come to the owner."""
    owner = access.owner_for(request.person, code, access.ANSWER_MATTERS, request.at)
    context = {
        "page": owner_matters_page(owner, at=request.at),
        "said": _("Lagret. Skolen ser svaret nå.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.ANSWER_MATTERS, unit=owner, origin=_from_schools()),
    }
    return render(request, "clarify/owner_matters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def owner_matter(request: HttpRequest, code: str, matter: int) -> HttpResponse:
    """A matter that has come to the owner: to answer, or to send on."""
    owner = access.owner_for(request.person, code, access.ANSWER_MATTERS, request.at)
    found = access.matter_of(owner, matter, request.at)
    faults = _deed(request, found, Level.OWNER) if request.method == "POST" else ()
    if request.method == "POST" and not faults:
        return redirect(f"{reverse('clarify:owner_matters', args=[owner.code])}?nytt=lagret")
    context = {
        "row": matter_row(found, at=request.at),
        "owner": owner,
        **_typed(request, faults),
        **foot(request, verb=access.ANSWER_MATTERS, unit=owner, origin=_from_schools()),
    }
    return render(request, "clarify/owner_matter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def clarifiers(request: HttpRequest, code: str) -> HttpResponse:
    """The roles that settle and coordinate."""
    school = access.school_for(request.person, code, access.LEAD_CLARIFYING, request.at)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        wanted = {name: request.POST.get(name, "") for name in ("arbiter", "coordinator", "assistants")}
        try:
            name_clarifiers(school=school, **wanted, person=request.person, at=request.at)
            return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="arbiter", says=said_of(refused)),)
    context = {
        "page": clarifiers_page(school, language=_language()),
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.LEAD_CLARIFYING, unit=school),
    }
    return render(request, "clarify/clarifiers.html", context)


def _deed(request: HttpRequest, found: Matter, by: Level) -> tuple[Fault, ...]:
    """Answer or lift the matter; what is wrong, if it cannot be done."""
    given = {"matter": found, "by": by, "person": request.person, "at": request.at}
    try:
        if request.POST.get("do") == "lift":
            due, faults = read_due(request.POST.get("due", ""))
            if due is not None:
                lift_matter(due=due, **given)
            return faults
        answer_matter(answer=text_of(request.POST, "answer"), **given)
    except Refusal as refused:
        return (Fault(id="due" if request.POST.get("do") == "lift" else "answer", says=said_of(refused)),)
    return ()


def _typed(request: HttpRequest, faults: tuple[Fault, ...]) -> dict[str, object]:
    proposed = (localdate(request.at) + TWO_WEEKS).isoformat()
    return {
        "form": {
            "answer": text_of(request.POST, "answer"),
            "due": request.POST.get("due", proposed),
            "faults": {fault.id: fault.says for fault in faults},
        },
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
    }


def _from_schools() -> str:
    return _("Skolene har skrevet spørsmålene. Skoleeier ser situasjonen, spørsmålet og datoene, og ikke mer.")


def _language() -> str:
    return get_language() or "nb"
