"""How much of what the first map asks for has been said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from laget.mapping.team import Profession, Team, TeamPost


class Field(StrEnum):
    """What is asked of a post."""

    FRACTION = "fraction"
    BOUND = "bound"
    DAYS = "days"
    PLACE = "place"
    HOURS = "hours"


ENOUGH: Mapping[Field, float] = MappingProxyType(
    {Field.FRACTION: 0.8, Field.BOUND: 0.8, Field.DAYS: 0.6, Field.PLACE: 0.8, Field.HOURS: 0.5}
)
"""The share of the holders that a field must be said for before numbers are drawn from it. The shares are ours."""

_BOUND_BY_DECISIONS = frozenset({Profession.ASSISTANCE, Profession.SOCIAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One field: said for ``known`` of the ``of`` holders it is asked of, and whether that is enough to go by."""

    field: Field
    known: int
    of: int
    enough: bool


def coverage(team: Team) -> tuple[Coverage, ...]:
    """Every field in turn. A line of n like posts is n holders; where the number is not said it is one.

    Of a team without posts nothing is enough.
    """
    return tuple(_coverage(team, field) for field in Field)


def asked_of(field: Field, post: TeamPost) -> bool:
    """Whether the field means anything for the post: teachers and leaders are not bound to single pupils by decision,
    and hours are told of one post at a time."""
    match field:
        case Field.BOUND:
            return post.profession in _BOUND_BY_DECISIONS
        case Field.HOURS:
            return post.count == 1
        case _:
            return True


def said(field: Field, post: TeamPost) -> bool:
    """Whether the post says it."""
    match field:
        case Field.FRACTION:
            return post.fraction is not None and post.count is not None
        case Field.BOUND:
            return post.bound is not None
        case Field.DAYS:
            return post.days is not None
        case Field.PLACE:
            return post.place is not None
        case Field.HOURS:
            return bool(post.hours)


def _coverage(team: Team, field: Field) -> Coverage:
    asked = [post for post in team.posts if asked_of(field, post)]
    of = sum(_holders(post) for post in asked)
    known = sum(_holders(post) for post in asked if said(field, post))
    return Coverage(field=field, known=known, of=of, enough=of > 0 and known >= ENOUGH[field] * of)


def _holders(post: TeamPost) -> int:
    return 1 if post.count is None else post.count
