"""How much of the time is bound to single pupils by decision (R-094 (in part), R-142 (in part))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time_of, posts_of
from laget.mapping.team import Profession, Team, TeamPost


def bound_share(team: Team, *, profession: Profession | None = None) -> Bounds | None:
    """The share (0–1) of the full posts of ``profession`` (all where not given) that is bound to single pupils:
    Σ count × fraction × bound / Σ count × fraction.

    A fraction that nobody has said is anything from 0 to 1, a bound share likewise, and the ends are the least and the
    most that the whole share could then be. ``None`` where there are no such posts.
    """
    posts = posts_of(team, profession=profession)
    return share_of(posts) if posts else None


def share_of(posts: Sequence[TeamPost]) -> Bounds:
    """As ``bound_share``, of the posts given; there is at least one."""
    parts = [_part(post) for post in posts]
    return Bounds(
        low=_least([(part.light, part.heavy, part.low) for part in parts]),
        high=1.0 - _least([(part.light, part.heavy, 1.0 - part.high) for part in parts]),
        known=sum(part.known for part in parts),
        of=sum(part.of for part in parts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What a post weighs, at least and at most, and how bound it is, at least and at most."""

    light: float
    heavy: float
    low: float
    high: float
    known: int
    of: int


def _part(post: TeamPost) -> _Part:
    whole = full_time_of(post)
    said = post.bound is not None
    return _Part(
        light=whole.low,
        heavy=inf if whole.high is None else whole.high,
        low=post.bound if post.bound is not None else 0.0,
        high=post.bound if post.bound is not None else 1.0,
        known=whole.known if said else 0,
        of=whole.of,
    )


def _least(parts: Sequence[tuple[float, float, float]]) -> float:
    """The least weighted mean of values when each weight may be chosen within its ends: the values up to some point
    weigh all they can, those after it as little as they can."""
    ordered = sorted(parts, key=lambda part: part[2])
    if ordered[0][1] == inf:
        return ordered[0][2]
    found = []
    for first in range(len(ordered) + 1):
        weights = [heavy if at < first else light for at, (light, heavy, _) in enumerate(ordered)]
        total = sum(weights)
        if 0 < total < inf:
            found.append(sum(weight * value for weight, (_, _, value) in zip(weights, ordered, strict=True)) / total)
    # The point of an unlimited weight draws the mean to its own value.
    found += [value for _, heavy, value in ordered if heavy == inf]
    return min(found)
