"""Read the team of a school, of all one's schools, and the municipality they belong to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laget.people.access import may
from laget.people.queries import access_note, own_page_note
from laget.team import access, queries


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """The schools this person may see; none is an answer too."""
    cards = queries.school_cards(access.visible_to(request.person, request.at), language=_language())
    note = access_note(person=request.person, verb=access.READ_SCHOOL, at=request.at) if cards else own_page_note()
    return render(request, "team/schools.html", {"cards": cards, "access_note": note, "origin": _origin()})


@require_safe
def school(request: HttpRequest, code: str) -> HttpResponse:
    """One school's team: the rings, the posts, the numbers, the plan and what was learnt."""
    found = access.get_for(request.person, code, request.at)
    context = {
        "page": queries.school_page(found, language=_language()),
        "owner_is_open": access.may_read(request.person, found.owner, request.at),
        "role_cards_are_open": may(request.person, "read_role_cards", request.at, unit=found),
        "map_is_open": may(request.person, access.READ_MAP, request.at, unit=found),
        "shared": access.releases_visible_to(request.person, found.owner, request.at)
        .filter(map__school=found)
        .order_by("-map__year")
        .values_list("map__year", flat=True)
        .first(),
        "access_note": access_note(person=request.person, verb=access.READ_SCHOOL, at=request.at, unit=found),
        "origin": _origin(),
    }
    return render(request, "team/school.html", context)


@require_safe
def owner(request: HttpRequest, code: str) -> HttpResponse:
    """A municipality: what the report tells of it, and its schools as far as this person may see them."""
    found = access.get_owner_for(request.person, code, request.at)
    visible = access.visible_to(request.person, request.at)
    context = {
        "page": queries.owner_page(found, visible, language=_language()),
        "answers_matters": may(request.person, "answer_matters", request.at, unit=found),
        "compares": may(request.person, access.COMPARE_SCHOOLS, request.at, unit=found),
        "access_note": access_note(person=request.person, verb=access.READ_OWNER, at=request.at, unit=found),
        "origin": _origin(),
    }
    return render(request, "team/owner.html", context)


def _language() -> str:
    return get_language() or "nb"


def _origin() -> str:
    return _(
        "Rapporten «Et lag rundt eleven» (AFI r2015:6), skoleåret 2014/15. "
        "Omtalene er publisert og kan leses, ikke endres."
    )
