"""The table of posts, and one post at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from laget.team import access


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The table of posts, to write, paste and save."""
    access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    return HttpResponse("")


@require_POST
def draft(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Keep what is typed in the table."""
    access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """One post, and what is recorded of it."""
    access.post_for(request.person, code, year, post, request.at)
    return HttpResponse("")


@require_POST
def not_covered(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Say from when to when a post is not covered, or that it is again."""
    access.post_for(request.person, code, year, post, request.at)
    return HttpResponse("")


@require_POST
def split(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Take one post out of a line."""
    access.post_for(request.person, code, year, post, request.at)
    return HttpResponse("")
