"""Role cards: the list, one card, what the school writes on it, and its versions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.clarify import access
from laget.clarify.forms import agreements
from laget.clarify.forms import card as form
from laget.clarify.forms.settle_refused import field_of, said_of
from laget.clarify.operations.role_cards import make_version, record_agreements, write_card
from laget.clarify.queries.card_page import CardPage, card_page, cards_page
from laget.clarify.queries.cards import card_sources
from laget.clarify.queries.write_page import write_page
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.schools.models import School


@require_safe
def role_cards(request: HttpRequest, code: str) -> HttpResponse:
    """The cards of a school."""
    school = access.school_for(request.person, code, access.READ_ROLE_CARDS, request.at)
    page = cards_page(school, person=request.person, at=request.at, language=_language())
    return render(request, "clarify/cards.html", {"page": page, **_foot(request, school)})


@require_http_methods(["GET", "HEAD", "POST"])
def role_card(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """A card, to read and print; whoever leads the clarifying puts it forward."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_ROLE_CARDS
    school = access.school_for(request.person, code, verb, request.at)
    draft = bool(request.GET.get("utkast"))
    page = _page(request, school, role, draft=draft)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            grown = card_sources(school, language=_language()).card(role)
            version = make_version(school=school, card=grown, person=request.person, at=request.at)
            return redirect(f"{request.path}?nytt={version.number}")
        except Refusal as refused:
            faults = (Fault(id="main", says=said_of(refused)),)
    return _render(request, school, page, faults)


@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, code: str, role: str, number: int) -> HttpResponse:
    """A version that was put forward, and what it changed; those concerned agree to it."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_ROLE_CARDS
    school = access.school_for(request.person, code, verb, request.at)
    page = _page(request, school, role, number=number)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        agreed, faults = agreements.read(agreements.sent(request.POST))
        try:
            if not faults:
                found = access.version_in(school, role, number)
                record_agreements(version=found, agreed=agreed, person=request.person, at=request.at)
                return redirect(f"{_address(school, role)}?nytt=enige")
        except Refusal as refused:
            whom = refused.values.get("with_whom")
            faults = (Fault(id=f"agreed-{whom}" if whom else "agree", says=said_of(refused)),)
    return _render(request, school, page, faults)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """What the school writes on a card itself."""
    school = access.school_for(request.person, code, access.LEAD_CLARIFYING, request.at)
    page = write_page(school, role, language=_language())
    if page is None:
        raise Http404
    typed = form.stored(page.row)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = form.sent(request.POST)
        facts, faults = form.read(typed)
        try:
            if not faults:
                write_card(
                    school=school,
                    role=role,
                    revision=whole(request.POST.get("revision", "")),
                    facts=facts,
                    person=request.person,
                    at=request.at,
                )
                return redirect(f"{_address(school, role)}?utkast=ja&nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id=field_of(refused, "about"), says=said_of(refused)),)
            page = write_page(school, role, language=_language()) or page
    context = {
        "page": page,
        "form": typed.texts | {"faults": {fault.id: fault.says for fault in faults}},
        "faults": faults,
        **_foot(request, school, verb=access.LEAD_CLARIFYING),
    }
    return render(request, "clarify/write_card.html", context)


def _page(
    request: HttpRequest, school: School, role: str, *, number: int | None = None, draft: bool = False
) -> CardPage:
    page = card_page(
        school, role, number=number, draft=draft, person=request.person, at=request.at, language=_language()
    )
    if page is None:
        raise Http404
    return page


def _render(request: HttpRequest, school: School, page: CardPage, faults: tuple[Fault, ...]) -> HttpResponse:
    new = request.GET.get("nytt", "")
    says = {"lagret": _("Lagret."), "enige": _("Lagret. Datoene står på kortet.")}
    said = says.get(new, _("Versjon %(number)s er lagt fram.") % {"number": new} if whole(new) else "")
    typed = agreements.sent(request.POST)
    faulty = {fault.id: fault.says for fault in faults}
    context = {
        "page": page,
        "to_agree": [
            {"id": one.id, "name": one.name, "typed": typed[one.id], "fault": faulty.get(f"agreed-{one.id}", "")}
            for one in page.concerned
            if not one.agreed_on
        ],
        "today": localdate(request.at),
        "faults": faults,
        "said": said,
        **_foot(request, school),
    }
    return render(request, "clarify/card.html", context)


def _address(school: School, role: str) -> str:
    return reverse("clarify:role_card", args=[school.code, role])


def _foot(request: HttpRequest, school: School, *, verb: str = access.READ_ROLE_CARDS) -> dict[str, object]:
    return foot(request, verb=verb, unit=school, origin=_("Kortene vokser av det skolen selv har bestemt."))


def _language() -> str:
    return get_language() or "nb"
