"""A post at several schools: offered from its own page, and answered from the other school's map."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laget.forms.fault import Fault
from laget.forms.whole_number import whole
from laget.refusal import Refusal
from laget.team import access, operations
from laget.team.forms.placement import placement_sent, read_placement
from laget.team.forms.post_form import PostTyped
from laget.team.forms.refused import said_of
from laget.team.queries.placements import siblings_of
from laget.team.views.posts import shown_post


@require_POST
def placements(request: HttpRequest, code: str, year: int, post: int) -> HttpResponse:
    """Offer a share of a post to another school, or end that it is there."""
    found = access.post_for(request.person, code, year, post, request.at)
    if found.may != "all":
        raise PermissionDenied
    address = f"{reverse('team:post', args=[code, year, post])}?nytt="
    if request.POST.get("do") == "end":
        placement = access.placement_of(found.post, whole(request.POST.get("placement", "")))
        operations.end_placement(placement=placement, person=request.person, at=request.at)
        return redirect(f"{address}skoleslutt")
    typed = placement_sent(request.POST)
    facts, faults = read_placement(typed)
    school = next((one for one in siblings_of(found.post.map.school) if str(one.pk) == typed["school"]), None)
    if school is None:
        faults = (Fault(id="school", says=_("Velg hvilken skole.")), *faults)
    if school is not None and not faults:
        try:
            operations.propose_placement(
                post=found.post, school=school, facts=facts, person=request.person, at=request.at
            )
            return redirect(f"{address}foreslatt")
        except Refusal as refused:
            faults = (Fault(id="fraction" if refused.code == "more_than_a_post" else "school", says=said_of(refused)),)
    return shown_post(request, found, PostTyped(placement=typed, faults=faults))


@require_POST
def from_other(request: HttpRequest, code: str, year: int, placement: int) -> HttpResponse:
    """Take a post that another school offers into the map, or decline it, also later."""
    found, offered = access.placement_for(request.person, code, year, placement, request.at)
    address = reverse("team:map", args=[code, year])
    if request.POST.get("do") == "accept":
        operations.accept_placement(placement=offered, team_map=found, person=request.person, at=request.at)
        return redirect(f"{address}?nytt=tatt-inn")
    operations.end_placement(placement=offered, person=request.person, at=request.at)
    return redirect(f"{address}?nytt=takket-nei")
