"""Say which grade teams a school has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import GradeTeam, TeamMap
from laget.team.models.team_map import MIDDLES
from laget.team.operations.revisions import locked, written
from laget.team.operations.text import refuse_national_id

MOST_GRADE_TEAMS = 30
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTeamName:
    """A grade team as it is to be: the id of one that is there, ``None`` for a new one."""

    id: int | None = None
    name: str


@transaction.atomic
def save_grade_teams(
    *,
    team_map: TeamMap,
    revision: int,
    teams: Sequence[GradeTeamName],
    middle: str,
    person: Person | None,
    at: datetime,
) -> bool:
    """Make the map's grade teams these, and ``middle`` what stands in the middle of the school's rings. One that is not
    among them goes, with its rings. Whether anything changed: if not, no line is written in the log.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``too_many_grade_teams`` (most), ``bad_grade_team`` (most),
    ``grade_team_twice`` (name), ``no_such_grade_team``, ``national_id_in_text``, ``bad_map_facts`` (field).
    """
    now = locked(team_map, revision=revision)
    rows = GradeTeam.objects.with_scope(owner=now.owner_id).filter(map=now)
    there = {row.pk: row for row in rows}
    _refuse(teams, there)
    if middle not in MIDDLES:
        raise Refusal("bad_map_facts", f"middle cannot be {middle!r}. Correct it, or leave it open.", field="middle")
    wanted = {team.id: team.name.strip() for team in teams if team.id is not None}
    new = [team.name.strip() for team in teams if team.id is None]
    gone = [pk for pk in there if pk not in wanted]
    renamed = [row for pk, row in there.items() if pk in wanted and wanted[pk] != row.name]
    if not (gone or renamed or new or middle != now.middle):
        return False
    rows.filter(pk__in=gone).delete()
    _rename(renamed, wanted, rows)
    GradeTeam.objects.bulk_create(GradeTeam(owner_id=now.owner_id, map=now, name=name) for name in new)
    now.middle = middle
    written(now, verb="save_grade_teams", person=person, at=at)
    return True


def _rename(renamed: Sequence[GradeTeam], wanted: dict[int, str], rows: QuerySet[GradeTeam]) -> None:
    # Two may swap their names: no name is held twice on the way.
    for place, row in enumerate(renamed):
        rows.filter(pk=row.pk).update(name=f"\N{BULLET}{place}")
    for row in renamed:
        rows.filter(pk=row.pk).update(name=wanted[row.pk])


def _refuse(teams: Sequence[GradeTeamName], there: dict[int, GradeTeam]) -> None:
    if len(teams) > MOST_GRADE_TEAMS:
        raise Refusal(
            "too_many_grade_teams",
            f"A map holds {MOST_GRADE_TEAMS} grade teams, and this would be more. Take some away.",
            most=MOST_GRADE_TEAMS,
        )
    ids = [team.id for team in teams if team.id is not None]
    if len(ids) != len(set(ids)) or not set(ids) <= set(there):
        raise Refusal("no_such_grade_team", "A grade team is not in this map, or stands twice. Fetch the page anew.")
    for team in teams:
        if not 0 < len(team.name.strip()) <= LONGEST_NAME:
            raise Refusal(
                "bad_grade_team",
                f"The name of a grade team has from one to {LONGEST_NAME} characters. Write one, or shorten it.",
                most=LONGEST_NAME,
            )
        refuse_national_id(team.name)
    name, times = Counter(team.name.strip() for team in teams).most_common(1)[0] if teams else ("", 0)
    if times > 1:
        raise Refusal("grade_team_twice", f"{name} stands twice. Give one of them another name.", name=name)
