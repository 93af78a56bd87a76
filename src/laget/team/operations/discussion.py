"""Record that the map was discussed before it is opened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from laget.people.models import Person
from laget.team.models import Discussion, TeamMap


@transaction.atomic
def record_discussion(
    *, team_map: TeamMap, with_whom: str, held_on: date, note: str, person: Person | None, at: datetime
) -> Discussion:
    """Record a talk about the map with ``tillitsvalgt`` or ``verneombud``. The same talk twice is one row.

    Raises ``Refusal``: ``unknown_representative`` (with_whom), ``discussion_not_held_yet`` (held_on),
    ``national_id_in_text``.
    """
    raise NotImplementedError
