"""Which roles meet round one pupil: a view of its own, apart from the team round the teacher, and without any pupil
(R-188 (in part))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.mapping.team import Meeting
from laget.schools.models import School
from laget.team import roles
from laget.team.models import TeamMap
from laget.team.queries.team_of import team_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role, and how it comes to each of the arenas; empty where it does not."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPupil:
    """The arenas that are held about one pupil, by name, and who meets there."""

    heading: str
    school: School
    year: int
    year_said: str
    arenas: tuple[str, ...]
    lines: tuple[RoleLine, ...]


def round_pupil(team_map: TeamMap, *, at: datetime, language: str) -> RoundPupil:
    """The page for a reader who may see the map."""
    meetings = [meeting for meeting in team_of(team_map, on=localdate(at)).meetings if meeting.about_pupil]
    there = {member.role for meeting in meetings for member in meeting.roles}
    return RoundPupil(
        heading=_("Hvem møtes rundt én elev?"),
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        arenas=tuple(meeting.name for meeting in meetings),
        lines=tuple(
            RoleLine(name=role.name.said(language), cells=tuple(_comes(meeting, role.id) for meeting in meetings))
            for role in roles.register()
            if role.id in there
        ),
    )


def _comes(meeting: Meeting, role: str) -> str:
    """How the role comes, as a phrase; empty where it does not."""
    found = [member for member in meeting.roles if member.role == role]
    if not found:
        return ""
    return _("alltid") if found[0].always else _("ved behov")
