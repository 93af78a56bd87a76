"""A team that nobody has: to see how pages and numbers bear a large municipality."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

import numpy as np

from laget.mapping.role import Role
from laget.mapping.team import ArenaRole, Level, Meeting, Place, Profession, Team, TeamPost, Working, WorkLine

_SHARES: Mapping[str, float] = MappingProxyType(
    {
        "contact-teacher": 0.34,
        "teacher": 0.24,
        "special-educator": 0.05,
        "assistant": 0.16,
        "sfo-worker": 0.06,
        "miljoterapeut": 0.03,
        "social-teacher": 0.02,
        "counsellor": 0.02,
        "school-nurse": 0.02,
        "ppt": 0.02,
        "principal": 0.01,
        "section-leader": 0.03,
    }
)
"""How often a post has a role: ours, and like no school in particular. The rest have any role of the register."""

_MEETINGS = (
    ("Trinnteam", Level.GRADE, 38, 90, ("contact-teacher", "teacher", "assistant")),
    ("Ressursteam", Level.MULTIPROFESSIONAL, 10, 90, ("principal", "social-teacher", "school-nurse", "ppt")),
    ("Personalmøte", Level.SCHOOL, 38, 60, ("principal", "contact-teacher", "teacher", "assistant")),
    ("Ledermøte", Level.SCHOOL, 38, 60, ("principal", "section-leader")),
)

_TOGETHER = (
    ("assistant", "contact-teacher", Working.INTER),
    ("assistant", "special-educator", Working.CROSS),
    ("contact-teacher", "special-educator", Working.INTER),
    ("contact-teacher", "social-teacher", Working.INTER),
    ("contact-teacher", "school-nurse", Working.MULTI),
    ("ppt", "special-educator", Working.MULTI),
    ("school-nurse", "social-teacher", Working.INTER),
    ("principal", "section-leader", Working.CROSS),
)


def made_up_team(*, posts: int, year: int, roles: Mapping[str, Role], rng: np.random.Generator) -> Team:
    """A team of ``posts`` posts, each a line of its own, with gaps in what is said as real lists have them.

    ``roles`` is the register; the shares of roles and what is said of how many posts are ours. The same generator in
    the same state makes the same team. Raises ``ValueError`` for fewer than one post.
    """
    if posts < 1:
        raise ValueError(f"a team has at least one post, not {posts}")
    pupils = int(posts * rng.uniform(6, 10))
    people = tuple(_post(roles[_role(place, roles, rng)], rng) for place in range(posts))
    there = {post.role for post in people}
    return Team(
        year=year,
        pupils=pupils,
        pupils_lower_secondary=int(pupils * 0.3),
        stages="1-10",
        posts=people,
        lines=tuple(WorkLine(a=a, b=b, how=how) for a, b, how in _TOGETHER if {a, b} <= there),
        meetings=tuple(
            Meeting(
                id=_key(rng),
                name=name,
                purpose="Oppdiktet møteplass" if rng.random() < 0.8 else "",
                level=level,
                times_a_year=times if rng.random() < 0.9 else None,
                minutes=minutes,
                roles=tuple(ArenaRole(role=role, number=None, always=True) for role in members if role in roles),
            )
            for name, level, times, minutes, members in _MEETINGS
        ),
    )


def _role(place: int, roles: Mapping[str, Role], rng: np.random.Generator) -> str:
    """The first posts have the roles that every school has; the others come as they fall."""
    always = [role for role in ("principal", "school-nurse", "contact-teacher", "assistant") if role in roles]
    if place < len(always):
        return always[place]
    names = [role for role in _SHARES if role in roles]
    at = rng.random()
    for name in names:
        at -= _SHARES[name]
        if at < 0:
            return name
    return list(roles)[int(rng.integers(len(roles)))]


def _post(role: Role, rng: np.random.Generator) -> TeamPost:
    bound = role.profession in (Profession.ASSISTANCE, Profession.SOCIAL)
    place = Place.VISITING if role.service else Place.HERE
    # A service comes one to three days; most others are there all week.
    days = rng.choice(5, size=int(rng.integers(1, 4)), replace=False) if role.service else range(5)
    return TeamPost(
        key=_key(rng),
        holder=_key(rng),
        role=role.id,
        profession=role.profession,
        fraction=float(rng.choice([1.0, 1.0, 1.0, 0.8, 0.6, 0.4])) if rng.random() < 0.95 else None,
        bound=float(rng.choice([0.0, 0.2, 0.5, 0.8, 1.0])) if bound and rng.random() < 0.9 else None,
        place=place if rng.random() < 0.9 else None,
        days=frozenset(int(day) for day in days) if rng.random() < 0.8 else None,
        ring=role.ring,
        ring_chosen=bool(role.ring) and rng.random() < 0.5,
        covered=bool(rng.random() < 0.96),
    )


def _key(rng: np.random.Generator) -> str:
    return str(UUID(bytes=rng.bytes(16), version=4))
