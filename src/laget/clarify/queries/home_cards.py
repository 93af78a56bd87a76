"""What of role clarification waits for a person, for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from laget.clarification.matter import Level, standing
from laget.clarification.settlement import is_settled
from laget.clarify.access import ANSWER_MATTERS, LEAD_CLARIFYING, READ_ROLE_CARDS
from laget.clarify.models import Matter, Settlement
from laget.clarify.queries.matters_page import MatterRow, owners_waiting
from laget.clarify.queries.settled import teachers, value_of
from laget.people.access import grants_giving, owners_of, schools_visible_to
from laget.people.models import Person
from laget.schools.models import Owner, School


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerMatters:
    """The matters that wait at an owner, the longest overdue first."""

    code: str
    name: str
    waiting: tuple[MatterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingCard:
    """How far a school has come: ``listed`` situations, of which ``settled`` are, and ``due`` to be looked at again.
    ``matters`` wait for an answer at the school. ``leads`` is whether the reader leads the clarifying."""

    code: str
    name: str
    leads: bool
    listed: int
    settled: int
    due: int
    matters: int


def owner_matters(person: Person, *, at: datetime) -> tuple[OwnerMatters, ...]:
    """The matters that wait at the owners for whom the person answers; owners without any are left out."""
    held = grants_giving(person, ANSWER_MATTERS, at).values("owner_id")
    owners = tuple(Owner.objects.filter(id__in=held).order_by("name"))
    if not owners:
        return ()
    day = localdate(at)
    cards = (
        OwnerMatters(code=owner.code, name=owner.name, waiting=owners_waiting(owner, on=day)) for owner in owners
    )
    return tuple(card for card in cards if card.waiting)


def settling_cards(person: Person, *, at: datetime) -> tuple[SettlingCard, ...]:
    """The schools whose role cards the person reads, by name. What is not settled, and what the school is asked, is
    counted only for whoever leads the clarifying there. It takes as many queries for many schools as for one."""
    leads = schools_visible_to(person, at, LEAD_CLARIFYING).filter(pk=OuterRef("pk"))
    schools = tuple(
        schools_visible_to(person, at, READ_ROLE_CARDS).order_by("name").annotate(leads=Exists(leads))
    )
    if not schools:
        return ()
    owners, day = owners_of(person, at), localdate(at)
    rows = Settlement.objects.with_scope(owner=owners).filter(school__in=schools).order_by("id")
    newest = {(row.school_id, row.key): row for row in rows}
    listed = [row for row in newest.values() if not row.taken_away]
    settled = [row for row in listed if is_settled(value_of(row), teachers=teachers())]
    led = [school.pk for school in schools if school.leads]
    asked = Matter.objects.with_scope(owner=owners).filter(school__in=led, answered_on=None) if led else ()
    at_school = [row.school_id for row in asked if _waits_at_school(row, at)]
    due = [row for row in settled if row.review_on is not None and row.review_on <= day]
    return tuple(
        SettlingCard(
            code=school.code,
            name=school.name,
            leads=school.leads,
            listed=_of(school, listed) if school.leads else 0,
            settled=_of(school, settled),
            due=_of(school, due) if school.leads else 0,
            matters=at_school.count(school.pk),
        )
        for school in schools
    )


def _of(school: School, rows: Iterable[Settlement]) -> int:
    return sum(row.school_id == school.pk for row in rows)


def _waits_at_school(row: Matter, at: datetime) -> bool:
    waits = standing(row.dates, on=localdate(at))
    return waits is not None and waits.level is Level.SCHOOL
