"""Write made-up maps, to see how the pages bear many of them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from laget.mapping.team import Team, TeamPost
from laget.people import audit
from laget.schools.models import School
from laget.team.models import Arena, ArenaRole, NotCovered, Post, RingChoice, TeamMap
from laget.team.operations.release import release_map
from laget.team.weekdays import as_bits


@transaction.atomic
def write_made_up(*, school: School, team: Team, release: bool, at: datetime) -> TeamMap:
    """Write a made-up team as the school's map of the team's year, opened, and shared where ``release`` says so.

    Meant for a school that has no map of that year.
    """
    owner = school.owner_id
    team_map = TeamMap.objects.create(
        owner_id=owner,
        school=school,
        year=team.year,
        pupils=team.pupils,
        pupils_lower_secondary=team.pupils_lower_secondary,
        stages=team.stages,
        origin="made_up",
        opened_at=at,
    )
    posts = Post.objects.bulk_create(_post(post, place, team_map) for place, post in enumerate(team.posts, start=1))
    NotCovered.objects.bulk_create(
        NotCovered(owner_id=owner, post=row, starts=localdate(at))
        for row, post in zip(posts, team.posts, strict=True)
        if not post.covered
    )
    rings = {post.role: post.ring for post in team.posts if post.ring_chosen and post.ring}
    RingChoice.objects.bulk_create(
        RingChoice(owner_id=owner, map=team_map, role=role, ring=ring) for role, ring in rings.items()
    )
    _write_arenas(team, team_map)
    audit.write(at=at, person=None, verb="make_up_map", thing=team_map, owner=school.owner)
    if release:
        release_map(team_map=team_map, revision=team_map.revision, person=None, at=at)
    return team_map


def _post(post: TeamPost, place: int, team_map: TeamMap) -> Post:
    return Post(
        owner_id=team_map.owner_id,
        map=team_map,
        key=UUID(post.key),
        holder=UUID(post.holder),
        role=post.role,
        count=post.count,
        fraction=_share(post.fraction),
        bound=_share(post.bound),
        place=post.place or "",
        days=as_bits(post.days),
        place_in_table=place,
    )


def _share(share: float | None) -> Decimal | None:
    return None if share is None else round(Decimal(str(share)), 3)


def _write_arenas(team: Team, team_map: TeamMap) -> None:
    arenas = Arena.objects.bulk_create(
        Arena(
            owner_id=team_map.owner_id,
            map=team_map,
            key=UUID(meeting.id),
            name=meeting.name,
            purpose=meeting.purpose,
            level=meeting.level or "",
            times_a_year=meeting.times_a_year,
            minutes=meeting.minutes,
        )
        for meeting in team.meetings
    )
    ArenaRole.objects.bulk_create(
        ArenaRole(owner_id=team_map.owner_id, arena=arena, role=member.role, number=member.number, always=member.always)
        for arena, meeting in zip(arenas, team.meetings, strict=True)
        for member in meeting.roles
    )
