"""The foot of the map's pages: why one sees the page, who else does, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.people.access import verbs_at
from laget.people.queries import access_note
from laget.schools.models import Owner, School
from laget.team import access
from laget.team.models import TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Which map a page is about."""

    school: School
    year: int
    year_said: str
    revision: int


def here(team_map: TeamMap) -> Here:
    """Where in the site a page about ``team_map`` lies."""
    return Here(
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        revision=team_map.revision,
    )


def foot(request: HttpRequest, *, verb: str, unit: School | Owner, origin: str = "school") -> dict[str, object]:
    """What page.html prints at its end, and what the reader may do besides reading, so that a page offers no door
    that is shut."""
    may = verbs_at(request.person, unit, request.at) if isinstance(unit, School) else frozenset()
    return {
        "access_note": access_note(person=request.person, verb=verb, at=request.at, unit=unit),
        "origin": _origin(origin),
        "may_edit": access.EDIT_MAP in may,
        "may_lead": access.LEAD_MAP in may,
        "may_recorded": access.READ_RECORDED in may,
    }


def _origin(origin: str) -> str:
    match origin:
        case "portrait":
            return _("Rapporten «Et lag rundt eleven» (AFI r2015:6), skoleåret 2014/15.")
        case "made_up":
            return _("Oppdiktet: Skolen finnes ikke, og ingen av stillingene er noens.")
        case "shared":
            return _("Skolene har selv delt det, og kan trekke det tilbake.")
        case _:
            return _("Skolen har selv skrevet inn det som står i kartet.")
