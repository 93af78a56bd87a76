"""One post at a time: what is told of it, when it is not covered, and who holds it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laget.forms.day import day_of
from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.people.queries import AccessNote, own_page_note, person_with_id
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.post_facts import facts_sent, hours_sent, read_facts, read_hours
from laget.team.forms.post_form import PostTyped, post_forms
from laget.team.forms.refused import said_of
from laget.team.forms.table_words import place_choices
from laget.team.queries.own_posts_page import own_posts_page
from laget.team.queries.post_page import post_page
from laget.team.views.foot import foot, here
from laget.team.views.recorded_words import gap_said, post_facts, post_words


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """One post, and what is recorded of it."""
    found = access.post_for(request.person, code, year, post, request.at)
    return shown_post(request, found, PostTyped())


@require_POST
def not_covered(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Say from when to when a post is not covered, or that it is again."""
    found = access.post_for(request.person, code, year, post, request.at)
    address = reverse("team:post", args=[code, year, post])
    if request.POST.get("do") == "covered":
        gap = access.gap_of(found.post, whole(request.POST.get("gap", "")))
        operations.cover_post(not_covered=gap, person=request.person, at=request.at)
        return redirect(f"{address}?nytt=dekket")
    typed = {name: request.POST.get(name, "").strip() for name in ("starts", "ends", "substitute")}
    starts, ends = day_of(typed["starts"]), day_of(typed["ends"]) if typed["ends"] else None
    wrong = "starts" if starts is None else "ends" if typed["ends"] and ends is None else ""
    if starts is None or wrong:
        fault = Fault(id=wrong, says=_("Skriv datoen, for eksempel 17.08.2026."))
        return shown_post(request, found, PostTyped(gap=typed, faults=(fault,)))
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
        return shown_post(request, found, PostTyped(gap=typed, faults=(fault,)))
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
    return shown_post(request, found, PostTyped(facts=typed, faults=faults))


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
    return shown_post(request, found, PostTyped(hours=typed, faults=faults))


@require_POST
def split(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Take one post out of a line."""
    found = access.post_for(request.person, code, year, post, request.at)
    try:
        alone = operations.split_post(post=found.post, person=request.person, at=request.at)
    except Refusal as refused:
        return shown_post(request, found, PostTyped(faults=(Fault(id="cover", says=said_of(refused)),)))
    return redirect(f"{reverse('team:post', args=[code, year, alone.pk])}?nytt=skilt")


@require_POST
def holder(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Say who holds a post, or that nobody is said to."""
    found = access.post_for(request.person, code, year, post, request.at)
    if found.may != "all":
        raise PermissionDenied
    address = reverse("team:post", args=[code, year, post])
    if request.POST.get("do") == "leave":
        operations.leave_post(post=found.post, person=request.person, at=request.at)
        return redirect(f"{address}?nytt=fri")
    chosen = person_with_id(whole(request.POST.get("person", "")))
    if chosen is None:
        return shown_post(request, found, PostTyped(faults=(Fault(id="person", says=_("Velg en person fra listen.")),)))
    try:
        operations.hold_post(post=found.post, holder=chosen, person=request.person, at=request.at)
    except Refusal as refused:
        return shown_post(request, found, PostTyped(faults=(Fault(id="person", says=said_of(refused)),)))
    return redirect(f"{address}?nytt=har")


@require_safe
def own_posts(request: HttpRequest) -> HttpResponse:
    """The posts that the reader holds."""
    context = {
        "page": own_posts_page(access.own_posts(request.person, request.at), language=get_language() or "nb"),
        "access_note": AccessNote(why=own_page_note().why, others=(_("de som redigerer kartet"),)),
        "origin": _("Skolen har selv skrevet inn det som står i kartet."),
    }
    return render(request, "team/map/own_posts.html", context)


def shown_post(request: HttpRequest, found: access.PostAccess, typed: PostTyped) -> HttpResponse:
    """The page of a post, with what has been typed in it."""
    language = get_language() or "nb"
    team_map = found.post.map
    page = post_page(found, at=request.at, language=language)
    words = post_words(page.stored, language=language)
    context = {
        "page": here(team_map),
        "post": page,
        "id": page.stored.id,
        "role": words.role,
        "heading": _("Stillingen %(role)s ved %(school)s") % {"role": words.role, "school": team_map.school.name},
        "facts": post_facts(words),
        "edits": found.may == "all",
        "places": place_choices(),
        "opened": team_map.opened_at is not None,
        "gaps": [{"id": gap.id, "says": gap_said(gap)} for gap in page.stored.gaps],
        "can_split": page.stored.count != 1,
        "typed": typed.gap,
        "forms": post_forms(page, typed),
        "hours_asked": team_map.hours_asked,
        "offered": typed.placement,
        "wrong": {fault.id: fault.says for fault in typed.faults},
        "faults": typed.faults,
        "said": _said(request.GET.get("nytt", "")),
        **foot(
            request,
            verb=access.EDIT_MAP if found.may == "all" else access.EDIT_OWN_POST,
            unit=team_map.school,
            origin=team_map.origin,
        ),
    }
    return render(request, "team/map/post.html", context)


_SAID = {
    "lagret": gettext_noop("Lagret."),
    "dekket": gettext_noop("Tatt bort fra kartet. Loggen husker bare at det ble gjort."),
    "har": gettext_noop("Lagret. Den som har stillingen, finner den på sin første side."),
    "fri": gettext_noop("Stillingen er ikke lenger knyttet til noen."),
    "foreslatt": gettext_noop("Foreslått for den andre skolen. Stillingen teller der når de har tatt den inn."),
    "skoleslutt": gettext_noop("Stillingen er ikke lenger ved den skolen, og venter ikke på svar derfra."),
    "skilt": gettext_noop("Her er den ene stillingen. De andre står igjen på sin linje."),
}
"""What has just been done, when one comes from a form."""


def _said(what: str) -> str:
    return _(_SAID[what]) if what in _SAID else ""
