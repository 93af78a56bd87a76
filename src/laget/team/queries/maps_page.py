"""The years in which a school has mapped its team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School
from laget.team import access
from laget.team.queries.map_state import MapState, states_of


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A year in the list of a school's maps."""

    year: int
    year_said: str
    state: MapState


@dataclass(frozen=True, slots=True, kw_only=True)
class MapsPage:
    """A school's maps by year, newest first; ``can_begin`` are the years the reader may begin now."""

    heading: str
    school: School
    may: frozenset[str]
    years: tuple[YearRow, ...]
    can_begin: tuple[int, ...]


def maps_page(school: School, *, person: Person, at: datetime) -> MapsPage:
    """The list of a school's maps."""
    maps = access.maps_for(person, school, at)
    states = states_of(maps)
    may = verbs_at(person, school, at)
    this = SchoolYear.of(localdate(at)).begins
    begun = {team_map.year for team_map in maps}
    return MapsPage(
        heading=_("Kart over laget ved %(school)s") % {"school": school.name},
        school=school,
        may=may,
        years=tuple(
            YearRow(year=one.year, year_said=SchoolYear(begins=one.year).said, state=states[one.pk]) for one in maps
        ),
        can_begin=tuple(year for year in (this, this + 1, this - 1) if year not in begun)
        if access.EDIT_MAP in may
        else (),
    )
