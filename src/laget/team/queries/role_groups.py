"""A team role by role, from the inside of the rings and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.mapping.team import Ring, Team, TeamPost


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroup:
    """The posts of one role, which stand together; outside the register, of one word that the school has for it:
    ``title``, empty for all others. ``number`` is the role's number in the picture, 0 in the middle; ``ring`` is
    ``None`` where neither the school nor the register places it."""

    number: int
    role: str
    title: str
    ring: Ring | None
    chosen: bool
    posts: tuple[TeamPost, ...]


def role_groups(team: Team, titles: Mapping[str, str]) -> tuple[RoleGroup, ...]:
    """The roles ring by ring, each ring in the order of the table. ``titles`` are the school's own words, by the keys
    of the posts whose roles the register does not have: a team holds no such word, so that none leaves the school."""
    posts: dict[tuple[str, str], list[TeamPost]] = {}
    for post in team.posts:
        posts.setdefault((post.role, titles.get(post.key, "").casefold()), []).append(post)
    groups, number = [], 0
    for ring in (*Ring, None):
        for (role, _), theirs in posts.items():
            if theirs[0].ring is not ring:
                continue
            if ring is not Ring.CORE:
                number += 1
            groups.append(
                RoleGroup(
                    number=0 if ring is Ring.CORE else number,
                    role=role,
                    title=titles.get(theirs[0].key, ""),
                    ring=ring,
                    chosen=theirs[0].ring_chosen,
                    posts=tuple(theirs),
                )
            )
    return tuple(groups)
