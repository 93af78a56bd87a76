"""The table of posts, and one post at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laget.mapping.team import HourKind
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms import pasted
from laget.team.forms.day import day_of
from laget.team.forms.fault import Fault
from laget.team.forms.post_facts import (
    facts_sent,
    facts_stored,
    hours_sent,
    hours_stored,
    read_facts,
    read_hours,
)
from laget.team.forms.post_words import choice_words, fact_words
from laget.team.forms.read_table import read, stored
from laget.team.forms.refused import said_of
from laget.team.forms.table import FREE_ROWS, MOST_ROWS, Typed, drafted, sent
from laget.team.forms.table_words import Difference, column_words, differences, place_choices, role_names, shown_rows
from laget.team.forms.whole_number import whole
from laget.team.models import TeamMap
from laget.team.queries.numbers_page import hour_said
from laget.team.queries.post_details import details_of, hours_of
from laget.team.queries.recorded_page import recorded_post
from laget.team.queries.table_page import FORM, TablePage, table_page
from laget.team.views.foot import foot, here
from laget.team.views.recorded_words import gap_said, post_words, stage_choices


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


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """One post, and what is recorded of it."""
    found = access.post_for(request.person, code, year, post, request.at)
    return _post_page(request, found)


@require_POST
def not_covered(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Say from when to when a post is not covered, or that it is again."""
    found = access.post_for(request.person, code, year, post, request.at)
    address = reverse("team:post", args=[code, year, post])
    if request.POST.get("do") == "covered":
        gap = get_object_or_404(found.post.notcovered_set, pk=whole(request.POST.get("gap", "")))
        operations.cover_post(not_covered=gap, person=request.person, at=request.at)
        return redirect(f"{address}?nytt=dekket")
    typed = {name: request.POST.get(name, "").strip() for name in ("starts", "ends", "substitute")}
    starts, ends = day_of(typed["starts"]), day_of(typed["ends"]) if typed["ends"] else None
    wrong = "starts" if starts is None else "ends" if typed["ends"] and ends is None else ""
    if starts is None or wrong:
        fault = Fault(id=wrong, says=_("Skriv datoen, for eksempel 17.08.2026."))
        return _post_page(request, found, typed=typed | {"fault": wrong}, faults=(fault,))
    try:
        operations.mark_not_covered(
            post=found.post,
            starts=starts,
            ends=ends,
            substitute=bool(typed["substitute"]),
            person=request.person,
            at=request.at,
        )
    except Refusal as refused:
        wrong = "ends" if refused.code == "not_covered_ends_first" else "starts"
        fault = Fault(id=wrong, says=said_of(refused))
        return _post_page(request, found, typed=typed | {"fault": wrong}, faults=(fault,))
    return redirect(f"{address}?nytt=lagret")


@require_POST
def describe(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Tell more of a post."""
    found = access.post_for(request.person, code, year, post, request.at)
    typed = facts_sent(request.POST)
    facts, faults = read_facts(typed)
    if not faults:
        try:
            operations.describe_post(post=found.post, facts=facts, person=request.person, at=request.at)
            return redirect(f"{reverse('team:post', args=[code, year, post])}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="more", says=said_of(refused)),)
    return _post_page(request, found, facts=typed, faults=faults)


@require_POST
def hours(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Tell what the hours of a post are used for."""
    found = access.post_for(request.person, code, year, post, request.at)
    typed = hours_sent(request.POST)
    told, faults = read_hours(typed)
    if not faults:
        try:
            operations.tell_hours(post=found.post, hours=told, person=request.person, at=request.at)
            return redirect(f"{reverse('team:post', args=[code, year, post])}?nytt=lagret")
        except Refusal as refused:
            faults = (Fault(id="hours", says=said_of(refused)),)
    return _post_page(request, found, told=typed, faults=faults)


@require_POST
def split(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Take one post out of a line."""
    found = access.post_for(request.person, code, year, post, request.at)
    try:
        alone = operations.split_post(post=found.post, person=request.person, at=request.at)
    except Refusal as refused:
        return _post_page(request, found, faults=(Fault(id="cover", says=said_of(refused)),))
    return redirect(f"{reverse('team:post', args=[code, year, alone.pk])}?nytt=skilt")


def _post_page(
    request: HttpRequest,
    found: access.PostAccess,
    *,
    typed: dict[str, str] | None = None,
    facts: dict[str, str] | None = None,
    told: dict[str, tuple[str, str]] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    language = _language()
    team_map = found.post.map
    details, hour_rows = details_of(found.post), hours_of(found.post)
    more = facts if facts is not None else facts_stored(details)
    told = told if told is not None else hours_stored(hour_rows)
    by_field = {fault.id: fault.says for fault in faults}
    stored_post = recorded_post(found.post, language=language)
    words = post_words(stored_post, language=language)
    unknown = _("ikke oppgitt")
    context = {
        "page": here(team_map),
        "id": stored_post.id,
        "role": words.role,
        "heading": _("Stillingen %(role)s ved %(school)s") % {"role": words.role, "school": team_map.school.name},
        "facts": [
            (_("Antall"), words.count or unknown),
            (_("Stilling"), words.fraction or unknown),
            (_("Bundet til enkeltelever"), words.bound or unknown),
            (_("Dager"), words.days or unknown),
            (_("Sted"), words.place or unknown),
        ],
        "gaps": [{"id": gap.id, "says": gap_said(gap)} for gap in stored_post.gaps],
        "can_split": stored_post.count != 1,
        "typed": typed or {},
        "more": [
            {"name": name, "label": label, "help": help, "text": more[name], "fault": by_field.get(name, "")}
            for name, label, help in fact_words()
        ],
        "choices": [
            {"name": name, "label": label, "options": options, "text": more[name]}
            for name, label, options in choice_words()
        ],
        "more_open": any(more.values()) or facts is not None,
        "more_by": details.set_by.name if details is not None and details.set_by is not None else "",
        "hours_asked": team_map.hours_asked,
        "hours": [
            {
                "kind": kind.value,
                "name": hour_said(kind),
                "planned": told[kind][0],
                "real": told[kind][1],
                "planned_fault": by_field.get(f"planned-{kind}", ""),
                "real_fault": by_field.get(f"real-{kind}", ""),
            }
            for kind in HourKind
        ],
        "faults": faults,
        "said": _said(request.GET.get("nytt", "")),
        **foot(
            request,
            verb=access.EDIT_MAP if found.may == "all" else access.EDIT_OWN_POST,
            unit=team_map.school,
            origin=team_map.origin,
        ),
    }
    return render(request, "team/map/post.html", context)


def _said(what: str) -> str:
    match what:
        case "lagret":
            return _("Lagret.")
        case "dekket":
            return _("Tatt bort fra kartet. Loggen husker bare at det ble gjort.")
        case "skilt":
            return _("Her er den ene stillingen. De andre står igjen på sin linje.")
        case _:
            return ""


def _language() -> str:
    return get_language() or "nb"
