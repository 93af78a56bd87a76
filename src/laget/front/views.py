"""The first page of each kind of person, the page about Laget, and the choice of language."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as remember_language

from laget.front import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, and what have we not noticed?"""
    page = home_page.build(person=request.person, at=request.at, language=get_language() or "nb")
    return render(request, "front/home.html", {"page": page})


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Laget is, what it stores, and how far it is accessible."""
    return render(request, "front/about.html")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to the page one came from."""
    return remember_language(request)
