"""Draw who works together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from laget.mapping.team import Working
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Line, Post, TeamMap
from laget.team.operations.revisions import locked, written

MOST_LINES = 100


@transaction.atomic
def draw_lines(
    *,
    team_map: TeamMap,
    revision: int,
    lines: Mapping[frozenset[str], str | None],
    person: Person | None,
    at: datetime,
) -> bool:
    """Let the two roles of each pair work together ``multi``, ``inter`` or ``cross``, or not (``None``); other pairs
    stay as they are. Whether anything changed: if not, no line is written in the log.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``no_such_pair``, ``unknown_collaboration`` (how),
    ``too_many_collaborations`` (most).
    """
    now = locked(team_map, revision=revision)
    roles = set(Post.objects.with_scope(owner=now.owner_id).filter(map=now).values_list("role", flat=True))
    rows = Line.objects.with_scope(owner=now.owner_id).filter(map=now)
    there = {frozenset((line.a, line.b)): line for line in rows}
    for pair, how in lines.items():
        # A role that has left the map since leaves its lines behind, to be taken away.
        if len(pair) != 2 or not (pair <= roles or pair in there):
            raise Refusal(
                "no_such_pair", "Two roles of this map are needed to work together. Choose two of them, not one twice."
            )
        if how is not None and how not in tuple(Working):
            raise Refusal(
                "unknown_collaboration",
                f"{how!r} is no kind of collaboration. Choose one of: {', '.join(Working)}.",
                how=how,
            )
    moved = {pair: how for pair, how in lines.items() if (there[pair].how if pair in there else None) != how}
    if not moved:
        return False
    gone = [there[pair].pk for pair in moved if pair in there]
    new = [_line(now, pair, how) for pair, how in moved.items() if how]
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


def _line(team_map: TeamMap, pair: frozenset[str], how: str) -> Line:
    a, b = sorted(pair)
    return Line(owner_id=team_map.owner_id, map=team_map, a=a, b=b, how=how)
