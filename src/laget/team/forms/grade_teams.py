"""The grade teams as somebody has typed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.forms.whole_number import whole
from laget.team.models import GradeTeam, TeamMap
from laget.team.operations import GradeTeamName

FREE_ROWS = 3
MOST_ROWS = 40

_GRADES = {"1-7": (1, 7), "8-10": (8, 10), "1-10": (1, 10)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTeam:
    """A row: the id of a grade team that is there (``None`` for a new one) and its name, empty to take it away."""

    id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTeams:
    """Everything the form holds. ``suggested`` is whether the names are ours, after the grades of the school."""

    rows: tuple[TypedTeam, ...]
    middle: str
    suggested: bool = False

    @property
    def wanted(self) -> tuple[GradeTeamName, ...]:
        """What the deed is to make of it: the rows with a name."""
        return tuple(GradeTeamName(id=row.id, name=row.name) for row in self.rows if row.name)


def stored(there: Sequence[GradeTeam], team_map: TeamMap) -> TypedTeams:
    """The grade teams that are there; where there are none, one for each grade of the school as a suggestion."""
    rows = tuple(TypedTeam(id=team.pk, name=team.name) for team in there)
    if not rows and team_map.stages in _GRADES:
        first, last = _GRADES[team_map.stages]
        names = (_("%(grade)s. trinn") % {"grade": grade} for grade in range(first, last + 1))
        suggested = tuple(TypedTeam(name=name) for name in names)
        return TypedTeams(rows=(*suggested, *_free()), middle=team_map.middle, suggested=True)
    return TypedTeams(rows=(*rows, *_free()), middle=team_map.middle)


def sent(data: QueryDict, there: Sequence[GradeTeam]) -> TypedTeams:
    """The form as a browser sent it. One who sends no rows changes nothing."""
    if "rows" not in data:
        rows = tuple(TypedTeam(id=team.pk, name=team.name) for team in there)
    else:
        rows = tuple(
            TypedTeam(id=whole(data.get(f"id-{place}", "")) or None, name=data.get(f"name-{place}", "").strip())
            for place in range(min(whole(data["rows"]), MOST_ROWS))
        )
    return TypedTeams(
        rows=(*(row for row in rows if row.id or row.name), *_free()), middle=data.get("middle", "teacher")
    )


def _free() -> tuple[TypedTeam, ...]:
    return (TypedTeam(),) * FREE_ROWS
