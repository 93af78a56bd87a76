"""How many posts have got another holder since last year (R-184 (in part))."""

from __future__ import annotations

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.full_time import posts_of
from laget.mapping.team import Profession, Team, TeamPost

FEWEST = 5
"""The fewest posts that it is said of: of fewer it would be said of people."""


def turnover(earlier: Team, later: Team, *, profession: Profession | None = None) -> Bounds | None:
    """Of the posts of ``profession`` that are in both years, how many have another holder in the later one.

    Of a line of like posts it is not known who held them. ``None`` where fewer than ``FEWEST`` holders are in both.
    """
    before = {post.key: post for post in posts_of(earlier, profession=profession)}
    stayed = [(before[post.key], post) for post in posts_of(later, profession=profession) if post.key in before]
    changed = sum_of(_changed(one, other) for one, other in stayed)
    return changed if changed.of >= FEWEST else None


def _changed(one: TeamPost, other: TeamPost) -> Bounds:
    if one.count == other.count == 1:
        changed = float(one.holder != other.holder)
        return Bounds(low=changed, high=changed, known=1, of=1)
    count = min(one.count or 1, other.count or 1)
    return Bounds(low=0.0, high=float(count), known=0, of=count)
