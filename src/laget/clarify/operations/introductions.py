"""Plan and tick off the steps by which a new role is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarify.models import Introduction
from laget.content import shelf
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What is said of a step, as in ``models.Introduction``."""

    step: str
    planned_on: date | None = None
    done_on: date | None = None
    note: str = ""


@transaction.atomic
def mark_steps(
    *, school: School, role: str, steps: Iterable[Marked], person: Person | None, at: datetime
) -> tuple[Introduction, ...]:
    """Mark several steps, or none. Raises as ``mark_step``, with the ``step``."""
    kept = []
    for one in steps:
        try:
            row = mark_step(
                school=school,
                role=role,
                step=one.step,
                planned_on=one.planned_on,
                done_on=one.done_on,
                note=one.note,
                person=person,
                at=at,
            )
        except Refusal as refused:
            refused.values = {**refused.values, "step": one.step}
            raise
        if row is not None:
            kept.append(row)
    return tuple(kept)


@transaction.atomic
def mark_step(
    *,
    school: School,
    role: str,
    step: str,
    planned_on: date | None,
    done_on: date | None,
    note: str,
    person: Person | None,
    at: datetime,
) -> Introduction | None:
    """Say when a step is planned and done, and what came of it (the teachers' list of expectations, for instance).
    ``None``, and no line, where the same is said already.

    Raises ``Refusal``: ``unknown_role`` (role), ``unknown_step`` (step), ``bad_introduction`` (most),
    ``step_not_done_yet`` (day), ``national_id_in_text``.
    """
    refuse_unknown_role(role)
    if step not in shelf.introduction_steps():
        raise Refusal("unknown_step", f"There is no step {step!r}. Choose one of the library.", step=step)
    if len(note.strip()) > LONGEST_NOTE:
        raise Refusal(
            "bad_introduction", f"The note is longer than {LONGEST_NOTE} characters. Shorten it.", most=LONGEST_NOTE
        )
    if done_on is not None and done_on > localdate(at):
        raise Refusal("step_not_done_yet", f"{done_on} is not yet. Write it as planned.", day=done_on)
    refuse_national_id(note)
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)
    rows = Introduction.objects.with_scope(owner=school.owner_id)
    row = rows.filter(school=school, role=role, step=step).first() or Introduction(
        owner_id=school.owner_id, school=school, role=role, step=step
    )
    if (row.planned_on, row.done_on, row.note) == (planned_on, done_on, note.strip()):
        return None
    row.planned_on, row.done_on, row.note = planned_on, done_on, note.strip()
    row.save()
    audit.write(at=at, person=person, verb="mark_introduction_step", thing=row, owner=school.owner)
    return row
