"""What the schools have shared, school by school and side by side."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.forms.whole_number import whole
from laget.mapping.school_year import SchoolYear
from laget.people.access import may
from laget.refusal import Refusal
from laget.schools.models import Owner
from laget.team import access, operations
from laget.team.forms.refused import said_of
from laget.team.queries.owner_strategy_page import owner_strategy_page
from laget.team.queries.released import ShownCell, released_page
from laget.team.queries.side_by_side import side_by_side_page
from laget.team.queries.strategy_page import ideal_type_choices, leading_choices
from laget.team.views.foot import foot
from laget.team.views.recorded_words import stages_said


@require_safe
def released(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What a school has shared of its map."""
    found = access.released_for(request.person, code, year, request.at)
    school = found.map.school
    published = released_page(found, language=get_language() or "nb")
    context = {
        "published": published,
        "stages_said": stages_said(published.stages),
        "owner_is_open": may(request.person, access.COMPARE_SCHOOLS, request.at, unit=school.owner),
        **foot(request, verb=access.READ_RELEASED, unit=school, origin="shared"),
    }
    return render(request, "team/map/released.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def owner_strategy(request: HttpRequest, code: str) -> HttpResponse:
    """What the owner has set for its schools, and what they have set themselves."""
    owner = access.get_owner_for(request.person, code, request.at, access.SET_OWNER_STRATEGY)
    page = owner_strategy_page(
        owner,
        access.releases_visible_to(request.person, owner, request.at),
        year=whole(request.GET.get("ar", "")) or None,
        names=_names(request, owner),
        at=request.at,
    )
    typed = {"leading": page.leading, "ideal_type": page.ideal_type, "says": page.says}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        if not page.can_set:
            raise Http404
        typed = {name: text_of(request.POST, name) for name in typed}
        try:
            operations.set_strategy(
                owner=owner, school=None, year=page.year, **typed, person=request.person, at=request.at
            )
            return redirect(f"{request.path}?ar={page.year}&nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="says", says=said_of(refused)),)
    context = {
        "page": page,
        "typed": typed,
        "leading": leading_choices(),
        "ideal_types": ideal_type_choices(),
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        "faults": faults,
        **foot(request, verb=access.SET_OWNER_STRATEGY, unit=owner, origin="shared"),
    }
    return render(request, "team/map/owner_strategy.html", context)


def _names(request: HttpRequest, owner: Owner) -> Iterable[str]:
    """The owner's schools that the reader may know of."""
    schools = access.visible_to(request.person, request.at).filter(owner=owner)
    return schools.order_by("name").values_list("name", flat=True)


@require_safe
def side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """The owner's schools, as far as they have shared."""
    owner = access.get_owner_for(request.person, code, request.at, access.COMPARE_SCHOOLS)
    language = get_language() or "nb"
    page = side_by_side_page(
        owner,
        access.releases_visible_to(request.person, owner, request.at),
        year=whole(request.GET.get("ar", "")) or None,
        like=request.GET.get("ligner", ""),
        names=_names(request, owner),
        language=language,
    )
    context = {
        "page": page,
        "rows": [
            (row, _cells(row.pupils, row.stages, row.cells, language)) for row in page.schools
        ],
        "years": [SchoolYear(begins=year) for year in page.years],
        **foot(request, verb=access.COMPARE_SCHOOLS, unit=owner, origin="shared"),
    }
    return render(request, "team/map/side_by_side.html", context)


@lru_cache(maxsize=2048)
def _cells(pupils: int | None, stages: str, cells: tuple[ShownCell, ...], language: str) -> SafeString:
    """What stands in a school's row. The same is told every time until the school shares anew, so it is set once in
    each language: with hundreds of schools that is most of the page's time."""
    row = {"pupils": pupils, "cells": cells}
    with override(language):
        return render_to_string("team/map/side_by_side_cells.html", {"row": row, "stages": stages_said(stages)})
