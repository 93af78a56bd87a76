"""Look back at what was settled: achieved, still going on, or not decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarification.moved import Standing
from laget.clarify.models import Review
from laget.clarify.queries.settled import newest_of
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """How it went with a situation, as in ``models.Review``."""

    key: str
    outcome: str
    note: str = ""


@transaction.atomic
def review_settlements(
    *, school: School, reviews: Iterable[Reviewed], person: Person | None, at: datetime
) -> tuple[Review, ...]:
    """Look back at several situations, or at none. Raises as ``review_settlement``, with the situation's ``key``."""
    kept = []
    for one in reviews:
        try:
            row = review_settlement(
                school=school, key=one.key, outcome=one.outcome, note=one.note, person=person, at=at
            )
        except Refusal as refused:
            refused.values = {**refused.values, "key": one.key}
            raise
        if row is not None:
            kept.append(row)
    return tuple(kept)


@transaction.atomic
def review_settlement(
    *, school: School, key: str, outcome: str, note: str, person: Person | None, at: datetime
) -> Review | None:
    """Say how it went with what is settled of a situation now. Said again the same day, it is corrected; ``None``, and
    no line, where the same is said already.

    Raises ``Refusal``: ``bad_review`` (most), ``nothing_to_review``, ``national_id_in_text``.
    """
    if outcome not in tuple(Standing) or len(note.strip()) > LONGEST_NOTE:
        raise Refusal(
            "bad_review",
            f"A review is one of {', '.join(Standing)}, with a note of at most {LONGEST_NOTE} characters. Choose one, "
            "or shorten it.",
            most=LONGEST_NOTE,
        )
    refuse_national_id(note)
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)
    settlement = newest_of(school, key)
    if settlement is None or settlement.taken_away:
        raise Refusal("nothing_to_review", "The situation is not on the school's list. Settle it first.")
    today = localdate(at)
    rows = Review.objects.with_scope(owner=school.owner_id).filter(settlement=settlement)
    newest = rows.order_by("-reviewed_on", "-id").first()
    row = newest if newest is not None and newest.reviewed_on == today else None
    if newest is not None and row is not None and (row.outcome, row.note) == (outcome, note.strip()):
        return None
    row = row or Review(owner_id=school.owner_id, settlement=settlement, reviewed_on=today)
    row.outcome, row.note, row.reviewed_by = outcome, note.strip(), person
    row.save()
    audit.write(at=at, person=person, verb="review_settlement", thing=row, owner=school.owner)
    return row
