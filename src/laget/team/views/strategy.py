"""Set a strategy, and read what the map looks like; and set one year beside another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.refused import said_of
from laget.team.queries.strategy_page import ideal_type_choices, leading_choices, strategy_page
from laget.team.queries.years_page import years_page
from laget.team.views.foot import foot


@require_http_methods(["GET", "HEAD", "POST"])
def strategy(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What the leaders have set, and the reading beside it."""
    verb = access.LEAD_MAP if request.method == "POST" else access.READ_MAP
    found = access.map_for(request.person, code, year, verb, request.at)
    page = strategy_page(found, person=request.person, at=request.at)
    typed = {"leading": page.leading, "ideal_type": page.ideal_type, "says": page.says}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = {name: text_of(request.POST, name) for name in typed}
        try:
            operations.set_strategy(
                owner=found.school.owner,
                school=found.school,
                year=found.year,
                **typed,
                person=request.person,
                at=request.at,
            )
            return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="says", says=said_of(refused)),)
    context = {
        "page": page,
        "typed": typed,
        "leading": leading_choices(),
        "ideal_types": ideal_type_choices(),
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        "faults": faults,
        **foot(
            request,
            verb=access.READ_MAP if found.opened_at else access.READ_RECORDED,
            unit=found.school,
            origin=found.origin,
        ),
    }
    return render(request, "team/map/strategy.html", context)


@require_safe
def years(request: HttpRequest, code: str) -> HttpResponse:
    """Two years of a school's map side by side, group by group."""
    school = access.get_for(request.person, code, request.at, access.READ_RECORDED)
    maps = access.maps_for(request.person, school, request.at)
    page = years_page(
        school,
        maps,
        earlier=whole(request.GET.get("fra", "")),
        later=whole(request.GET.get("til", "")),
        at=request.at,
        language=get_language() or "nb",
    )
    context = {"page": page, **foot(request, verb=access.READ_RECORDED, unit=school)}
    return render(request, "team/map/years.html", context)
