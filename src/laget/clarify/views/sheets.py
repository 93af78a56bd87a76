"""A round on paper: the sheets to print, and typing one in."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.clarify import access, operations
from laget.clarify.forms import answers as form
from laget.clarify.forms.round_refused import said_of
from laget.clarify.models import Group, Round
from laget.clarify.queries.answer_page import nothing_typed
from laget.clarify.queries.choices import groups_of, situations_of
from laget.clarify.queries.paper import paper_page, typing_page
from laget.clarify.queries.round_links import links_of, name_of
from laget.clarify.typed import TypedAnswers
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.refusal import Refusal


@require_safe
def sheets(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A sheet for each who may answer on paper."""
    found = access.round_for(request.person, code, number, access.TYPE_SHEETS, request.at)
    if found.state != "open":
        return redirect("clarify:rounds", code=code)
    context = {
        "page": paper_page(found, language=_language()),
        **foot(request, verb=access.TYPE_SHEETS, unit=found.school),
    }
    return render(request, "clarify/sheets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A sheet as it was filled in by hand, typed."""
    found = access.round_for(request.person, code, number, access.TYPE_SHEETS, request.at)
    if found.state != "open":
        return redirect("clarify:rounds", code=code)
    faults: tuple[Fault, ...] = ()
    typed, link = nothing_typed(), request.GET.get("fra", "")
    if request.method == "POST":
        link = request.POST.get("link", "")
        typed = form.sent(request.POST, situations_of(found, language=_language()))
        try:
            faults = _type(request, found, typed, link)
            if not faults:
                return redirect(f"{request.path}?nytt=ark")
        except Refusal as refused:
            faults = (Fault(id="link", says=said_of(refused)),)
    context = {
        "page": typing_page(found, typed, link=link, language=_language()),
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        "said": _("Arket er ført inn. Makuler det, og ta det neste.") if request.GET.get("nytt") == "ark" else "",
        "faults": faults,
        **foot(request, verb=access.TYPE_SHEETS, unit=found.school),
    }
    return render(request, "clarify/typing.html", context)


def _type(request: HttpRequest, found: Round, typed: TypedAnswers, named: str) -> tuple[Fault, ...]:
    links = links_of(found, groups_of(found), language=_language())
    link = next((one for one, _name in links if name_of(one) == named), None)
    situations = situations_of(found, language=_language())
    if link is None:
        return (Fault(id="link", says=_("Velg hvem arket er fra.")),)
    if isinstance(link, Group):
        operations.type_anonymous_sheet(
            group=link,
            answers=form.answers(typed, situations),
            key=request.POST.get("key", "")[:100] or secrets.token_urlsafe(16),
            person=request.person,
            at=request.at,
        )
    elif "shown" not in request.POST:
        says = _("Kryss av for at den som har fylt ut arket, vil dele det. Ellers skal det ikke føres inn.")
        return (Fault(id="shown", says=says),)
    else:
        operations.type_open_sheet(
            seat=link, answers=form.open_answers(typed, situations), person=request.person, at=request.at
        )
    return ()


def _language() -> str:
    return get_language() or "nb"
