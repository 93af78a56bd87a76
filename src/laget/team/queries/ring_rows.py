"""Where the school has placed its roles, and where such roles usually stand."""

from __future__ import annotations

from dataclasses import dataclass

from laget.team import roles
from laget.team.models import GradeTeam, TeamMap
from laget.team.queries.placements import placed_at
from laget.team.queries.team_of import posts_of, ring_choices_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RingRow:
    """A role on the page where rings are chosen: its name, the ring the school chose (empty for none) and the usual
    one (empty where there is none). All outside the register stand in one ring; the name is then the school's words."""

    role: str
    name: str
    chosen: str
    usual: str


def ring_rows(team_map: TeamMap, *, grade_team: GradeTeam | None = None, language: str) -> tuple[RingRow, ...]:
    """The roles that are in the map, in the order of the register. Seen from a grade team, what is chosen is where a
    role stands elsewhere than for the school, and usual is where the school has it."""
    school = ring_choices_of(team_map)
    chosen = ring_choices_of(team_map, grade_team=grade_team) if grade_team else school
    there: dict[str, list[str]] = {}
    own = posts_of(team_map).values_list("role", "title")
    for role, title in (*own, *placed_at(team_map).values_list("post__role", "post__title")):
        there.setdefault(role, []).append(roles.called(role, title, language=language))
    return tuple(
        RingRow(
            role=role.id,
            name=", ".join(dict.fromkeys(there[role.id])),
            chosen=chosen.get(role.id, ""),
            usual=(school.get(role.id, "") if grade_team else "") or role.ring or "",
        )
        for role in roles.register()
        if role.id in there
    )
