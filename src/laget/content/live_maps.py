"""The report's schools as maps: what their portraits say in words, put in the fields of a map by hand.

Every number (how many, how large, whether somebody was at work) is the portrait's own and is not written again; here
stands what the report says of place, days, leader and rhythm, each with where it says it. What it does not say is left
out and stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.content.portraits import Arena, Layer, Portrait, Post, Status
from laget.mapping.role import Role
from laget.mapping.team import ArenaRole, LedBy, Level, Meeting, Place, Ring, Team, TeamPost
from laget.mapping.week import WEEK
from laget.theory.parts import Open, Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePost:
    """A post of the portrait, by id, as a row of a map.

    ``days`` are weekdays, Monday being 0, where the report names them; ``owner_provided`` whether the municipality
    sends the holder. ``bound_hours`` is the portrait's number of the hours a week that are bound to decisions.
    """

    post: str
    role: str
    source: Source
    place: Place | None = None
    days: tuple[int, ...] | None = None
    led_by: LedBy | None = None
    owner_provided: bool | None = None
    bound_hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveArena:
    """An arena of the portrait, by id, or one that the report tells of elsewhere, by ``name``. ``kind`` is its id in
    the register of arenas, empty where it is not there; a school year is 38 weeks and ten months."""

    arena: str
    level: Level
    source: Source
    name: Text | None = None
    kind: str = ""
    times_a_year: int | None = None
    minutes: int | None = None
    roles: tuple[ArenaRole, ...] = ()
    anonymous: bool | None = None
    about_pupil: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMap:
    """A school's map: ``id`` is the portrait's, ``year`` the autumn that the school year begins in."""

    id: str
    year: int
    stages: str
    posts: tuple[LivePost, ...]
    arenas: tuple[LiveArena, ...]


_RINGS = {Layer.CORE: Ring.CORE, Layer.PRIMARY: Ring.PRIMARY, Layer.SECONDARY: Ring.SECONDARY}


def live_team(live: LiveMap, portrait: Portrait, *, roles: Mapping[str, Role], language: str) -> Team:
    """The map as a team. A count or fraction that the portrait does not print stays unknown; where it prints two, the
    first place's is taken and the portrait shows both. A role that the report does not place stands in its usual ring,
    not chosen."""
    posts = {post.id: post for post in portrait.posts}
    arenas = {arena.id: arena for arena in portrait.arenas}
    pupils = portrait.number("pupils")
    return Team(
        year=live.year,
        pupils=int(pupils.value) if pupils is not None and pupils.value is not None else None,
        stages=live.stages,
        posts=tuple(_post(row, posts[row.post], portrait, roles) for row in live.posts),
        meetings=tuple(_meeting(row, arenas.get(row.arena), language) for row in live.arenas),
    )


def _post(row: LivePost, post: Post, portrait: Portrait, roles: Mapping[str, Role]) -> TeamPost:
    chosen = None if isinstance(post.layer, Open) else _RINGS[post.layer]
    return TeamPost(
        key=f"{portrait.id}-{post.id}",
        holder=f"{portrait.id}-{post.id}",
        role=row.role,
        profession=roles[row.role].profession,
        count=post.count,
        fraction=post.fraction,
        bound=_bound(row, post, portrait),
        place=row.place,
        days=None if row.days is None else frozenset(row.days),
        ring=roles[row.role].ring if chosen is None else chosen,
        ring_chosen=chosen is not None and post.placed_by_report,
        covered=post.status is Status.FILLED,
        owner_provided=row.owner_provided,
        led_by=row.led_by,
    )


def _bound(row: LivePost, post: Post, portrait: Portrait) -> float | None:
    hours = portrait.number(row.bound_hours) if row.bound_hours else None
    if hours is None or hours.value is None or post.fraction is None:
        return None
    return hours.value / (WEEK * post.fraction)


def _meeting(row: LiveArena, arena: Arena | None, language: str) -> Meeting:
    name = row.name if arena is None else arena.name
    purpose = None if arena is None or isinstance(arena.purpose, Open) else arena.purpose
    return Meeting(
        id=row.arena,
        name=name.said(language) if name is not None else row.arena,
        purpose=purpose.said(language) if purpose is not None else "",
        kind=row.kind,
        level=row.level,
        times_a_year=row.times_a_year,
        minutes=row.minutes,
        roles=row.roles,
        anonymous=row.anonymous,
        about_pupil=row.about_pupil,
    )
