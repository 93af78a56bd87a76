"""Begin a map, place the roles in rings, and open the map to the staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from laget.people.models import Person
from laget.schools.models import School
from laget.team.models import TeamMap


@transaction.atomic
def begin_map(*, school: School, year: int, person: Person | None, at: datetime, origin: str = "school") -> TeamMap:
    """An empty map of the school's team in the school year that begins in ``year``.

    Raises ``Refusal``: ``map_exists`` (year), ``year_out_of_reach`` (year, first, last).
    """
    raise NotImplementedError


@transaction.atomic
def choose_rings(
    *, team_map: TeamMap, revision: int, rings: Mapping[str, str | None], person: Person | None, at: datetime
) -> TeamMap:
    """Place each role of ``rings`` in ``core``, ``primary`` or ``secondary``, or in none (``None``); other roles stay
    where they are. What is so already changes nothing and leaves no line.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``unknown_role`` (role), ``unknown_ring`` (ring).
    """
    raise NotImplementedError


@transaction.atomic
def open_map(*, team_map: TeamMap, person: Person | None, at: datetime) -> TeamMap:
    """Let the staff see the map. A map that is open stays so, and no line is written.

    Raises ``Refusal``: ``not_discussed`` (missing: who the map is not yet discussed with).
    """
    raise NotImplementedError
