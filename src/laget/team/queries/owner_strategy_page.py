"""The strategy and ideal type that an owner has set for its schools, and beside it what the schools have set and shared
(R-070 (in part))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.mapping.publication import read_publication
from laget.mapping.school_year import SchoolYear
from laget.schools.models import Owner, School
from laget.team.models import Release
from laget.team.queries.strategies import strategy_of
from laget.team.queries.strategy_page import SetRow, ideal_type_choices, leading_choices, set_row


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolsWord:
    """What a school has set, as it was when the map was shared; empty where it had not."""

    school: School
    leading: str
    ideal_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerStrategyPage:
    """The owner's own word in one school year, and those of its schools that have shared, by name. ``leading``,
    ``ideal_type`` and ``says`` are for the form; ``can_set`` is whether the year is this one or the next."""

    heading: str
    owner: Owner
    year: int
    year_said: str
    years: tuple[SchoolYear, ...]
    can_set: bool
    leading: str
    ideal_type: str
    says: str
    own: SetRow
    schools: tuple[SchoolsWord, ...]
    not_shared: tuple[str, ...]


def years_to_set(at: datetime) -> tuple[int, int]:
    """The school years an owner may set a strategy for: this one and the next."""
    this = SchoolYear.of(localdate(at)).begins
    return this, this + 1


def owner_strategy_page(
    owner: Owner, releases: QuerySet[Release], *, year: int | None, names: Iterable[str], at: datetime
) -> OwnerStrategyPage:
    """The owner's page; ``releases`` are those the reader may see, ``names`` all the owner's schools by name. Without a
    year it is this one."""
    can_set = years_to_set(at)
    shown = can_set[0] if year is None else year
    shared = list(releases.filter(map__year=shown).order_by("map__school__name"))
    years = {*can_set, *releases.order_by().values_list("map__year", flat=True).distinct()}
    row = strategy_of(owner=owner.pk, school=None, year=shown)
    there = {release.map.school.name for release in shared}
    leading, types = dict(leading_choices()), dict(ideal_type_choices())
    return OwnerStrategyPage(
        heading=_("Hvilken strategi har %(owner)s?") % {"owner": owner.name},
        owner=owner,
        year=shown,
        year_said=SchoolYear(begins=shown).said,
        years=tuple(SchoolYear(begins=begins) for begins in sorted(years)),
        can_set=shown in can_set,
        leading=row.leading if row else "",
        ideal_type=row.ideal_type if row else "",
        says=row.says if row else "",
        own=set_row(owner.name, row),
        schools=tuple(
            SchoolsWord(
                school=release.map.school,
                leading=leading[said[0]] if said[0] else "",
                ideal_type=types[said[1]] if said[1] else "",
            )
            for release in shared
            for said in [_word(release.snapshot.publication)]
        ),
        not_shared=tuple(sorted(name for name in names if name not in there)),
    )


@lru_cache(maxsize=2048)
def _word(written: str) -> tuple[str, str]:
    """A publication never changes, so it is read once. Who may see it is asked every time."""
    publication = read_publication(written)
    return publication.leading, publication.ideal_type
