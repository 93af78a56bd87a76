"""Record that the map was discussed before it is opened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Discussion, TeamMap
from laget.team.models.discussion import WITH_WHOM
from laget.team.operations.revisions import locked
from laget.team.operations.text import refuse_national_id


@transaction.atomic
def record_discussion(
    *,
    team_map: TeamMap,
    with_whom: str,
    held_on: date,
    note: str,
    person: Person | None,
    at: datetime,
    about_hours: bool = False,
) -> Discussion:
    """Record a talk about the map with ``tillitsvalgt`` or ``verneombud``, and whether it was about asking for hours
    too. The same talk twice is one row.

    Raises ``Refusal``: ``unknown_representative`` (with_whom), ``discussion_not_held_yet`` (held_on),
    ``national_id_in_text``.
    """
    if with_whom not in WITH_WHOM:
        raise Refusal(
            "unknown_representative",
            f"{with_whom!r} is nobody the map is to be discussed with. Choose one of: {', '.join(WITH_WHOM)}.",
            with_whom=with_whom,
        )
    if held_on > localdate(at):
        raise Refusal(
            "discussion_not_held_yet",
            f"The talk is on {held_on}, which is not yet. Record it when it has been held.",
            held_on=held_on,
        )
    refuse_national_id(note)
    now = locked(team_map)
    talk, is_new = Discussion.objects.with_scope(owner=now.owner_id).get_or_create(
        map=now,
        with_whom=with_whom,
        held_on=held_on,
        about_hours=about_hours,
        defaults={"owner_id": now.owner_id, "note": note.strip()[:300], "recorded_by": person, "recorded_at": at},
    )
    if is_new:
        audit.write(at=at, person=person, verb="record_discussion", thing=now, owner=now.owner)
    return talk
