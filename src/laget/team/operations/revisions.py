"""One who writes in a map at a time, and nobody over what another has written since."""

from __future__ import annotations

from datetime import datetime

from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import TeamMap


def locked(team_map: TeamMap, *, revision: int | None = None) -> TeamMap:
    """The map as it is now; nobody else writes in it before this transaction ends.

    Raises ``Refusal`` ``map_changed_meanwhile`` when ``revision`` is given and is no longer the map's.
    """
    now = TeamMap.objects.with_scope(owner=team_map.owner_id).select_for_update().get(pk=team_map.pk)
    if revision is not None and revision != now.revision:
        raise Refusal(
            "map_changed_meanwhile",
            "Somebody has changed the map since this page was fetched, so nothing was saved. "
            "Look at what the other has written, and save again.",
        )
    return now


def written(team_map: TeamMap, *, verb: str, person: Person | None, at: datetime) -> None:
    """Count the deed among the map's revisions, and write its line.

    The log stays for ever. A line about a post would be a history of one person's absence, so it is about the map;
    and there it is found when what the deed was done to is gone.
    """
    team_map.revision += 1
    team_map.save()
    audit.write(at=at, person=person, verb=verb, thing=team_map, owner=team_map.owner)
