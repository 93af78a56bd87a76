"""Discuss a map, open it to the staff, and share it with the owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.forms.day import day_of
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.refused import said_of
from laget.team.models import TeamMap
from laget.team.queries.map_page import map_page
from laget.team.queries.recorded_page import recorded_page
from laget.team.queries.released import would_be_released
from laget.team.views.foot import foot, here
from laget.team.views.recorded_words import deed_rows, kept_rows, more_rows, post_rows, stages_said, talk_rows

PARTIES = ("tillitsvalgt", "verneombud")


@require_safe
def recorded(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """All that is recorded in the map."""
    found = access.map_for(request.person, code, year, access.READ_RECORDED, request.at)
    language = get_language() or "nb"
    page = recorded_page(found, person=request.person, at=request.at, language=language)
    context = {
        "page": page,
        "kept": kept_rows(),
        "posts": post_rows(page.posts, language=language),
        "more": more_rows(page.posts, language=language),
        "talks": talk_rows(page.talks),
        "deeds": deed_rows(page.deeds),
        **foot(request, verb=access.READ_RECORDED, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/recorded.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The talks with the staff's representatives; the principal records them."""
    verb = access.LEAD_MAP if request.method == "POST" else access.READ_RECORDED
    found = access.map_for(request.person, code, year, verb, request.at)
    language = get_language() or "nb"
    page = recorded_page(found, person=request.person, at=request.at, language=language)
    parties = [_party(with_whom, page.talks) for with_whom in PARTIES]
    faults = []
    if request.method == "POST":
        faults = _record(request, found, parties)
        if not faults:
            return redirect("team:discussion", code=found.school.code, year=found.year)
    context = {
        "page": here(found),
        "heading": _("Drøft kartet før dere åpner det"),
        "state": page.state,
        "parties": parties,
        "all_discussed": all(party["talks"] for party in parties),
        "today": localdate(request.at),
        "hours_asked": found.hours_asked,
        "hours_said": _hours_said(request.GET.get("timer", "")),
        "faults": faults,
        **foot(request, verb=access.READ_RECORDED, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/discussion.html", context)


@require_POST
def hours_asked(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Begin to ask for hours, once that is discussed too; or stop, and let go of all that was told."""
    found = access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    address = reverse("team:discussion", args=[found.school.code, found.year])
    asked = request.POST.get("do") == "ask"
    days = {whom: day_of(request.POST.get(f"{whom}-hours_on", "").strip()) for whom in PARTIES} if asked else {}
    if not all(days.values()):
        return redirect(f"{address}?timer=dato#hours")
    try:
        operations.ask_for_hours(
            team_map=found, asked=asked, discussed=days, person=request.person, at=request.at
        )
    except Refusal as refused:
        said_of(refused)
        return redirect(f"{address}?timer=dato#hours")
    return redirect(f"{address}?timer={'spor' if asked else 'slutt'}#hours")


@require_POST
def opening(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Open the map to the staff."""
    found = access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    try:
        operations.open_map(team_map=found, person=request.person, at=request.at)
    except Refusal as refused:
        said_of(refused)
        return redirect("team:discussion", code=found.school.code, year=found.year)
    return redirect(f"{reverse('team:map', args=[found.school.code, found.year])}?nytt=apnet")


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What the owner would see, and the button that lets it be seen."""
    found = access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    language = get_language() or "nb"
    faults = []
    if request.method == "POST":
        revision = whole(request.POST.get("revision", ""))
        try:
            operations.release_map(team_map=found, revision=revision, person=request.person, at=request.at)
            return redirect(f"{request.path}?nytt=delt")
        except Refusal as refused:
            faults = [{"id": "main", "says": said_of(refused)}]
            found.refresh_from_db(fields=["revision"])
    page = map_page(found, person=request.person, at=request.at, language=language)
    published = would_be_released(found, at=request.at, language=language) if page.lines else None
    context = {
        "page": page,
        "heading": _("Velg om skoleeier får se kartet"),
        "published": published,
        "stages_said": stages_said(published.stages) if published else "",
        "said": _said(request.GET.get("nytt", "")),
        "faults": faults,
        "faults_heading": _("Ingenting er delt"),
        **foot(request, verb=access.LEAD_MAP, unit=found.school, origin=found.origin),
    }
    return render(request, "team/map/release.html", context)


@require_POST
def withdraw(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Take back what was shared."""
    found = access.map_for(request.person, code, year, access.LEAD_MAP, request.at)
    operations.withdraw_release(team_map=found, person=request.person, at=request.at)
    return redirect(f"{reverse('team:release', args=[found.school.code, found.year])}?nytt=trukket")


def _said(what: str) -> str:
    match what:
        case "delt":
            return _("Delt. Skoleeier ser det nå.")
        case "trukket":
            return _("Trukket tilbake. Skoleeier ser ingenting av kartet nå.")
        case _:
            return ""


def _hours_said(what: str) -> str:
    match what:
        case "dato":
            return _("Skriv begge datoene. De kan ikke ligge fram i tid.")
        case "spor":
            return _("Nå kan timer oppgis på siden til hver stilling.")
        case "slutt":
            return _("Skolen spør ikke etter timer lenger. Alle timer er slettet.")
        case _:
            return ""


def _party(with_whom: str, talks: object) -> dict[str, object]:
    names = {"tillitsvalgt": _("Tillitsvalgt"), "verneombud": _("Verneombud")}
    return {
        "id": with_whom,
        "name": names[with_whom],
        # A talk that was about hours too is recorded beside the first, and is the same day to whoever reads.
        "talks": list({talk.held_on: talk for talk in talks if talk.with_whom == with_whom}.values()),
        "held_on": "",
        "note": "",
    }


def _record(request: HttpRequest, team_map: TeamMap, parties: list[dict[str, object]]) -> list[dict[str, str]]:
    """Record the talks that have a date; what was typed stays in ``parties``, and each fault at its own field."""
    faults = []
    typed = False
    for party in parties:
        if party["talks"]:
            continue
        id = str(party["id"])
        text, note = request.POST.get(f"{id}-held_on", "").strip(), request.POST.get(f"{id}-note", "").strip()
        party |= {"held_on": text, "note": note}
        if not (text or note):
            continue
        typed = True
        held_on = day_of(text)
        if held_on is None:
            party["fault"] = _("Skriv datoen, for eksempel 17.08.2026.")
            faults.append({"id": f"{id}-held_on", "says": f"{party['name']}: {party['fault']}"})
            continue
        try:
            operations.record_discussion(
                team_map=team_map,
                with_whom=id,
                held_on=held_on,
                note=note,
                person=request.person,
                at=request.at,
            )
        except Refusal as refused:
            field = "note" if refused.code == "national_id_in_text" else "held_on"
            party["note_fault" if field == "note" else "fault"] = said_of(refused)
            faults.append({"id": f"{id}-{field}", "says": f"{party['name']}: {said_of(refused)}"})
    if not typed:
        says = _("Skriv datoen dere drøftet kartet.")
        open_parties = [party for party in parties if not party["talks"]]
        faults = [{"id": f"{party['id']}-held_on", "says": f"{party['name']}: {says}"} for party in open_parties]
        for party in open_parties:
            party["fault"] = says
    return faults
