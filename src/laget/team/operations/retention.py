"""Let go of what has been kept long enough."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import Owner
from laget.team.models import Draft, NotCovered, Release, Snapshot, StaffFile, TeamMap
from laget.team.operations.drafts import KEPT_FOR as DRAFTS_KEPT_FOR
from laget.team.operations.revisions import locked

ABSENCES_KEPT_FOR = timedelta(days=60)
"""How long it is known that a post was not covered, after it is covered again: a history of it would be control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How many rows went: posts that were not covered, lists that waited too long, drafts that nobody saved."""

    absences: int
    lists: int
    drafts: int


@transaction.atomic
def tidy(*, at: datetime) -> Tidied:
    """Let go of everything whose time is over, of every owner; one line in the log of each owner that lost anything."""
    old = {
        "absences": NotCovered.objects.with_scopes_disabled().filter(ends__lt=localdate(at) - ABSENCES_KEPT_FOR),
        "lists": StaffFile.objects.with_scopes_disabled().filter(expires_at__lte=at),
        "drafts": Draft.objects.with_scopes_disabled().filter(kept_at__lt=at - DRAFTS_KEPT_FOR),
    }
    owners = Owner.objects.in_bulk(sorted({id for rows in old.values() for id in _owners(rows)}))
    gone = Counter({name: rows.delete()[0] for name, rows in old.items()})
    for owner in owners.values():
        audit.write(at=at, person=None, verb="tidy", thing=owner, owner=owner)
    return Tidied(absences=gone["absences"], lists=gone["lists"], drafts=gone["drafts"])


@transaction.atomic
def remove_snapshots(*, team_map: TeamMap, person: Person | None, at: datetime) -> int:
    """Remove every snapshot of a map that is not shared, and that they were ever shared; how many there were. Then
    there is nothing left to compare the year with.

    Raises ``Refusal``: ``still_shared``.
    """
    now = locked(team_map)
    releases = Release.objects.with_scope(owner=now.owner_id).filter(map=now)
    if releases.filter(withdrawn_at__isnull=True).exists():
        raise Refusal("still_shared", "The map is shared with the owner. Withdraw that first.")
    releases.delete()
    gone, _ = Snapshot.objects.with_scope(owner=now.owner_id).filter(map=now).delete()
    if gone:
        audit.write(at=at, person=person, verb="remove_snapshots", thing=now, owner=now.owner)
    return gone


def _owners(rows: QuerySet[NotCovered] | QuerySet[StaffFile] | QuerySet[Draft]) -> list[int]:
    return list(rows.order_by().values_list("owner_id", flat=True).distinct())
