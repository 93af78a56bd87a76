"""Raise a matter, lift it a level, and answer it; and name who settles and coordinates at a school."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarification.matter import Level, standing
from laget.clarify.models import Clarifiers, Matter
from laget.clarify.queries.choices import situation_said
from laget.clarify.queries.settled import newest_of
from laget.content import shelf
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

LONGEST_QUESTION = 500
LONGEST_ANSWER = 1000
FURTHEST = timedelta(days=366)


@transaction.atomic
def raise_matter(
    *, school: School, key: str, question: str, due: date, person: Person | None, at: datetime, language: str = "nb"
) -> Matter:
    """Put a disagreement about a situation to the school's arbiter, who answers by ``due``. The situation is kept in
    the words of ``language``.

    Raises ``Refusal``: ``unknown_situation`` (situation), ``matter_is_open``, ``bad_matter`` (most), ``matter_date``
    (day), ``national_id_in_text``.
    """
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)
    row = newest_of(school, key)
    if row is None and key not in shelf.situations():
        raise Refusal("unknown_situation", f"There is no situation {key!r}. Choose one of the list.", situation=key)
    if not 1 <= len(question.strip()) <= LONGEST_QUESTION:
        raise Refusal(
            "bad_matter",
            f"The disagreement must be said, in at most {LONGEST_QUESTION} characters. Write it, or shorten it.",
            most=LONGEST_QUESTION,
        )
    refuse_national_id(question)
    _refuse_day(due, at)
    open_now = Matter.objects.with_scope(owner=school.owner_id).filter(school=school, key=key, answered_on=None)
    if open_now.exists():
        raise Refusal("matter_is_open", "There is a matter about this situation already. Answer it or lift it first.")
    matter = Matter.objects.create(
        owner_id=school.owner_id,
        school=school,
        key=key,
        situation=situation_said(key, row.text if row else "", language=language),
        question=question.strip(),
        raised_on=localdate(at),
        raised_by=person,
        due=due,
    )
    audit.write(at=at, person=person, verb="raise_matter", thing=matter, owner=school.owner)
    return matter


@transaction.atomic
def lift_matter(*, matter: Matter, due: date, by: Level, person: Person | None, at: datetime) -> Matter:
    """Lift a matter a level, with a date: the school lifts what waits at the school to the owner, and the owner what
    has come to the owner to the municipality. ``by`` is who lifts.

    Raises ``Refusal``: ``matter_is_answered``, ``matter_is_higher``, ``matter_date`` (day).
    """
    now, level = _waiting(matter, at)
    _refuse_day(due, at)
    if level is not by:
        raise Refusal("matter_is_higher", f"The matter waits at another level: {level}. It is lifted from there.")
    if level is Level.SCHOOL:
        now.lifted_on, now.owner_due = localdate(at), due
    else:
        now.sent_on, now.municipality_due = localdate(at), due
    now.save()
    audit.write(at=at, person=person, verb="lift_matter", thing=now, owner=now.owner)
    return now


@transaction.atomic
def answer_matter(*, matter: Matter, answer: str, by: Level, person: Person | None, at: datetime) -> Matter:
    """Answer a matter. The school may answer as long as nobody has, also after its date; the owner only what has left
    the school (``by`` is who answers).

    Raises ``Refusal``: ``matter_is_answered``, ``matter_is_the_schools``, ``bad_answer`` (most),
    ``national_id_in_text``.
    """
    now, level = _waiting(matter, at)
    if by is not Level.SCHOOL and level is Level.SCHOOL:
        raise Refusal("matter_is_the_schools", "The matter is the school's until its date. Wait for its answer.")
    if not 1 <= len(answer.strip()) <= LONGEST_ANSWER:
        raise Refusal(
            "bad_answer",
            f"An answer must say something, in at most {LONGEST_ANSWER} characters. Write it, or shorten it.",
            most=LONGEST_ANSWER,
        )
    refuse_national_id(answer)
    now.answer, now.answered_on, now.answered_by = answer.strip(), localdate(at), person
    now.answered_at_level = by if by is Level.SCHOOL else level
    now.save()
    audit.write(at=at, person=person, verb="answer_matter", thing=now, owner=now.owner)
    return now


@transaction.atomic
def name_clarifiers(
    *, school: School, arbiter: str, coordinator: str, assistants: str, person: Person | None, at: datetime
) -> Clarifiers:
    """Name the roles that settle a disagreement, hold the team together, and coordinate the assistants; empty is not
    named. What is so already leaves no line. Raises ``Refusal``: ``unknown_role`` (role)."""
    for role in (arbiter, coordinator, assistants):
        if role:
            refuse_unknown_role(role)
    row, _new = (
        Clarifiers.objects.with_scope(owner=school.owner_id)
        .select_for_update()
        .get_or_create(school=school, defaults={"owner_id": school.owner_id})
    )
    if (row.arbiter, row.coordinator, row.assistants) == (arbiter, coordinator, assistants):
        return row
    row.arbiter, row.coordinator, row.assistants = arbiter, coordinator, assistants
    row.save()
    audit.write(at=at, person=person, verb="name_clarifiers", thing=row, owner=school.owner)
    return row


def _waiting(matter: Matter, at: datetime) -> tuple[Matter, Level]:
    """The matter as it is now, locked, and the level that is to answer."""
    now = Matter.objects.with_scope(owner=matter.owner_id).select_for_update().get(pk=matter.pk)
    waits = None if now.answered_on else standing(now.dates, on=localdate(at))
    if waits is None:
        raise Refusal("matter_is_answered", "The matter is answered already. Raise a new one if it is not settled.")
    return now, waits.level


def _refuse_day(due: date, at: datetime) -> None:
    today = localdate(at)
    if not today <= due <= today + FURTHEST:
        raise Refusal("matter_date", f"{due} is past, or more than a year off. Choose a day from today on.", day=due)
