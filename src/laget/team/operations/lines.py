"""Draw who works together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Line, Post, TeamMap
from laget.team.models.line import HOW
from laget.team.operations.revisions import locked, written

MOST_LINES = 400


@transaction.atomic
def draw_lines(
    *,
    team_map: TeamMap,
    revision: int,
    lines: Mapping[frozenset[UUID], str | None],
    person: Person | None,
    at: datetime,
) -> bool:
    """Let the two posts of each pair of keys work together ``multi``, ``inter`` or ``cross``, or not (``None``); other
    pairs stay as they are. Whether anything changed: if not, no line is written in the log.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``no_such_pair``, ``unknown_collaboration`` (how),
    ``too_many_collaborations`` (most).
    """
    now = locked(team_map, revision=revision)
    ids = dict(Post.objects.with_scope(owner=now.owner_id).filter(map=now).values_list("key", "id"))
    wanted: dict[tuple[int, int], str | None] = {}
    for pair, how in lines.items():
        if len(pair) != 2 or not pair <= set(ids):
            raise Refusal(
                "no_such_pair", "Two posts of this map are needed to work together. Choose two of them, not one twice."
            )
        if how is not None and how not in HOW:
            raise Refusal(
                "unknown_collaboration",
                f"{how!r} is no kind of collaboration. Choose one of: {', '.join(HOW)}.",
                how=how,
            )
        first, second = sorted(ids[key] for key in pair)
        wanted[first, second] = how
    rows = Line.objects.with_scope(owner=now.owner_id).filter(map=now)
    there = {(line.a_id, line.b_id): line for line in rows}
    moved = {ends: how for ends, how in wanted.items() if (there[ends].how if ends in there else None) != how}
    if not moved:
        return False
    new = [Line(owner_id=now.owner_id, map=now, a_id=a, b_id=b, how=how) for (a, b), how in moved.items() if how]
    gone = [there[ends].pk for ends in moved if ends in there]
    if len(there) - len(gone) + len(new) > MOST_LINES:
        raise Refusal(
            "too_many_collaborations",
            f"A map holds {MOST_LINES} pairs that work together, and this would be more. Take some away first.",
            most=MOST_LINES,
        )
    rows.filter(pk__in=gone).delete()
    Line.objects.bulk_create(new)
    written(now, verb="draw_lines", person=person, at=at)
    return True
