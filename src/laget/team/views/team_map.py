"""The map of a team: the years there are, the map itself, and where the roles stand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.forms.whole_number import whole
from laget.mapping.school_year import SchoolYear
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.refused import said_of
from laget.team.forms.ring_choices import columns, shown_rows
from laget.team.queries.map_page import MapPage, map_page
from laget.team.queries.maps_page import MapsPage, maps_page
from laget.team.queries.ring_rows import ring_rows
from laget.team.views.foot import foot, here


@require_http_methods(["GET", "HEAD", "POST"])
def maps(request: HttpRequest, code: str) -> HttpResponse:
    """The school's maps by year; whoever edits maps may begin one."""
    begins = request.method == "POST"
    school = access.get_for(request.person, code, request.at, access.EDIT_MAP if begins else access.READ_MAP)
    faults = []
    if begins:
        year, earlier = whole(request.POST.get("year", "")), request.POST.get("earlier", "")
        try:
            if earlier:
                source = access.map_for(request.person, code, whole(earlier), access.EDIT_MAP, request.at)
                operations.begin_from(earlier=source, year=year, person=request.person, at=request.at)
            else:
                operations.begin_map(school=school, year=year, person=request.person, at=request.at)
            return redirect("team:table", code=school.code, year=year)
        except Refusal as refused:
            if refused.code == "map_exists":
                return redirect("team:map", code=school.code, year=year)
            faults = [{"id": "main", "says": said_of(refused)}]
    page = maps_page(school, person=request.person, at=request.at)
    context = {
        "page": page,
        "begin": [SchoolYear(begins=year) for year in page.can_begin],
        "copy": _copies(page),
        "faults": faults,
        **foot(request, verb=access.READ_MAP, unit=school),
    }
    return render(request, "team/map/maps.html", context)


@require_safe
def team_map(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The map: the rings, what is known and what is missing."""
    found = access.map_for(request.person, code, year, access.READ_MAP, request.at)
    grade_team = access.grade_team_in(found, request.GET.get("trinn", ""))
    page = map_page(
        found,
        person=request.person,
        at=request.at,
        language=get_language() or "nb",
        seen_from=grade_team,
        with_lines=request.GET.get("linjer") == "1",
    )
    step = page.next_step
    outside = _outside(page)
    # Before it is opened, nobody reads the map but those who write it and the staff's representative.
    verb = access.READ_MAP if found.opened_at else access.READ_RECORDED
    context = {
        "page": page,
        "key": _key(page),
        "taken_in": [one for one in page.from_others if not one.waits],
        "outside": outside,
        "usual": [role for role in page.unplaced if role not in outside],
        "none_placed": page.layers and not any(layer.chosen for layer in page.layers),
        "said": _said(request.GET.get("nytt", ""), page),
        "next_url": reverse(f"team:{step.address}", args=[found.school.code, found.year]) if step else "",
        **foot(request, verb=verb, unit=found.school, origin=page.origin),
    }
    return render(request, "team/map/map.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ring_choices(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Where the school places its roles, and where they stand seen from a grade team."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    grade_team = access.grade_team_in(found, request.GET.get("trinn", ""))
    rows = ring_rows(found, grade_team=grade_team, language=get_language() or "nb")
    faults, wanted = [], {row.role: row.chosen or ("" if grade_team else row.usual) for row in rows}
    rings: dict[str, str | None]
    if request.method == "POST":
        if grade_team:
            sent = {row.role: request.POST.get(f"ring-{row.role}") for row in rows}
            rings = {role: ring or None for role, ring in sent.items() if ring is not None}
        elif request.POST.get("do") == "usual":
            rings = {row.role: row.usual for row in rows if not row.chosen and row.usual}
        else:
            rings = {row.role: ring for row in rows if (ring := request.POST.get(f"ring-{row.role}"))}
        wanted |= {role: ring or "" for role, ring in rings.items()}
        try:
            operations.choose_rings(
                team_map=found,
                revision=whole(request.POST.get("revision", "")),
                rings=rings,
                person=request.person,
                at=request.at,
                grade_team=grade_team,
            )
            asked = f"?trinn={grade_team.pk}&nytt=ringer" if grade_team else "?nytt=ringer"
            return redirect(f"{reverse('team:map', args=[found.school.code, found.year])}{asked}")
        except Refusal as refused:
            faults = [{"id": "main", "says": said_of(refused)}]
            found.refresh_from_db(fields=["revision"])
    context = {
        "page": here(found),
        "heading": _("Velg hvor hver rolle står, sett fra %(team)s") % {"team": grade_team.name}
        if grade_team
        else _("Velg hvor hver rolle står hos dere"),
        "grade_team": grade_team,
        "rings": columns(),
        "none_placed": not any(row.chosen for row in rows),
        "rows": shown_rows(rows, wanted),
        "faults": faults,
        **foot(request, verb=access.EDIT_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/ring_choices.html", context)


def _copies(page: MapsPage) -> list[tuple[SchoolYear, SchoolYear]]:
    """Each year that can begin from the one before it, and which that is."""
    there = {row.year for row in page.years}
    return [
        (SchoolYear(begins=year), SchoolYear(begins=year - 1)) for year in sorted(page.can_begin) if year - 1 in there
    ]


def _key(page: MapPage) -> list[tuple[int, str]]:
    """The numbers of the narrow picture, each once: a role of several lines has one."""
    roles = {post.number: post.role for layer in page.layers for post in layer.posts if post.number}
    return sorted(roles.items())


def _outside(page: MapPage) -> list[str]:
    """The roles that stand in no ring, each once."""
    return list(dict.fromkeys(post.role for layer in page.layers if not layer.ring for post in layer.posts))


def _said(what: str, page: MapPage) -> str:
    """What has just been done, when one comes from a form."""
    match what:
        case "lagret":
            posts = ngettext("%(count)s stilling", "%(count)s stillinger", page.posts or 0) % {"count": page.posts or 0}
            lines = ngettext("%(count)s linje", "%(count)s linjer", page.lines) % {"count": page.lines}
            return _("Lagret. Kartet har nå %(posts)s i %(lines)s.") % {"posts": posts, "lines": lines}
        case "ringer":
            return _("Lagret. Slik står rollene hos dere.")
        case "tatt-inn":
            return _("Stillingen er tatt inn i kartet. Velg hvilken ring den står i.")
        case "takket-nei":
            return _("Stillingen er ikke med i kartet deres. Skolen den hører til ved, kan se det.")
        case "apnet":
            return _("Kartet er åpnet. Nå ser alle som arbeider her, det.")
        case _:
            return ""
