"""A team role by role, from the inside of the rings and out."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.team import Ring, Team, TeamPost


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroup:
    """The posts of one role, which stand together. ``number`` is the role's number in the picture, 0 in the middle;
    ``ring`` is ``None`` where neither the school nor the register places it."""

    number: int
    role: str
    ring: Ring | None
    chosen: bool
    posts: tuple[TeamPost, ...]


def role_groups(team: Team) -> tuple[RoleGroup, ...]:
    """The roles ring by ring, each ring in the order of the table."""
    posts: dict[str, list[TeamPost]] = {}
    for post in team.posts:
        posts.setdefault(post.role, []).append(post)
    groups, number = [], 0
    for ring in (*Ring, None):
        for role, theirs in posts.items():
            if theirs[0].ring is not ring:
                continue
            if ring is not Ring.CORE:
                number += 1
            groups.append(
                RoleGroup(
                    number=0 if ring is Ring.CORE else number,
                    role=role,
                    ring=ring,
                    chosen=theirs[0].ring_chosen,
                    posts=tuple(theirs),
                )
            )
    return tuple(groups)
