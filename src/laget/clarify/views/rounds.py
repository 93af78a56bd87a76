"""A school's rounds: begin one, choose what and whom it asks, open it, hand out the links, and close it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laget.clarify import access, operations
from laget.clarify.forms import draft as form
from laget.clarify.forms.round_refused import said_of
from laget.clarify.models import Round
from laget.clarify.operations.beginnings import as_before, from_map
from laget.clarify.queries.draft_page import draft_page, stored_draft
from laget.clarify.queries.round_page import round_page, slips
from laget.clarify.queries.rounds_page import rounds_page
from laget.clarify.queries.slip_sheet import slip_sheet
from laget.clarify.views.foot import foot
from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team.queries.holders import role_holders


@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """The school's rounds; whoever leads the clarifying may begin one."""
    verb = access.LEAD_CLARIFYING if request.method == "POST" else access.READ_CLARIFIED
    school = access.school_for(request.person, code, verb, request.at)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        earlier = whole(request.POST.get("repeat", ""))
        try:
            begun = _begin(request, code, earlier) if earlier else _begin_new(request, code)
            return redirect("clarify:round", code=school.code, number=begun.number)
        except Refusal as refused:
            faults = (Fault(id="main", says=said_of(refused)),)
    context = {
        "page": rounds_page(school, person=request.person, at=request.at),
        "faults": faults,
        "said": _("Runden er droppet. Ingenting er tatt vare på.") if request.GET.get("nytt") == "droppet" else "",
        **foot(request, verb=access.READ_CLARIFIED, unit=school),
    }
    return render(request, "clarify/rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A round in draft, to choose what and whom it asks; or one that is open, and how far it has come."""
    found = access.round_for(request.person, code, number, access.LEAD_CLARIFYING, request.at)
    if found.state == "draft" or request.method == "POST":
        return _draft(request, found)
    if found.state == "closed":
        return redirect("clarify:result", code=code, number=number)
    context = {
        "page": round_page(found, language=_language()),
        "said": _("Runden er åpnet.") if request.GET.get("nytt") == "apnet" else "",
        "faults": (),
        **foot(request, verb=access.LEAD_CLARIFYING, unit=found.school),
    }
    return render(request, "clarify/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Who will answer how, and the button that opens the round."""
    found = access.round_for(request.person, code, number, access.LEAD_CLARIFYING, request.at)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            operations.open_round(round=found, person=request.person, at=request.at)
            return redirect(f"{_address('round', found)}?nytt=apnet")
        except Refusal as refused:
            faults = (Fault(id="main", says=said_of(refused)),)
    elif found.state != "draft":
        return redirect("clarify:round", code=code, number=number)
    context = {
        "page": round_page(found, language=_language()),
        "faults": faults,
        **foot(request, verb=access.LEAD_CLARIFYING, unit=found.school),
    }
    return render(request, "clarify/opening.html", context)


@require_POST
def closing(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Close the round and publish, or drop it."""
    found = access.round_for(request.person, code, number, access.LEAD_CLARIFYING, request.at)
    try:
        if request.POST.get("do") == "drop":
            operations.drop_round(round=found, person=request.person, at=request.at)
            return redirect(f"{reverse('clarify:rounds', args=[code])}?nytt=droppet")
        if request.POST.get("do") == "close":
            operations.close_round(round=found, person=request.person, at=request.at)
    except Refusal as refused:
        context = {
            "page": rounds_page(found.school, person=request.person, at=request.at),
            "faults": (Fault(id="main", says=said_of(refused)),),
            **foot(request, verb=access.READ_CLARIFIED, unit=found.school),
        }
        return render(request, "clarify/rounds.html", context)
    return redirect("clarify:round", code=code, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The slips to print and hand out; and a new link for one that is lost. After the round is closed it is by the slip
    of a seat that what was shown is taken back."""
    found = access.round_for(request.person, code, number, access.LEAD_CLARIFYING, request.at)
    if found.state not in ("open", "closed"):
        return redirect("clarify:round", code=code, number=number)
    if request.method == "POST":
        link = access.link_in(found, request.POST.get("renew", ""))
        operations.renew_link(link=link, person=request.person, at=request.at)
        return redirect(f"{_address('links', found)}?nytt=lenke")
    renewed = _("Lenken er byttet. Den gamle virker ikke lenger, og det som var delt med den, er borte.")
    context = {
        "page": round_page(found, language=_language()),
        "slips": slip_sheet(slips(found, language=_language()), base=request.build_absolute_uri("/")),
        "said": renewed if request.GET.get("nytt") == "lenke" else "",
        **foot(request, verb=access.LEAD_CLARIFYING, unit=found.school),
    }
    return render(request, "clarify/links.html", context)


def _draft(request: HttpRequest, found: Round) -> HttpResponse:
    faults: tuple[Fault, ...] = ()
    typed = stored_draft(found)
    if request.method == "POST":
        typed = form.sent(request.POST)
        read, faults = form.read(typed)
        if read is not None:
            try:
                operations.change_round(
                    round=found,
                    situations=read.situations,
                    groups=read.groups,
                    answer_by=read.answer_by,
                    person=request.person,
                    at=request.at,
                )
                name = "opening" if request.POST.get("do") == "next" else "round"
                return redirect(f"{_address(name, found)}?nytt=lagret")
            except Refusal as refused:
                faults = (Fault(id="situations", says=said_of(refused)),)
    context = {
        "page": draft_page(found, typed, language=_language()),
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        "faults": faults,
        **foot(request, verb=access.LEAD_CLARIFYING, unit=found.school),
    }
    return render(request, "clarify/draft.html", context)


def _begin_new(request: HttpRequest, code: str) -> Round:
    """A round about nothing yet, for the roles on the school's map."""
    school = access.school_for(request.person, code, access.LEAD_CLARIFYING, request.at)
    on_map = [(one.role, one.holders, one.title) for one in role_holders(school, request.at)]
    return operations.begin_round(
        school=school, groups=from_map(on_map), person=request.person, at=request.at
    )


def _begin(request: HttpRequest, code: str, earlier: int) -> Round:
    """A round about the same as an earlier one, for the same roles, with as many holders as the map says now."""
    repeated = access.round_for(request.person, code, earlier, access.LEAD_CLARIFYING, request.at)
    if repeated.state != "closed":
        raise Http404
    now = {one.role: one.holders for one in role_holders(repeated.school, request.at)}
    situations, groups = as_before(repeated, now)
    return operations.begin_round(
        school=repeated.school,
        situations=situations,
        groups=groups,
        repeats=repeated,
        person=request.person,
        at=request.at,
    )


def _address(name: str, found: Round) -> str:
    return reverse(f"clarify:{name}", args=[found.school.code, found.number])


def _language() -> str:
    return get_language() or "nb"
