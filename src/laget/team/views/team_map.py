"""The map of a team: the years there are, the map itself, and where the roles stand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from laget.team import access


@require_http_methods(["GET", "HEAD", "POST"])
def maps(request: HttpRequest, code: str) -> HttpResponse:
    """The school's maps by year; whoever edits maps may begin one."""
    access.get_for(request.person, code, request.at, access.EDIT_MAP if request.method == "POST" else access.READ_MAP)
    return HttpResponse("")


@require_safe
def team_map(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The map: the rings, what is known and what is missing."""
    access.map_for(request.person, code, year, access.READ_MAP, request.at)
    return HttpResponse("")


@require_http_methods(["GET", "HEAD", "POST"])
def ring_choices(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Where the school places its roles."""
    access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    return HttpResponse("")
