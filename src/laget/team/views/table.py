"""The table of posts: to write, paste, keep and save."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laget.forms.fault import Fault
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms import pasted
from laget.team.forms.read_table import read, stored
from laget.team.forms.refused import said_of
from laget.team.forms.table import FREE_ROWS, MOST_ROWS, Typed, drafted, sent
from laget.team.forms.table_words import Difference, column_words, differences, place_choices, role_names, shown_rows
from laget.team.models import TeamMap
from laget.team.queries.table_page import FORM, TablePage, table_page
from laget.team.views.foot import foot
from laget.team.views.recorded_words import stage_choices


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The table of posts, to write, paste and save."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    page = table_page(found, person=request.person)
    if request.method == "POST":
        return _sent(request, found, page)
    typed = drafted(page.draft) if page.draft else stored(page, language=_language())
    return _shown(request, found, page, typed, kept=bool(page.draft))


def _sent(request: HttpRequest, team_map: TeamMap, page: TablePage) -> HttpResponse:
    """What one of the form's buttons asks for. Whatever comes of it, what was typed is kept."""
    typed, do = sent(request.POST), request.POST.get("do", "save")
    address = reverse("team:table", args=[team_map.school.code, team_map.year])
    if do == "discard":
        operations.drop_draft(person=request.person, school=team_map.school, year=team_map.year, form=FORM)
        return redirect(address)
    paste = pasted.read(typed.paste, typed.written, language=_language()) if do == "fill" else None
    if paste is not None and not paste.stopped:
        typed = typed.with_pasted(paste.rows)
    if refused := _kept(request, team_map, typed):
        return _shown(request, team_map, page, typed, faults=(refused,))
    if paste is not None:
        return _filled(request, team_map, page, typed, paste)
    if do == "more":
        return _shown(request, team_map, page, typed, kept=True)
    return _saved(request, team_map, page, typed)


def _filled(
    request: HttpRequest, team_map: TeamMap, page: TablePage, typed: Typed, paste: pasted.Pasted
) -> HttpResponse:
    """The table with the pasted list in it, and all that is wrong with it."""
    if paste.stopped or not (paste.new or paste.changed or paste.same):
        why = paste.stopped or (_("Det står ingen linjer å fylle inn. Lim inn listen i feltet."),)
        return _shown(request, team_map, page, typed, faults=tuple(Fault(id="paste", says=one) for one in why))
    filled = ngettext("Én linje er fylt inn.", "%(count)s linjer er fylt inn.", paste.new) % {"count": paste.new}
    if paste.changed:
        changed = ngettext("Én linje er endret.", "%(count)s linjer er endret.", paste.changed)
        filled = f"{filled} {changed % {'count': paste.changed}}"
    if paste.same:
        same = ngettext("Én var der fra før.", "%(count)s var der fra før.", paste.same)
        filled = f"{filled} {same % {'count': paste.same}}"
    faults = read(typed, page).faults
    if not faults:
        filled = f"{filled} {_('Se over, og lagre.')}"
    return _shown(request, team_map, page, typed, filled=filled, notes=paste.notes, faults=faults)


def _saved(request: HttpRequest, team_map: TeamMap, page: TablePage, typed: Typed) -> HttpResponse:
    table = read(typed, page)
    if table.faults:
        return _shown(request, team_map, page, typed, faults=table.faults)
    try:
        operations.save_table(
            team_map=team_map,
            revision=typed.revision,
            facts=table.facts,
            lines=table.lines,
            person=request.person,
            at=request.at,
        )
    except Refusal as refused:
        if refused.code == "map_changed_meanwhile":
            found = access.map_for(request.person, team_map.school.code, team_map.year, access.EDIT_MAP, request.at)
            return _shown(request, found, table_page(found, person=request.person), typed)
        return _shown(request, team_map, page, typed, faults=(Fault(id="posts", says=said_of(refused)),))
    operations.drop_draft(person=request.person, school=team_map.school, year=team_map.year, form=FORM)
    return redirect(f"{reverse('team:map', args=[team_map.school.code, team_map.year])}?nytt=lagret")


def _kept(request: HttpRequest, team_map: TeamMap, typed: Typed) -> Fault | None:
    """Keep what was typed; the fault where that is refused."""
    try:
        operations.keep_draft(
            person=request.person,
            school=team_map.school,
            year=team_map.year,
            form=FORM,
            body=typed.body(),
            at=request.at,
        )
    except Refusal as refused:
        return Fault(id="posts", says=said_of(refused))
    return None


def _shown(
    request: HttpRequest,
    team_map: TeamMap,
    page: TablePage,
    typed: Typed,
    *,
    kept: bool = False,
    filled: str = "",
    notes: tuple[str, ...] = (),
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    """The table as it was typed. Where somebody has saved meanwhile, what differs stands above it, and the next save
    builds on what is there now."""
    language = _language()
    conflict: tuple[Difference, ...] | None = None
    if typed.revision != page.revision:
        conflict = differences(stored(page, language=language), typed)
        typed = typed.on(page.revision)
    by_field = {fault.id: fault.says for fault in faults}
    typed = typed.with_free_rows()
    context = {
        "page": page,
        "form": {
            "revision": typed.revision,
            "paste": typed.paste,
            "faults": by_field,
            "rows": shown_rows(typed, by_field, wanted=request.GET.get("mangler", "")),
            **typed.facts,
        },
        "columns": column_words(),
        "stages": stage_choices(),
        "places": place_choices(),
        "roles": role_names(language),
        "faults": faults,
        "conflict": conflict,
        "kept_at": page.draft_kept_at if kept and page.draft else request.at if kept else None,
        "filled": filled,
        "left_out": notes,
        "open_paste": bool(typed.paste) or not typed.written,
        **foot(request, verb=access.EDIT_MAP, unit=team_map.school, origin=team_map.origin),
    }
    return render(request, "team/map/table.html", context)


@require_POST
def draft(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Keep what is typed in the table."""
    found = access.map_for(request.person, code, year, access.EDIT_MAP, request.at)
    typed = sent(request.POST)
    if len(typed.written) > MOST_ROWS + FREE_ROWS or _kept(request, found, typed):
        return HttpResponse(status=400)
    return HttpResponse(status=204)


def _language() -> str:
    return get_language() or "nb"
