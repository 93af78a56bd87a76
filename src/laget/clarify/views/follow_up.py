"""What follows on a settlement: feedback between roles, how a new role is brought in, and half a year later."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.clarification.moved import Standing
from laget.clarify import access
from laget.clarify.forms import reviews as reviews_form
from laget.clarify.forms import steps as steps_form
from laget.clarify.forms.settle_refused import said_of
from laget.clarify.operations.feedback import agree_feedback, end_feedback
from laget.clarify.operations.introductions import mark_steps
from laget.clarify.operations.reviews import review_settlements
from laget.clarify.queries.feedback_page import feedback_page
from laget.clarify.queries.introduction_page import introduction_page
from laget.clarify.queries.reviews_page import outcome_said, reviews_page
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.refusal import Refusal
from laget.schools.models import School


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Who tells whom how it goes, and who hears nothing."""
    school = _school(request, code)
    typed = {name: text_of(request.POST, name) for name in ("receiver", "giver", "how")}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        ends = request.POST.get("end", "")
        try:
            if ends:
                receiver, _colon, giver = ends.partition(":")
                end_feedback(school=school, receiver=receiver, giver=giver, person=request.person, at=request.at)
                return redirect(f"{request.path}?nytt=lagret")
            if not (typed["receiver"] and typed["giver"]):
                faults = (Fault(id="receiver", says=_("Velg hvem som får tilbakemelding, og hvem som gir den.")),)
            else:
                agree_feedback(school=school, **typed, person=request.person, at=request.at)
                return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="how", says=said_of(refused)),)
    page = feedback_page(school, person=request.person, at=request.at, language=_language())
    return _rendered(request, school, "clarify/feedback.html", {"page": page, "form": typed}, faults)


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest, code: str) -> HttpResponse:
    """How it went with what was settled."""
    school = _school(request, code)
    typed = reviews_form.sent(request.POST)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            looked = reviews_form.read(typed)
            review_settlements(school=school, reviews=looked, person=request.person, at=request.at)
            return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id=f"note-{refused.values['key']}", says=said_of(refused)),)
    page = reviews_page(school, person=request.person, at=request.at, language=_language())
    faulty = {fault.id: fault.says for fault in faults}
    context = {
        "page": page,
        "to_review": [
            {"row": row, "typed": typed.get(row.key, row), "fault": faulty.get(f"note-{row.key}", "")}
            for row in page.rows
        ],
        "outcomes": [(outcome, outcome_said(outcome)) for outcome in Standing],
    }
    return _rendered(request, school, "clarify/reviews.html", context, faults)


@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """How somebody new in the role is received."""
    school = _school(request, code)
    page = introduction_page(school, role, person=request.person, at=request.at, language=_language())
    if page is None:
        raise Http404
    typed = steps_form.sent(request.POST)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        steps, faults = steps_form.read(typed)
        try:
            if not faults:
                mark_steps(school=school, role=role, steps=steps, person=request.person, at=request.at)
                return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            field = "done" if refused.code == "step_not_done_yet" else "note"
            faults = (Fault(id=f"{field}-{refused.values['step']}", says=said_of(refused)),)
    faulty = {fault.id: fault.says for fault in faults}
    context = {
        "page": page,
        "to_mark": [
            {
                "step": step,
                "typed": typed.get(step.id) or steps_form.stored(step),
                "faults": {name: faulty.get(f"{name}-{step.id}", "") for name in ("planned", "done", "note")},
            }
            for step in page.steps
        ],
        "today": localdate(request.at),
    }
    return _rendered(request, school, "clarify/introduction.html", context, faults)


def _school(request: HttpRequest, code: str) -> School:
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_CLARIFIED
    return access.school_for(request.person, code, verb, request.at)


def _rendered(
    request: HttpRequest, school: School, template: str, context: dict[str, object], faults: tuple[Fault, ...]
) -> HttpResponse:
    given = {
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.READ_CLARIFIED, unit=school),
    }
    return render(request, template, context | given)


def _language() -> str:
    return get_language() or "nb"
