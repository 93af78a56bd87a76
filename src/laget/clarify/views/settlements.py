"""What a school has settled: the list, and one situation at a time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.clarification.settlement import HALF_A_YEAR
from laget.clarify import access
from laget.clarify.forms import settlement as form
from laget.clarify.forms.settle_refused import field_of, said_of
from laget.clarify.operations.settlements import add_situations, settle, take_away
from laget.clarify.queries.settlements_page import SettlementPage, settlement_page, settlements_page
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.schools.models import School


@require_http_methods(["GET", "HEAD", "POST"])
def settlements(request: HttpRequest, code: str) -> HttpResponse:
    """The list; whoever leads the clarifying puts situations on it."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_CLARIFIED
    school = access.school_for(request.person, code, verb, request.at)
    faults: tuple[Fault, ...] = ()
    typed = text_of(request.POST, "text")
    if request.method == "POST":
        keys = request.POST.getlist("key")
        if not (keys or typed):
            faults = (Fault(id="picks", says=_("Kryss av for minst én situasjon, eller skriv en egen.")),)
        else:
            try:
                added = add_situations(school=school, keys=keys, text=typed, person=request.person, at=request.at)
                return redirect(f"{request.path}?nytt={len(added)}")
            except Refusal as refused:
                faults = (Fault(id="picks", says=said_of(refused)),)
    context = {
        "page": settlements_page(school, person=request.person, at=request.at, language=_language()),
        "typed": typed,
        "faults": faults,
        "said": _said(request.GET.get("nytt", "")),
        **foot(request, verb=access.READ_CLARIFIED, unit=school),
    }
    return render(request, "clarify/settlements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settlement(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One situation: to read, and for whoever leads the clarifying to settle in the meeting."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_CLARIFIED
    school = access.school_for(request.person, code, verb, request.at)
    page = settlement_page(school, key, person=request.person, at=request.at, language=_language())
    if page is None:
        raise Http404
    day = localdate(request.at)
    typed = form.stored(
        page.row, decided_by=page.decided_by, review_on=day + HALF_A_YEAR
    )
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = form.sent(request.POST)
        facts, faults = form.read(typed)
        try:
            if request.POST.get("do") == "remove":
                take_away(school=school, key=key, person=request.person, at=request.at)
                return redirect(f"{_list_of(school)}?nytt=borte")
            if not faults:
                settle(
                    school=school,
                    key=key,
                    text=page.own,
                    number=whole(request.POST.get("number", "")),
                    facts=facts,
                    round=page.round,
                    person=request.person,
                    at=request.at,
                )
                return redirect(_after(request, page))
        except Refusal as refused:
            faults = (Fault(id=field_of(refused, "lead"), says=said_of(refused)),)
            page = settlement_page(school, key, person=request.person, at=request.at, language=_language()) or page
    context = {
        "page": page,
        "form": typed.texts | {"support": typed.support, "faults": {fault.id: fault.says for fault in faults}},
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.READ_CLARIFIED, unit=school),
    }
    return render(request, "clarify/settlement.html", context)


def _after(request: HttpRequest, page: SettlementPage) -> str:
    """Where the meeting goes on: to the next situation that is not settled, or back to the list when all are."""
    if request.POST.get("do") != "next":
        return f"{request.path}?nytt=lagret"
    if page.next:
        return f"{reverse('clarify:settlement', args=[page.school.code, page.next])}?nytt=lagret"
    return f"{_list_of(page.school)}?nytt=ferdig"


def _said(what: str) -> str:
    if what == "ferdig":
        return _("Lagret. Det er ikke flere situasjoner igjen på listen.")
    if what == "borte":
        return _("Situasjonen er tatt av listen.")
    if (new := whole(what)) > 0:
        return ngettext("Én situasjon er lagt til.", "%(count)s situasjoner er lagt til.", new) % {"count": new}
    return ""


def _list_of(school: School) -> str:
    return reverse("clarify:settlements", args=[school.code])


def _language() -> str:
    return get_language() or "nb"
