"""How a new role is brought in at a school, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from laget.clarify.access import LEAD_CLARIFYING
from laget.clarify.models import Introduction
from laget.clarify.queries.roles_here import proper_roles, roles_here
from laget.content import shelf
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step: what it is, what the report tells of it, and when it is planned and done here."""

    id: str
    name: str
    about: str
    planned_on: date | None
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionPage:
    """The path of a role. ``next`` is the name of the first step that is not done, empty when all are."""

    heading: str
    school: School
    role: str
    name: str
    may_lead: bool
    steps: tuple[StepRow, ...]
    done: int
    next: str


def introduction_page(
    school: School, role: str, *, person: Person, at: datetime, language: str
) -> IntroductionPage | None:
    """The path of a role; ``None`` for one that is not in the register."""
    if role not in proper_roles():
        return None
    name = roles_here(school, language=language).names[role]
    rows = Introduction.objects.with_scope(owner=school.owner_id).filter(school=school, role=role)
    there = {row.step: row for row in rows}
    steps = tuple(
        StepRow(
            id=step.id,
            name=step.name.said(language),
            about=step.about.said(language),
            planned_on=there[step.id].planned_on if step.id in there else None,
            done_on=there[step.id].done_on if step.id in there else None,
            note=there[step.id].note if step.id in there else "",
        )
        for step in shelf.introduction_steps().values()
    )
    return IntroductionPage(
        heading=_("Ta imot en ny i rollen: %(role)s") % {"role": name},
        school=school,
        role=role,
        name=name,
        may_lead=LEAD_CLARIFYING in verbs_at(person, school, at),
        steps=steps,
        done=sum(step.done_on is not None for step in steps),
        next=next((step.name for step in steps if step.done_on is None), ""),
    )
