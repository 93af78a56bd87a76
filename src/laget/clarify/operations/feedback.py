"""Agree on who tells whom how it goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laget.clarify.models import Feedback
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

LONGEST_HOW = 200


@transaction.atomic
def agree_feedback(
    *, school: School, receiver: str, giver: str, how: str, person: Person | None, at: datetime
) -> Feedback:
    """Agree that ``giver`` gives feedback to ``receiver``, and how; said again, ``how`` is changed. What is so already
    leaves no line.

    Raises ``Refusal``: ``unknown_role`` (role), ``bad_feedback`` (most), ``national_id_in_text``.
    """
    for role in (receiver, giver):
        refuse_unknown_role(role)
    if receiver == giver or len(how.strip()) > LONGEST_HOW:
        raise Refusal(
            "bad_feedback",
            f"Feedback is between two roles, said in at most {LONGEST_HOW} characters. Choose two, or shorten it.",
            most=LONGEST_HOW,
        )
    refuse_national_id(how)
    row, is_new = (
        Feedback.objects.with_scope(owner=school.owner_id)
        .select_for_update()
        .get_or_create(
            school=school,
            receiver=receiver,
            giver=giver,
            defaults={"owner_id": school.owner_id, "how": how.strip()},
        )
    )
    if is_new or row.how != how.strip():
        row.how = how.strip()
        row.save()
        audit.write(at=at, person=person, verb="agree_feedback", thing=row, owner=school.owner)
    return row


@transaction.atomic
def end_feedback(*, school: School, receiver: str, giver: str, person: Person | None, at: datetime) -> None:
    """End the feedback from ``giver`` to ``receiver``; where there is none, nothing changes."""
    rows = Feedback.objects.with_scope(owner=school.owner_id).select_for_update()
    row = rows.filter(school=school, receiver=receiver, giver=giver).first()
    if row is not None:
        # The line is written of the row while it has its id.
        audit.write(at=at, person=person, verb="end_feedback", thing=row, owner=school.owner)
        row.delete()
