"""Begin a year's map from the one before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from laget.people import audit
from laget.people.models import Person
from laget.team.models import Arena, ArenaRole, GradeTeam, Line, Placement, Post, PostDetails, RingChoice, TeamMap
from laget.team.operations.holders import leave_those_without_role
from laget.team.operations.team_map import begun

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def begin_from(*, earlier: TeamMap, year: int, person: Person | None, at: datetime) -> TeamMap:
    """A map of the school year that begins in ``year``, with the posts, details, rings, grade teams, lines and
    arenas of ``earlier``. Posts, grade teams and arenas keep their keys, and posts their holders, so that the years can
    be compared.

    What does not come along: days on which posts were not covered, hours, what was thought of the arenas' use, the
    talks, that the map was opened or shared, and whether hours are asked for. Each year has its own.

    What a post was at other schools is offered to them anew. Whoever has no role at the school any more holds no post
    in it.

    Raises ``Refusal`` as ``begin_map``.
    """
    now = begun(school=earlier.school, year=year, at=at)
    for name in ("pupils", "pupils_lower_secondary", "stages", "middle"):
        setattr(now, name, getattr(earlier, name))
    now.save()
    owner = earlier.owner_id
    posts = _copied(Post.objects.with_scope(owner=owner).filter(map=earlier).order_by("id"), map=now)
    leave_those_without_role(now, school=earlier.school, at=at)
    _copied(
        PostDetails.objects.with_scope(owner=owner).filter(post__map=earlier).order_by("id"), post=posts
    )
    placements = Placement.objects.with_scope(owner=owner).filter(post__map=earlier)
    _copied(placements, post=posts, accepted_at=None)
    teams = _copied(GradeTeam.objects.with_scope(owner=owner).filter(map=earlier).order_by("id"), map=now)
    choices = RingChoice.objects.with_scope(owner=owner).filter(map=earlier)
    _copied(choices.filter(grade_team=None), map=now)
    _copied(choices.exclude(grade_team=None), map=now, grade_team=teams)
    _copied(Line.objects.with_scope(owner=owner).filter(map=earlier), map=now)
    arenas = _copied(Arena.objects.with_scope(owner=owner).filter(map=earlier).order_by("id"), map=now, useful=None)
    _copied(ArenaRole.objects.with_scope(owner=owner).filter(arena__map=earlier), arena=arenas)
    audit.write(at=at, person=person, verb="copy_map", thing=now, owner=now.owner)
    return now


def _copied(rows: Iterable[Row], **others: object) -> dict[int, int]:
    """Write each row anew, with ``others`` in place of its own values; a mapping is of ids that were to ids that are.
    Returned is that mapping for the rows themselves."""
    old, new = [], []
    for row in rows:
        old.append(row.pk)
        row.pk = None
        for name, value in others.items():
            if isinstance(value, dict):
                setattr(row, f"{name}_id", value[getattr(row, f"{name}_id")])
            else:
                setattr(row, name, value)
        new.append(row)
    if new:
        type(new[0]).objects.bulk_create(new)
    return dict(zip(old, (row.pk for row in new), strict=True))
