"""What the hours of the week are used for, planned and as they turn out (R-149 (in part), R-158 (in part))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.team import HourKind, TeamPost


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAndReal:
    """Hours a week of one kind over the ``posts`` posts that say both what was planned and what it came to."""

    kind: HourKind
    planned: float
    real: float
    posts: int


def hours_by_kind(posts: Iterable[TeamPost], *, real: bool) -> Mapping[HourKind, Bounds]:
    """Hours a week of every kind, added up over ``posts``: real or planned.

    A post that does not say a kind has an unknown number of its hours, so the sum has no upper end.
    """
    every = tuple(posts)
    return {kind: sum_of(_hours(post, kind, real=real) for post in every) for kind in HourKind}


def planned_against_real(posts: Iterable[TeamPost]) -> tuple[PlannedAndReal, ...]:
    """The kinds that somebody says both numbers of, over those who do; so the two are of the same people."""
    every = tuple(posts)
    found = []
    for kind in HourKind:
        both = [
            (use.planned, use.real)
            for post in every
            for use in post.hours
            if use.kind is kind and use.planned is not None and use.real is not None
        ]
        if both:
            planned, real = (sum(side) for side in zip(*both, strict=True))
            found.append(PlannedAndReal(kind=kind, planned=planned, real=real, posts=len(both)))
    return tuple(found)


def hours_said(post: TeamPost, kinds: Sequence[HourKind], *, real: bool) -> float | None:
    """The post's hours a week of ``kinds`` together; ``None`` unless it says them all."""
    said = [
        value
        for use in post.hours
        if use.kind in kinds and (value := use.real if real else use.planned) is not None
    ]
    return sum(said) if len(said) == len(kinds) else None


def _hours(post: TeamPost, kind: HourKind, *, real: bool) -> Bounds:
    said = hours_said(post, [kind], real=real)
    if post.count != 1 or said is None:
        return Bounds(low=0.0, high=None, known=0, of=1 if post.count is None else post.count)
    return Bounds(low=said, high=said, known=1, of=1)
