"""What the schools have shared, school by school and side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from laget.team import access


@require_safe
def released(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What a school has shared of its map."""
    access.released_for(request.person, code, year, request.at)
    return HttpResponse("")


@require_safe
def side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """The owner's schools, as far as they have shared."""
    access.get_owner_for(request.person, code, request.at, access.COMPARE_SCHOOLS)
    return HttpResponse("")
