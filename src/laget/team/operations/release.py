"""Release a map to the owner, and withdraw it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from laget.mapping.disclosure import publish
from laget.mapping.publication import write_publication
from laget.mapping.snapshot import SCHEMA, pack, seal
from laget.mapping.team import Team
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Release, Snapshot, TeamMap
from laget.team.operations.revisions import locked
from laget.team.queries.team_of import team_of


@transaction.atomic
def release_map(*, team_map: TeamMap, revision: int, person: Person | None, at: datetime) -> Release:
    """Take a snapshot of the map as it stands and let the owner see what ``mapping.disclosure`` tells of it, in place
    of the release that counted so far. A map that is like the one released changes nothing.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``map_not_opened``, ``map_is_empty``.
    """
    now = locked(team_map, revision=revision)
    if now.opened_at is None:
        raise Refusal(
            "map_not_opened",
            "The map is not opened, so the staff has not seen what would be shared. Open it first.",
        )
    team = team_of(now, on=localdate(at))
    if not team.posts:
        raise Refusal("map_is_empty", "The map has no posts, so there is nothing to share. Fill in the table first.")
    snapshot = _snapshot(now, team, person=person, at=at)
    counting = _counting(now)
    if counting is not None and counting.snapshot_id == snapshot.pk:
        return counting
    if counting is not None:
        _end(counting, person=person, at=at)
    release = Release.objects.create(
        owner_id=now.owner_id, map=now, snapshot=snapshot, released_at=at, released_by=person
    )
    audit.write(at=at, person=person, verb="release_map", thing=now, owner=now.owner)
    return release


@transaction.atomic
def withdraw_release(*, team_map: TeamMap, person: Person | None, at: datetime) -> Release | None:
    """From now on the owner sees nothing of the map. ``None`` where nothing was released, and no line is written."""
    now = locked(team_map)
    counting = _counting(now)
    if counting is None:
        return None
    _end(counting, person=person, at=at)
    audit.write(at=at, person=person, verb="withdraw_release", thing=now, owner=now.owner)
    return counting


def _counting(team_map: TeamMap) -> Release | None:
    """The release of the map that has not ended."""
    releases = Release.objects.with_scope(owner=team_map.owner_id)
    return releases.filter(map=team_map, withdrawn_at__isnull=True).first()


def _end(release: Release, *, person: Person | None, at: datetime) -> None:
    release.withdrawn_at, release.withdrawn_by = at, person
    release.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _snapshot(team_map: TeamMap, team: Team, *, person: Person | None, at: datetime) -> Snapshot:
    """The snapshot of the team; the one there is, where the team was the same before."""
    body = pack(team)
    snapshots = Snapshot.objects.with_scope(owner=team_map.owner_id).filter(map=team_map)
    if found := snapshots.filter(seal=seal(body)).first():
        return found
    return Snapshot.objects.create(
        owner_id=team_map.owner_id,
        map=team_map,
        number=1 + (snapshots.aggregate(last=Max("number"))["last"] or 0),
        schema=SCHEMA,
        body=body,
        seal=seal(body),
        publication=write_publication(publish(team)),
        taken_at=at,
        taken_by=person,
    )
