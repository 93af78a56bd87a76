"""The result of a round: on the screen, and on the one page that is printed for the meeting."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from laget.clarify import access
from laget.clarify.models import Round
from laget.clarify.queries.meeting_sheet import meeting_sheet
from laget.clarify.queries.moved_page import moved_page
from laget.clarify.queries.result_page import result_page
from laget.clarify.views.foot import foot
from laget.people.access import verbs_at


@require_safe
def result(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What the round says, situation by situation."""
    found = _closed(request, code, number)
    context = {
        "page": result_page(found, language=_language()),
        "may_lead": access.LEAD_CLARIFYING in verbs_at(request.person, found.school, request.at),
        **foot(request, verb=access.READ_CLARIFIED, unit=found.school),
    }
    return render(request, "clarify/result.html", context)


@require_safe
def meeting(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The result on one page of paper, with what to talk about."""
    found = _closed(request, code, number)
    context = {
        "page": meeting_sheet(found, language=_language()),
        **foot(request, verb=access.READ_CLARIFIED, unit=found.school),
    }
    return render(request, "clarify/meeting.html", context)


@require_safe
def moved(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What has moved since the round that this one repeats."""
    found = _closed(request, code, number)
    if found.repeats is None:
        raise Http404
    found.repeats.school = found.school
    context = {
        "page": moved_page(found, language=_language()),
        **foot(request, verb=access.READ_CLARIFIED, unit=found.school),
    }
    return render(request, "clarify/moved.html", context)


def _closed(request: HttpRequest, code: str, number: int) -> Round:
    """A round with a result; until it is closed there is none, whoever asks."""
    found = access.round_for(request.person, code, number, access.READ_CLARIFIED, request.at)
    if found.state != "closed":
        raise Http404
    return found


def _language() -> str:
    return get_language() or "nb"
