"""What the schools have shared, school by school and side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from laget.mapping.school_year import SchoolYear
from laget.people.access import may
from laget.team import access
from laget.team.forms.whole_number import whole
from laget.team.queries.released import released_page
from laget.team.queries.side_by_side import side_by_side_page
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


@require_safe
def side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """The owner's schools, as far as they have shared."""
    owner = access.get_owner_for(request.person, code, request.at, access.COMPARE_SCHOOLS)
    page = side_by_side_page(
        owner,
        access.releases_visible_to(request.person, owner, request.at),
        year=whole(request.GET.get("ar", "")) or None,
        names=access.visible_to(request.person, request.at)
        .filter(owner=owner)
        .order_by("name")
        .values_list("name", flat=True),
        language=get_language() or "nb",
    )
    context = {
        "page": page,
        "years": [SchoolYear(begins=year) for year in page.years],
        **foot(request, verb=access.COMPARE_SCHOOLS, unit=owner, origin="shared"),
    }
    return render(request, "team/map/side_by_side.html", context)
