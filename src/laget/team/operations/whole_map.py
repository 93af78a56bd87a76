"""Write a whole map at once: one that is made up, or a portrait of the report as living rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from laget.mapping.team import Team, TeamPost
from laget.people import audit
from laget.schools.models import School
from laget.team.models import Arena, ArenaRole, Hours, Line, NotCovered, Post, PostDetails, RingChoice, TeamMap
from laget.team.operations.release import release_map
from laget.team.weekdays import as_bits


@transaction.atomic
def write_whole_map(
    *, school: School, team: Team, origin: str, not_covered_from: date, opened: bool, release: bool, at: datetime
) -> TeamMap | None:
    """Write ``team`` as the school's map of the team's year; ``None`` where there is one already, which is left as it
    is. ``origin`` is ``made_up`` or ``portrait``. Posts that nobody works in are so from ``not_covered_from``. No talk
    is recorded, since none was held: such a map is opened by whoever loads it.
    """
    team_map, is_new = TeamMap.objects.with_scope(owner=school.owner_id).get_or_create(
        school=school,
        year=team.year,
        defaults={
            "owner_id": school.owner_id,
            "pupils": team.pupils,
            "pupils_lower_secondary": team.pupils_lower_secondary,
            "stages": team.stages,
            "origin": origin,
            "opened_at": at if opened else None,
            "hours_asked": any(post.hours for post in team.posts),
        },
    )
    if not is_new:
        return None
    posts = Post.objects.bulk_create(_post(post, place, team_map) for place, post in enumerate(team.posts, start=1))
    _write_beside(team, posts, team_map, not_covered_from)
    _write_arenas(team, team_map)
    audit.write(at=at, person=None, verb="write_whole_map", thing=team_map, owner=school.owner)
    if release:
        release_map(team_map=team_map, revision=team_map.revision, person=None, at=at)
    return team_map


def _write_beside(team: Team, posts: Sequence[Post], team_map: TeamMap, not_covered_from: date) -> None:
    """What hangs on the posts, who works together, and where the school has placed the roles."""
    owner = team_map.owner_id
    pairs = list(zip(posts, team.posts, strict=True))
    NotCovered.objects.bulk_create(
        NotCovered(owner_id=owner, post=row, starts=not_covered_from) for row, post in pairs if not post.covered
    )
    Hours.objects.bulk_create(
        Hours(owner_id=owner, post=row, kind=use.kind, planned=_rounded(use.planned, 1), real=_rounded(use.real, 1))
        for row, post in pairs
        for use in post.hours
    )
    PostDetails.objects.bulk_create(
        PostDetails(owner_id=owner, post=row, led_by=post.led_by or "", owner_provided=post.owner_provided)
        for row, post in pairs
        if post.led_by or post.owner_provided is not None
    )
    Line.objects.bulk_create(
        Line(owner_id=owner, map=team_map, a=line.a, b=line.b, how=line.how) for line in team.lines
    )
    rings = {post.role: post.ring for post in team.posts if post.ring_chosen and post.ring}
    RingChoice.objects.bulk_create(
        RingChoice(owner_id=owner, map=team_map, role=role, ring=ring) for role, ring in rings.items()
    )


def _post(post: TeamPost, place: int, team_map: TeamMap) -> Post:
    return Post(
        owner_id=team_map.owner_id,
        map=team_map,
        key=_key(post.key),
        holder=_key(post.holder),
        role=post.role,
        count=post.count,
        fraction=_rounded(post.fraction, 3),
        bound=_rounded(post.bound, 3),
        place=post.place or "",
        days=as_bits(post.days),
        place_in_table=place,
    )


def _key(text: str) -> UUID:
    """The key itself, or one that always comes of the same name: a portrait's posts have names for keys."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(NAMESPACE_OID, text)


def _rounded(number: float | None, places: int) -> Decimal | None:
    return None if number is None else round(Decimal(str(number)), places)


def _write_arenas(team: Team, team_map: TeamMap) -> None:
    arenas = Arena.objects.bulk_create(
        Arena(
            owner_id=team_map.owner_id,
            map=team_map,
            key=_key(meeting.id),
            kind=meeting.kind,
            name=meeting.name,
            purpose=meeting.purpose,
            level=meeting.level or "",
            times_a_year=meeting.times_a_year,
            minutes=meeting.minutes,
            agenda=meeting.agenda,
            decides=meeting.decides,
            anonymous=meeting.anonymous,
            useful=meeting.useful,
            about_pupil=meeting.about_pupil,
        )
        for meeting in team.meetings
    )
    ArenaRole.objects.bulk_create(
        ArenaRole(owner_id=team_map.owner_id, arena=arena, role=member.role, number=member.number, always=member.always)
        for arena, meeting in zip(arenas, team.meetings, strict=True)
        for member in meeting.roles
    )
