"""Begin a map, place the roles in rings, and open the map to the staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.mapping.school_year import SchoolYear
from laget.mapping.team import Ring
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.models import Discussion, GradeTeam, RingChoice, TeamMap
from laget.team.models.discussion import WITH_WHOM
from laget.team.operations.revisions import locked, written
from laget.team.roles import refuse_unknown_role


@transaction.atomic
def begin_map(*, school: School, year: int, person: Person | None, at: datetime, origin: str = "school") -> TeamMap:
    """An empty map of the school's team in the school year that begins in ``year``: this school year's, the one
    before's or the next one's, unless it is a portrait's.

    Raises ``Refusal``: ``map_exists`` (year), ``year_out_of_reach`` (year, first, last).
    """
    team_map = begun(school=school, year=year, at=at, origin=origin)
    audit.write(at=at, person=person, verb="begin_map", thing=team_map, owner=school.owner)
    return team_map


def begun(*, school: School, year: int, at: datetime, origin: str = "school") -> TeamMap:
    """The row of a new map, as part of a deed that writes its line. Raises ``Refusal`` as ``begin_map``."""
    this = SchoolYear.of(localdate(at)).begins
    if origin == "school" and abs(year - this) > 1:
        raise Refusal(
            "year_out_of_reach",
            f"A map can be begun for the school years that begin in {this - 1} to {this + 1}, and {year} is not one "
            "of them. Choose one of those.",
            year=SchoolYear(begins=year).said,
            first=SchoolYear(begins=this - 1).said,
            last=SchoolYear(begins=this + 1).said,
        )
    team_map, is_new = TeamMap.objects.with_scope(owner=school.owner_id).get_or_create(
        school=school, year=year, defaults={"owner_id": school.owner_id, "origin": origin}
    )
    if not is_new:
        raise Refusal(
            "map_exists",
            f"The map of {school.code} for {SchoolYear(begins=year).said} is begun already. Go on with that one.",
            year=SchoolYear(begins=year).said,
        )
    return team_map


@transaction.atomic
def choose_rings(
    *,
    team_map: TeamMap,
    revision: int,
    rings: Mapping[str, str | None],
    person: Person | None,
    at: datetime,
    grade_team: GradeTeam | None = None,
) -> TeamMap:
    """Place each role of ``rings`` in ``core``, ``primary`` or ``secondary``, or in none (``None``); other roles stay
    where they are. What is so already changes nothing and leaves no line.

    With ``grade_team`` it is where the roles stand seen from that grade team, and none is as for the school.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``unknown_role`` (role), ``unknown_ring`` (ring).
    """
    now = locked(team_map, revision=revision)
    for role, ring in rings.items():
        refuse_unknown_role(role)
        _refuse_unknown_ring(ring)
    choices = RingChoice.objects.with_scope(owner=now.owner_id).filter(map=now, grade_team=grade_team)
    stand = dict(choices.values_list("role", "ring"))
    moved = {role: ring for role, ring in rings.items() if stand.get(role) != ring}
    if not moved:
        return now
    choices.filter(role__in=moved).delete()
    RingChoice.objects.bulk_create(
        RingChoice(owner_id=now.owner_id, map=now, grade_team=grade_team, role=role, ring=ring)
        for role, ring in moved.items()
        if ring
    )
    written(now, verb="choose_rings", person=person, at=at)
    return now


@transaction.atomic
def open_map(*, team_map: TeamMap, person: Person | None, at: datetime) -> TeamMap:
    """Let the staff see the map. A map that is open stays so, and no line is written.

    Raises ``Refusal``: ``not_discussed`` (missing: who the map is not yet discussed with).
    """
    now = locked(team_map)
    if now.opened_at is not None:
        return now
    talks = Discussion.objects.with_scope(owner=now.owner_id).filter(map=now)
    held = set(talks.values_list("with_whom", flat=True))
    if missing := [whom for whom in WITH_WHOM if whom not in held]:
        raise Refusal(
            "not_discussed",
            f"The map is not yet discussed with {' and '.join(missing)}. Do that before the staff sees it, and record "
            "when it was.",
            missing=", ".join(missing),
        )
    now.opened_at = at
    now.save(update_fields=["opened_at"])
    audit.write(at=at, person=person, verb="open_map", thing=now, owner=now.owner)
    return now


def _refuse_unknown_ring(ring: str | None) -> None:
    if ring is not None and ring not in tuple(Ring):
        raise Refusal(
            "unknown_ring", f"{ring!r} is no ring. Choose one of: {', '.join(Ring)}, or leave it open.", ring=ring
        )
