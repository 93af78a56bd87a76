"""The theories on the shelf, and one theory whole. Everybody who is signed in may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laget.content.shelf import NotOnShelf
from laget.library import queries
from laget.people.queries import access_note


@require_safe
def theories(request: HttpRequest) -> HttpResponse:
    """Which models are there to choose from?"""
    context = {
        "cards": queries.theory_cards(language=get_language() or "nb"),
        "access_note": access_note(person=request.person, verb="read_theories", at=request.at),
        "origin": _("Teoriene er lest ut av rapporten «Et lag rundt eleven» (AFI r2015:6) og følger med Laget."),
    }
    return render(request, "library/theories.html", context)


@require_safe
def theory(request: HttpRequest, id: str, version: int) -> HttpResponse:
    """How is this model meant to work, and what does its source leave open?"""
    note = access_note(person=request.person, verb="read_theories", at=request.at)
    language = get_language() or "nb"
    with_ours = request.GET.get("ours") == "1"
    try:
        page = queries.theory_page(id=id, version=version, language=language, with_ours=with_ours)
    except NotOnShelf:
        newest = queries.newest_version(id=id, language=language)
        context = {"id": id, "version": version, "newest": newest, "access_note": note}
        return render(request, "library/no_theory.html", context, status=404)
    origin = _("Innholdet er lest ut av %(source)s. L viser til linjer i rapportens tekst.") % {"source": page.source}
    return render(request, "library/theory.html", {"page": page, "access_note": note, "origin": origin})
