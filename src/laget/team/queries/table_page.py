"""The table of posts to write in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.people.models import Person
from laget.schools.models import School
from laget.team.models import Draft, Post, TeamMap
from laget.team.queries.team_of import posts_of
from laget.team.weekdays import as_days

FORM = "table"
"""The name of the table among the forms of which drafts are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A line of the table as it is stored, in stored units (fractions as 0–1, days as weekdays)."""

    id: int
    key: UUID
    role: str
    title: str
    count: int | None
    fraction: Decimal | None
    bound: Decimal | None
    place: str
    days: frozenset[int] | None
    external_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The table to edit. ``draft`` is what the reader typed last and did not save, ``None`` for nothing."""

    heading: str
    school: School
    year: int
    year_said: str
    revision: int
    pupils: int | None
    pupils_lower_secondary: int | None
    stages: str
    middle: str
    lines: tuple[TableLine, ...]
    draft: dict[str, object] | None
    draft_kept_at: datetime | None


def table_page(team_map: TeamMap, *, person: Person) -> TablePage:
    """The table, for whoever edits the map."""
    drafts = Draft.objects.with_scope(owner=team_map.owner_id)
    draft = drafts.filter(person=person, school=team_map.school_id, year=team_map.year, form=FORM).first()
    return TablePage(
        heading=_("Hvem er i laget ved %(school)s?") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        revision=team_map.revision,
        pupils=team_map.pupils,
        pupils_lower_secondary=team_map.pupils_lower_secondary,
        stages=team_map.stages,
        middle=team_map.middle,
        lines=tuple(_line(post) for post in posts_of(team_map)),
        draft=draft.body if draft else None,
        draft_kept_at=draft.kept_at if draft else None,
    )


def _line(post: Post) -> TableLine:
    return TableLine(
        id=post.pk,
        key=post.key,
        role=post.role,
        title=post.title,
        count=post.count,
        fraction=post.fraction,
        bound=post.bound,
        place=post.place,
        days=as_days(post.days),
        external_ref=post.external_ref,
    )
