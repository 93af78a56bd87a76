"""The numbers of a map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from laget.team import access
from laget.team.queries.numbers_page import numbers_page
from laget.team.views.foot import foot


@require_safe
def numbers(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What the team adds up to, and how sure that is."""
    found = access.map_for(request.person, code, year, access.READ_MAP, request.at)
    page = numbers_page(found, person=request.person, at=request.at, language=get_language() or "nb")
    verb = access.READ_MAP if found.opened_at else access.READ_RECORDED
    context = {"page": page, **foot(request, verb=verb, unit=found.school, origin=found.origin)}
    return render(request, "team/map/numbers.html", context)
