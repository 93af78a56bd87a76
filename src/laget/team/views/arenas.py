"""Where people of the team meet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from laget.content import shelf
from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.mapping.role import Role
from laget.mapping.team import Level
from laget.refusal import Refusal
from laget.team import access, operations, roles
from laget.team.forms import arena as form
from laget.team.forms.refused import said_of
from laget.team.models import Arena, TeamMap
from laget.team.operations import ArenaFacts, ArenaMember
from laget.team.queries.arenas_page import arenas_page, level_said
from laget.team.queries.round_pupil import round_pupil
from laget.team.queries.team_of import posts_of
from laget.team.views.foot import foot, here
from laget.theory.parts import Open


@require_http_methods(["GET", "HEAD", "POST"])
def arenas(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The arenas, and the register to pick from."""
    verb = access.EDIT_MAP if request.method == "POST" else access.READ_MAP
    found = access.map_for(request.person, code, year, verb, request.at)
    faults: list[Fault] = []
    if request.method == "POST":
        chosen = [id for id in request.POST.getlist("kind") if id in shelf.arena_kinds()]
        try:
            _pick(request, found, chosen)
        except Refusal as refused:
            faults.append(Fault(id="picks", says=said_of(refused)))
        if chosen and not faults:
            return redirect(f"{request.path}?nytt={len(chosen)}")
        if not chosen:
            faults.append(Fault(id="picks", says=_("Kryss av for minst én møteplass.")))
    page = arenas_page(found, person=request.person, at=request.at, language=_language())
    new = whole(request.GET.get("nytt", ""))
    context = {
        "page": page,
        "faults": faults,
        "said": ngettext("Én møteplass er lagt til.", "%(count)s møteplasser er lagt til.", new) % {"count": new}
        if new
        else _("Lagret.")
        if request.GET.get("nytt") == "lagret"
        else "",
        **foot(
            request,
            verb=access.READ_MAP if found.opened_at else access.READ_RECORDED,
            unit=found.school,
            origin=found.origin,
        ),
    }
    return render(request, "team/map/arenas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_arena(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """An arena that the register does not have."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    return _arena_page(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def arena(request: HttpRequest, code: str, year: int, arena: int) -> HttpResponse:
    """One arena, to write more of or take away."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    return _arena_page(request, found, access.arena_in(found, arena))


@require_safe
def pupil_round(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Which services meet round one pupil: no pupil is in it."""
    found = access.map_for(request.person, code, year, access.READ_MAP, request.at)
    context = {
        "page": round_pupil(found, at=request.at, language=_language()),
        **foot(
            request,
            verb=access.READ_MAP if found.opened_at else access.READ_RECORDED,
            unit=found.school,
            origin=found.origin,
        ),
    }
    return render(request, "team/map/round_pupil.html", context)


def _pick(request: HttpRequest, team_map: TeamMap, chosen: list[str]) -> None:
    """Each chosen arena with what the register says of it; the school corrects it afterwards."""
    revision = whole(request.POST.get("revision", ""))
    for id in chosen:
        kind = shelf.arena_kinds()[id]
        operations.save_arena(
            team_map=team_map,
            revision=revision,
            facts=ArenaFacts(
                name=kind.name.said(_language()),
                kind=kind.id,
                purpose="" if isinstance(kind.purpose, Open) else kind.purpose.said(_language()),
                level=kind.level,
                times_a_year=kind.times_a_year,
                minutes=kind.minutes,
                anonymous=kind.anonymous,
                about_pupil=kind.about_pupil,
                members=tuple(ArenaMember(role=role.role, always=role.always) for role in kind.roles),
            ),
            arena=None,
            person=request.person,
            at=request.at,
        )
        team_map.refresh_from_db(fields=["revision"])
        revision = team_map.revision


def _arena_page(request: HttpRequest, team_map: TeamMap, arena: Arena | None) -> HttpResponse:
    there = set(posts_of(team_map).order_by().values_list("role", flat=True))
    offered = [role for role in roles.register() if role.id != "other" or role.id in there]
    typed = form.stored(arena) if arena else form.sent(request.POST, [])
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        revision = whole(request.POST.get("revision", ""))
        typed = form.sent(request.POST, [role.id for role in offered])
        try:
            if arena is not None and request.POST.get("do") == "remove":
                operations.remove_arena(arena=arena, revision=revision, person=request.person, at=request.at)
            else:
                facts, faults = form.read(typed, kind=arena.kind if arena else "")
                if not faults:
                    operations.save_arena(
                        team_map=team_map,
                        revision=revision,
                        facts=facts,
                        arena=arena,
                        person=request.person,
                        at=request.at,
                    )
            if not faults:
                return redirect(f"{_list_of(team_map)}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="name", says=said_of(refused)),)
            team_map.refresh_from_db(fields=["revision"])
    context = {
        "page": here(team_map),
        "arena": arena,
        "heading": arena.name if arena else _("Legg til en møteplass"),
        "form": typed.texts | {"faults": {fault.id: fault.says for fault in faults}},
        "levels": [("", _("ikke oppgitt")), *((level.value, level_said(level)) for level in Level)],
        "useful": [("1", _("lite")), ("2", _("noe")), ("3", _("mye")), ("4", _("svært mye"))],
        "members": [_member(role, typed, faults) for role in offered if role.id in there or role.id in typed.members],
        "others": [
            _member(role, typed, faults) for role in offered if role.id not in there and role.id not in typed.members
        ],
        "faults": faults,
        **foot(request, verb=access.EDIT_MAP, unit=team_map.school, origin=team_map.origin),
    }
    return render(request, "team/map/arena.html", context)


def _member(role: Role, typed: form.TypedArena, faults: tuple[Fault, ...]) -> dict[str, str]:
    comes, number = typed.members.get(role.id, ("", ""))
    return {
        "role": role.id,
        "name": role.name.said(_language()),
        "comes": comes,
        "number": number,
        "fault": next((fault.says for fault in faults if fault.id == f"number-{role.id}"), ""),
    }


def _list_of(team_map: TeamMap) -> str:
    return reverse("team:arenas", args=[team_map.school.code, team_map.year])


def _language() -> str:
    return get_language() or "nb"
