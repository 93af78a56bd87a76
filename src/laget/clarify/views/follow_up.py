"""What follows on a settlement: feedback between roles, how a new role is brought in, and half a year later."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.clarify import access
from laget.clarify.forms.settle_refused import said_of
from laget.clarify.models.review import OUTCOMES
from laget.clarify.operations.feedback import agree_feedback, end_feedback
from laget.clarify.operations.introductions import mark_step
from laget.clarify.operations.reviews import review_settlement
from laget.clarify.queries.feedback_page import feedback_page
from laget.clarify.queries.introduction_page import introduction_page
from laget.clarify.queries.reviews_page import outcome_said, reviews_page
from laget.clarify.views.foot import foot
from laget.content import shelf
from laget.forms.day import day_of
from laget.forms.fault import Fault
from laget.refusal import Refusal
from laget.schools.models import School


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Who tells whom how it goes, and who hears nothing."""
    school = _school(request, code)
    typed = {name: request.POST.get(name, "").strip() for name in ("receiver", "giver", "how")}
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
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        faults = _reviewed(request, school)
        if not faults:
            return redirect(f"{request.path}?nytt=lagret")
    page = reviews_page(school, person=request.person, at=request.at, language=_language())
    context = {"page": page, "outcomes": [(outcome, outcome_said(outcome)) for outcome in OUTCOMES]}
    return _rendered(request, school, "clarify/reviews.html", context, faults)


@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """How somebody new in the role is received."""
    school = _school(request, code)
    faults: tuple[Fault, ...] = ()
    if introduction_page(school, role, person=request.person, at=request.at, language=_language()) is None:
        raise Http404
    if request.method == "POST":
        faults = _stepped(request, school, role)
        if not faults:
            return redirect(f"{request.path}?nytt=lagret")
    page = introduction_page(school, role, person=request.person, at=request.at, language=_language())
    context = {"page": page, "today": localdate(request.at)}
    return _rendered(request, school, "clarify/introduction.html", context, faults)


def _reviewed(request: HttpRequest, school: School) -> tuple[Fault, ...]:
    """Keep every review that was written."""
    faults = []
    for key in request.POST.getlist("key"):
        outcome = request.POST.get(f"outcome-{key}", "")
        if not outcome:
            continue
        try:
            review_settlement(
                school=school,
                key=key,
                outcome=outcome,
                note=request.POST.get(f"note-{key}", ""),
                person=request.person,
                at=request.at,
            )
        except Refusal as refused:
            faults.append(Fault(id=f"note-{key}", says=said_of(refused)))
    return tuple(faults)


def _stepped(request: HttpRequest, school: School, role: str) -> tuple[Fault, ...]:
    """Keep every step that was written."""
    faults = []
    for step in shelf.introduction_steps():
        if f"note-{step}" not in request.POST:
            continue
        texts = {name: request.POST.get(f"{name}-{step}", "").strip() for name in ("planned", "done")}
        days = {name: day_of(text) if text else None for name, text in texts.items()}
        wrong = [name for name, text in texts.items() if text and days[name] is None]
        if wrong:
            says = _("Skriv datoen som for eksempel 17.8.2026, eller la den stå tom.")
            faults.append(Fault(id=f"{wrong[0]}-{step}", says=says))
            continue
        try:
            mark_step(
                school=school,
                role=role,
                step=step,
                planned_on=days["planned"],
                done_on=days["done"],
                note=request.POST.get(f"note-{step}", ""),
                person=request.person,
                at=request.at,
            )
        except Refusal as refused:
            field = "done" if refused.code == "step_not_done_yet" else "note"
            faults.append(Fault(id=f"{field}-{step}", says=said_of(refused)))
    return tuple(faults)


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
