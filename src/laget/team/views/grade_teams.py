"""Which grade teams there are, and what stands in the middle of the rings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms import grade_teams as form
from laget.team.forms.refused import said_of
from laget.team.queries.team_of import grade_teams_of
from laget.team.views.foot import foot, here


@require_http_methods(["GET", "HEAD", "POST"])
def grade_teams(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The grade teams by name, to add to, rename and take away."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    there = tuple(grade_teams_of(found))
    typed = form.stored(there, found)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = form.sent(request.POST, there)
        try:
            operations.save_grade_teams(
                team_map=found,
                revision=whole(request.POST.get("revision", "")),
                teams=typed.wanted,
                middle=typed.middle,
                person=request.person,
                at=request.at,
            )
            return redirect(f"{request.path}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="name-0", says=said_of(refused)),)
            found.refresh_from_db(fields=["revision"])
    context = {
        "page": here(found),
        "heading": _("Hvilke trinnteam har dere?"),
        "typed": typed,
        "there": there,
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.EDIT_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/grade_teams.html", context)
