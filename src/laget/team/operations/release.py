"""Release a map to the owner, and withdraw it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laget.people.models import Person
from laget.team.models import Release, TeamMap


@transaction.atomic
def release_map(*, team_map: TeamMap, revision: int, person: Person | None, at: datetime) -> Release:
    """Take a snapshot of the map as it stands and let the owner see what ``mapping.disclosure`` tells of it, in place
    of the release that counted so far. A map that is like the one released changes nothing.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``map_not_opened``, ``map_is_empty``.
    """
    raise NotImplementedError


@transaction.atomic
def withdraw_release(*, team_map: TeamMap, person: Person | None, at: datetime) -> Release | None:
    """From now on the owner sees nothing of the map. ``None`` where nothing was released, and no line is written."""
    raise NotImplementedError
