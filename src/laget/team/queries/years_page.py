"""Two years of a school's map side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.mapping.bounds import Bounds
from laget.mapping.compare import Compared, compare
from laget.mapping.school_year import SchoolYear
from laget.mapping.team import Profession
from laget.pictures.numbers import decimal
from laget.schools.models import School
from laget.team.models import TeamMap
from laget.team.queries.released import group_said
from laget.team.queries.team_of import team_of


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsRow:
    """A number of two years, or that the two cannot be compared."""

    name: str
    earlier: str
    later: str
    comparable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsPage:
    """Two years of a map. ``rows`` is empty where there are not two."""

    heading: str
    school: School
    years: tuple[SchoolYear, ...]
    earlier: SchoolYear | None
    later: SchoolYear | None
    rows: tuple[YearsRow, ...]


def years_page(
    school: School, maps: Sequence[TeamMap], *, earlier: int, later: int, at: datetime, language: str
) -> YearsPage:
    """The page of two of ``maps``, newest first: those asked for, or otherwise the two newest. A group can be one
    person, so this is for whoever reads all that is recorded."""
    by_year = {team_map.year: team_map for team_map in maps}
    two = sorted({earlier, later} & set(by_year)) if earlier != later else []
    if len(two) != 2:
        two = sorted(by_year)[-2:]
    heading = _("År for år ved %(school)s") % {"school": school.name}
    years = tuple(SchoolYear(begins=year) for year in sorted(by_year))
    if len(two) != 2:
        return YearsPage(heading=heading, school=school, years=years, earlier=None, later=None, rows=())
    first, second = (team_of(by_year[year], on=localdate(at)) for year in two)
    return YearsPage(
        heading=heading,
        school=school,
        years=years,
        earlier=SchoolYear(begins=two[0]),
        later=SchoolYear(begins=two[1]),
        rows=tuple(
            _row(one, language) for one in compare(first, second) if _is_known(one.earlier) or _is_known(one.later)
        ),
    )


def _is_known(found: Bounds | None) -> bool:
    return found is not None and found.known > 0


def _row(one: Compared, language: str) -> YearsRow:
    group = group_said((one.group,) if one.group else tuple(Profession))
    names = {
        "full_time": _("Årsverk, %(group)s"),
        "pupils_per": _("Elever per årsverk, %(group)s"),
        "bound_share": _("Bundet til enkeltelever, %(group)s"),
    }
    percent = one.measure == "bound_share"
    return YearsRow(
        name=names[one.measure] % {"group": group},
        earlier=_said(one.earlier, language, percent=percent),
        later=_said(one.later, language, percent=percent),
        comparable=one.comparable,
    )


def _said(found: Bounds | None, language: str, *, percent: bool) -> str:
    if found is None:
        return ""
    times, places, unit = (100, 0, "\u00a0%") if percent else (1, 1, "")
    low = decimal(times * found.low, places=places, language=language)
    if found.high is None:
        return _("%(low)s eller mer") % {"low": low}
    high = decimal(times * found.high, places=places, language=language)
    return "–".join(dict.fromkeys((low, high))) + unit
