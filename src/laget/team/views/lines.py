"""Who works together, and how."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms import lines as form
from laget.team.forms.refused import said_of
from laget.team.queries.work_lines import line_rows, roles_there, ways
from laget.team.views.foot import foot, here


@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The pairs of roles that work together, to add to and take from."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    language = get_language() or "nb"
    offered = roles_there(found, language=language)
    rows = line_rows(found, there=offered, language=language)
    typed, faults = form.stored(rows), ()
    if request.method == "POST":
        typed = form.sent(request.POST, rows)
        wanted, faults = form.read(typed)
        if not faults:
            try:
                operations.draw_lines(
                    team_map=found,
                    revision=whole(request.POST.get("revision", "")),
                    lines=wanted,
                    person=request.person,
                    at=request.at,
                )
                return redirect(f"{request.path}?nytt=lagret")
            except Refusal as refused:
                faults = (Fault(id="main", says=said_of(refused)),)
                found.refresh_from_db(fields=["revision"])
    context = {
        "page": here(found),
        "heading": _("Hvem arbeider sammen, og hvordan?"),
        "rows": form.shown_rows(typed, faults, rows=rows, offered=offered),
        "offered": offered,
        "ways": ways(language),
        "there": len(rows),
        "faults": faults,
        "said": _("Lagret.") if request.GET.get("nytt") == "lagret" else "",
        **foot(request, verb=access.EDIT_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/lines.html", context)
