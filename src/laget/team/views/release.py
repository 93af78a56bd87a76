"""Discuss a map, open it to the staff, and share it with the owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.team import access


@require_safe
def recorded(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """All that is recorded in the map."""
    access.map_for(request.person, code, year, access.READ_RECORDED, request.at)
    return HttpResponse("")


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The talks with the staff's representatives; the principal records them."""
    verb = access.LEAD_MAP if request.method == "POST" else access.READ_RECORDED
    access.map_for(request.person, code, year, verb, request.at)
    return HttpResponse("")


@require_POST
def opening(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Open the map to the staff."""
    access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    return HttpResponse("")


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What the owner would see, and the button that lets it be seen."""
    access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    return HttpResponse("")


@require_POST
def withdraw(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Take back what was shared."""
    access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    return HttpResponse("")
