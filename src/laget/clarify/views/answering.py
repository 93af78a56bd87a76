"""Answering by a link, without being signed in: by one shared link anonymously, or openly from a seat.

Following a link changes nothing, however often and by whatever program it is done. The pages are kept by nobody, and
tell no other site where the reader came from.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from laget.clarify import access, operations
from laget.clarify.forms import answers as form
from laget.clarify.forms.round_refused import said_of
from laget.clarify.models import Group, Seat
from laget.clarify.queries.answer_page import answer_page, nothing_typed, round_of, shown_by, thanks_said
from laget.clarify.queries.choices import SituationText, situations_of
from laget.clarify.typed import TypedAnswers
from laget.forms.fault import Fault
from laget.refusal import Refusal

# Remembers, in the browser that shared an answer, which seat it was; it lasts as long as a round is likely to.
SHARED_HERE = "delt_her"
SHARED_FOR = 120 * 24 * 3600

_LinkView = Callable[[HttpRequest, Group | Seat, str], HttpResponse]


def by_link(view: _LinkView) -> Callable[..., HttpResponse]:
    """Open the link's owner to the request, and let nobody keep the page or learn its address."""

    @login_not_required
    @wraps(view)
    def opened(request: HttpRequest, code: str) -> HttpResponse:
        link = access.link_for(code)
        with scope(owner=[link.owner_id]):
            response = view(request, link, code)
        patch_cache_control(response, private=True, no_store=True)
        # Not no-referrer: with that a browser calls a form's origin "null", and every answer would be refused.
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer(request: HttpRequest, link: Group | Seat, code: str) -> HttpResponse:
    """The questions; what was answered, before it is sent; and what the holder of a seat shows."""
    situations = situations_of(round_of(link), language=_language())
    shown = shown_by(link, situations) if isinstance(link, Seat) else None
    if shown and not _may_see(request, link) and request.POST.get("do") != "take_back":
        # Whoever printed the slip holds the same link, and is not to read what is not yet published.
        return _page(request, link, nothing_typed(), shows=True, template="clarify/answer_kept.html")
    if request.method != "POST":
        return _page(request, link, shown or nothing_typed(), shows=shown is not None)
    typed = form.sent(request.POST, situations)
    try:
        if request.POST.get("do") == "look":
            _refuse(link, typed, situations)
            return _page(request, link, typed, shows=shown is not None, template="clarify/answer_look.html")
        if done := _do(request, link, typed, situations):
            answered = redirect(f"{reverse('clarify:answer_thanks', args=[code])}?svar={done}")
            if done == "delt":
                answered.set_signed_cookie(
                    SHARED_HERE, str(link.handle), max_age=SHARED_FOR, secure=request.is_secure(), httponly=True,
                    samesite="Lax", path=request.path,
                )  # fmt: skip
            return answered
        faults: tuple[Fault, ...] = ()
    except Refusal as refused:
        faults = (Fault(id="situation-1", says=said_of(refused)),)
    return _page(request, link, typed, shows=False, faults=faults)


@require_safe
@by_link
def thanks(request: HttpRequest, link: Group | Seat, code: str) -> HttpResponse:
    """What became of the answer."""
    context = {"said": thanks_said(request.GET.get("svar", "")), "code": code, "is_seat": isinstance(link, Seat)}
    return render(request, "clarify/answer_thanks.html", context)


def _do(
    request: HttpRequest, link: Group | Seat, typed: TypedAnswers, situations: Sequence[SituationText]
) -> str:
    """Do what was asked for; what became of the answer, or nothing where it is to be changed first."""
    match request.POST.get("do"), link:
        case "send", Group():
            key = request.POST.get("key", "")[:100] or secrets.token_urlsafe(16)
            operations.answer_anonymously(group=link, answers=form.answers(typed, situations), key=key)
            return "sendt"
        case "send", Seat():
            operations.share_statement(seat=link, answers=form.open_answers(typed, situations))
            return "delt"
        case "take_back", Seat():
            operations.take_back(seat=link)
            return "tatt"
        case "decline", Seat():
            # What is shown already stays until it is taken back.
            return "" if shown_by(link, situations) else "ikke"
    return ""


def _refuse(link: Group | Seat, typed: TypedAnswers, situations: Sequence[SituationText]) -> None:
    if isinstance(link, Seat):
        operations.refuse_statement(seat=link, answers=form.open_answers(typed, situations))
    else:
        operations.refuse_answers(group=link, answers=form.answers(typed, situations))


def _page(
    request: HttpRequest,
    link: Group | Seat,
    typed: TypedAnswers,
    *,
    shows: bool,
    faults: tuple[Fault, ...] = (),
    template: str = "",
) -> HttpResponse:
    page = answer_page(link, typed, shows=shows, language=_language())
    context = {
        "page": page,
        "faults": faults,
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
    }
    if not template:
        changing = request.method == "POST"
        template = "clarify/answer_shown.html" if shows and not changing else "clarify/answer.html"
        if not page.open and not page.shows:
            template = "clarify/answer_closed.html"
    return render(request, template, context)


def _may_see(request: HttpRequest, link: Group | Seat) -> bool:
    """Whether what the seat shows may be read by the link: after the round is closed, as in the result; before, only in
    the browser it was shared from."""
    shared_here = request.get_signed_cookie(SHARED_HERE, default="") == str(link.handle)
    return round_of(link).state != "open" or shared_here


def _language() -> str:
    return get_language() or "nb"
