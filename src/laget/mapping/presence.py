"""Who is at school on which weekday (R-159 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.team import Team, TeamPost

WEEKDAYS = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """One weekday, Monday being 0, and how many holders are at school on it."""

    day: int
    posts: Bounds


def presence(team: Team) -> tuple[Weekday, ...]:
    """Monday to Friday: how many of the team are there.

    Where the days are not said the holders may all be there or none of them. A post that nobody works in is not there
    on any day.
    """
    return tuple(
        Weekday(day=day, posts=sum_of(_there(post, day) for post in team.posts)) for day in WEEKDAYS
    )


def _there(post: TeamPost, day: int) -> Bounds:
    holders = 1 if post.count is None else post.count
    if not post.covered or (post.days is not None and day not in post.days):
        return Bounds(low=0.0, high=0.0, known=holders, of=holders)
    if post.count is None:
        return Bounds(low=0.0, high=None, known=0, of=1)
    known = 0 if post.days is None else post.count
    return Bounds(low=float(known), high=float(post.count), known=known, of=post.count)
