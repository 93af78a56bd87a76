"""The library: theories, evidence, the handbook and words. Everybody who is signed in may read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laget.content.shelf import NotOnShelf
from laget.library import queries
from laget.people.queries import access_note

LONGEST_QUERY = 100


@require_safe
def theories(request: HttpRequest) -> HttpResponse:
    """Which models are there to choose from?"""
    return _page(request, "library/theories.html", {"cards": queries.theory_cards(language=_language())})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """How do the models differ, on what one chooses by (R-008, R-009, R-026)?"""
    return _page(request, "library/compare.html", {"page": queries.comparison(language=_language())})


@require_safe
def theory(request: HttpRequest, id: str, version: int) -> HttpResponse:
    """How is this model meant to work, and what does its source leave open (R-002 (in part), R-007, R-037)?"""
    with_ours = request.GET.get("ours") == "1"
    try:
        page = queries.theory_page(id=id, version=version, language=_language(), with_ours=with_ours)
    except NotOnShelf:
        newest = queries.newest_version(id=id, language=_language())
        context = {"id": id, "version": version, "newest": newest, "origin": None}
        return _page(request, "library/no_theory.html", context, status=404)
    origin = _("Innholdet er lest ut av %(source)s. L viser til linjer i rapportens tekst.") % {"source": page.source}
    return _page(request, "library/theory.html", {"page": page, "origin": origin})


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """What is known, how surely, and for which models (R-025)?"""
    page = queries.evidence_page(
        query=_query(request),
        kind=request.GET.get("slag", ""),
        theory=request.GET.get("teori", ""),
        language=_language(),
    )
    return _page(request, "library/evidence.html", {"page": page})


@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    """What else does the report say, chapter by chapter?"""
    return _page(request, "library/handbook.html", {"cards": queries.chapter_cards(language=_language())})


@require_safe
def chapter(request: HttpRequest, id: str) -> HttpResponse:
    """One chapter of the handbook."""
    page = queries.chapter_page(id=id, language=_language())
    if page is None:
        return _page(request, "library/no_chapter.html", {"id": id, "origin": None}, status=404)
    return _page(request, "library/chapter.html", {"page": page})


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What does a word mean, what was it called, and what is the law today (R-193)?"""
    page = queries.words_page(query=_query(request), language=_language())
    return _page(request, "library/words.html", {"page": page})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Where does the library speak of something?"""
    whole = request.GET.get("alt") == "1"
    page = queries.search_page(query=_query(request), whole=whole, language=_language())
    return _page(request, "library/search.html", {"page": page})


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page of the library, with why it is seen and where it comes from."""
    note = access_note(person=request.person, verb="read_library", at=request.at)
    return render(request, template, {"access_note": note, "origin": _origin(), **context}, status=status)


def _origin() -> str:
    return _(
        "Innholdet er lest ut av rapporten «Et lag rundt eleven» (AFI r2015:6) og følger med Laget. "
        "L viser til linjer i rapportens tekst."
    )


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _language() -> str:
    return get_language() or "nb"
