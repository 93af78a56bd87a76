"""How much of the help is given outside the class: a guard against a team that takes pupils out (R-104 (in part))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laget.mapping.bound_time import share_of
from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time_of
from laget.mapping.hours import hours_said
from laget.mapping.team import HourKind, Profession, Team, TeamPost
from laget.mapping.week import WEEK

WITH_PUPILS = (HourKind.WHOLE_CLASS, HourKind.IN_CLASS_SINGLE, HourKind.GROUP_OUTSIDE, HourKind.SINGLE_OUTSIDE)
OUTSIDE = (HourKind.GROUP_OUTSIDE, HourKind.SINGLE_OUTSIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segregation:
    """Shares (0–1) of the planned hours with pupils that are outside the class, and that are outside with one pupil;
    and the share of assistants' and social professionals' time that is bound. ``None`` where there is nobody."""

    outside: Bounds | None
    single_outside: Bounds | None
    bound: Bounds | None


def segregation(team: Team) -> Segregation:
    """The shares, over those who work with pupils: all but leaders.

    A post that does not say all four kinds of hours with pupils may have none of them, or the whole of its week, in or
    out of the class.
    """
    posts = [post for post in team.posts if post.profession is not Profession.LEADERSHIP]
    bound = [post for post in posts if post.profession in (Profession.ASSISTANCE, Profession.SOCIAL)]
    return Segregation(
        outside=_share(posts, OUTSIDE),
        single_outside=_share(posts, (HourKind.SINGLE_OUTSIDE,)),
        bound=share_of(bound) if bound else None,
    )


def _share(posts: Sequence[TeamPost], kinds: Sequence[HourKind]) -> Bounds | None:
    if not posts:
        return None
    part = whole = unsaid = 0.0
    known = of = 0
    for post in posts:
        size = full_time_of(post)
        of += size.of
        hours = hours_said(post, WITH_PUPILS, real=False) if post.count == 1 else None
        if hours is None:
            unsaid = float("inf") if size.high is None else unsaid + size.high * WEEK
        else:
            known += 1
            whole += hours
            part += hours_said(post, kinds, real=False) or 0.0
    if unsaid == float("inf") or not whole + unsaid:
        return Bounds(low=0.0, high=1.0, known=known, of=of)
    return Bounds(low=part / (whole + unsaid), high=(part + unsaid) / (whole + unsaid), known=known, of=of)
