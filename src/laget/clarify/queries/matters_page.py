"""Matters as they are read: a school's own, and those that have come to the owner.

The owner is shown the situation, the question and the dates, and nothing else of the school's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.clarification.matter import Level, Standing, is_the_owners, standing
from laget.clarify.access import LEAD_CLARIFYING
from laget.clarify.models import Matter
from laget.clarify.queries.clarifiers import arbiter_of
from laget.clarify.queries.said import day_said
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import Owner, School


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """A matter: what it is about, where it waits (``level``, empty for one that is answered) and by when, in a sentence
    (``says``)."""

    id: int
    key: str
    school: str
    situation: str
    question: str
    raised_on: date
    level: str
    says: str
    due: date | None
    overdue: bool
    answer: str
    answered_on: date | None
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersPage:
    """The matters of a school, those that wait first. ``arbiter`` is the role that settles, empty where nobody is
    named."""

    heading: str
    school: School
    may_lead: bool
    waiting: tuple[MatterRow, ...]
    answered: tuple[MatterRow, ...]
    arbiter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerMattersPage:
    """The matters that have come to an owner, the longest overdue first, and those of them that are answered, also by
    the school."""

    heading: str
    owner: Owner
    waiting: tuple[MatterRow, ...]
    answered: tuple[MatterRow, ...]


def matters_page(school: School, *, person: Person, at: datetime, language: str) -> MattersPage:
    """The page of a school's matters, for a reader who may see what is clarified."""
    day = localdate(at)
    rows = [_row(row, school.name, day) for row in _of(school)]
    return MattersPage(
        heading=_("Saker vi er uenige om ved %(school)s") % {"school": school.name},
        school=school,
        may_lead=LEAD_CLARIFYING in verbs_at(person, school, at),
        waiting=_by_date(row for row in rows if row.level),
        answered=tuple(row for row in reversed(rows) if not row.level),
        arbiter=arbiter_of(school, language=language),
    )


def matter_row(matter: Matter, *, at: datetime) -> MatterRow:
    """One matter."""
    return _row(matter, matter.school.name, localdate(at))


def owner_matters_page(owner: Owner, *, at: datetime) -> OwnerMattersPage:
    """The page of an owner's matters."""
    day = localdate(at)
    answered = Matter.objects.with_scope(owner=owner.pk).filter(
        Q(lifted_on__isnull=False) | Q(answered_on__gt=F("due")), owner=owner, answered_on__isnull=False
    )
    return OwnerMattersPage(
        heading=_("Saker skolene i %(owner)s ikke er blitt enige om") % {"owner": owner.name},
        owner=owner,
        waiting=owners_waiting(owner, on=day),
        answered=tuple(
            _row(row, row.school.name, day)
            for row in answered.select_related("school").order_by("-answered_on", "-id")
        ),
    )


def owners_waiting(owner: Owner, *, on: date) -> tuple[MatterRow, ...]:
    """The matters that have come to the owner and wait there."""
    rows = Matter.objects.with_scope(owner=owner.pk).filter(
        Q(due__lt=on) | Q(owner_due__isnull=False) | Q(municipality_due__isnull=False),
        owner=owner,
        answered_on__isnull=True,
    )
    found = (row for row in rows.select_related("school").order_by("id") if is_the_owners(row.dates, on=on))
    return _by_date(_row(row, row.school.name, on) for row in found)


def _of(school: School) -> tuple[Matter, ...]:
    return tuple(Matter.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("id"))


def _by_date(rows: Iterable[MatterRow]) -> tuple[MatterRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.due or row.raised_on, row.id)))


def _row(row: Matter, school: str, day: date) -> MatterRow:
    waits = standing(row.dates, on=day)
    return MatterRow(
        id=row.pk,
        key=row.key,
        school=school,
        situation=row.situation,
        question=row.question,
        raised_on=row.raised_on,
        level=waits.level if waits else "",
        says=_says(row, waits),
        due=waits.due if waits else None,
        overdue=waits is not None and waits.overdue,
        answer=row.answer,
        answered_on=row.answered_on,
        answered_by=_level_said(row.answered_at_level),
    )


def _level_said(level: str) -> str:
    names: Mapping[str, str] = {
        Level.SCHOOL: _("skolen"),
        Level.OWNER: _("skoleeier"),
        Level.MUNICIPALITY: _("kommunen"),
    }
    return names.get(level, "")


def _says(row: Matter, waits: Standing | None) -> str:
    if waits is None:
        return _("Besvart av %(level)s %(day)s.") % {
            "level": _level_said(row.answered_at_level),
            "day": day_said(row.answered_on),
        }
    values = {"day": day_said(waits.due), "since": day_said(waits.since), "first": day_said(row.due)}
    if waits.level is Level.SCHOOL:
        return _("Venter på svar ved skolen innen %(day)s.") % values
    if waits.overdue:
        values["level"] = _level_said(waits.level)
        return _("Skulle vært besvart av %(level)s innen %(day)s.") % values
    if waits.level is Level.MUNICIPALITY:
        return _("Sendt til kommunen %(since)s. Venter på svar innen %(day)s.") % values
    if waits.by_itself:
        return _("Skolen svarte ikke innen %(first)s. Venter på svar fra skoleeier innen %(day)s.") % values
    return _("Løftet til skoleeier %(since)s. Venter på svar innen %(day)s.") % values
