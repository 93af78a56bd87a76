"""Save the table of posts, take one post out of a line, and say when a post is not covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from laget.people.models import Person
from laget.team.models import NotCovered, Post, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFacts:
    """What the table asks of the school itself; ``None`` and empty are not said."""

    pupils: int | None = None
    pupils_lower_secondary: int | None = None
    stages: str = ""
    middle: str = "teacher"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A line of the table as it is to be. ``key`` is the post's, ``None`` for a new line. ``days`` are weekdays, Monday
    being 0; the rest is as in ``models.Post``."""

    key: UUID | None = None
    role: str
    title: str = ""
    count: int | None = 1
    fraction: Decimal | None = None
    bound: Decimal | None = None
    place: str = ""
    days: frozenset[int] | None = None
    external_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a save did: how many lines are new, changed, removed and as they were, and the map's revision now."""

    new: int
    changed: int
    removed: int
    same: int
    revision: int


@transaction.atomic
def save_table(
    *,
    team_map: TeamMap,
    revision: int,
    facts: MapFacts,
    lines: Sequence[PostLine],
    person: Person | None,
    at: datetime,
) -> Saved:
    """Make the map's posts and facts what the table says, all or nothing.

    A post whose key is in no line is removed. A line without a key that is like a post about to be removed (by
    position number, otherwise in everything) is that post, so that the same list pasted twice changes nothing. A
    table that changes nothing leaves no line in the log and the revision as it was.

    Raises ``Refusal``: ``map_changed_meanwhile`` when ``revision`` is not the map's, ``too_many_lines`` (most),
    ``no_such_line`` (line: a key that is not the map's, or twice), ``unknown_role`` (line, role), ``bad_post_line``
    (line, field), ``position_number_twice`` (line, number), ``national_id`` (line), ``line_is_one_post`` (line: a post
    that is held by a person or not covered cannot become several), ``bad_map_facts`` (field). Lines count from 1.
    """
    raise NotImplementedError


@transaction.atomic
def split_post(*, post: Post, person: Person | None, at: datetime) -> Post:
    """Take one post out of a line of several, with the line's values and a key of its own.

    Raises ``Refusal``: ``nothing_to_split`` for a line of one post, or of nobody knows how many.
    """
    raise NotImplementedError


@transaction.atomic
def mark_not_covered(
    *, post: Post, starts: date, ends: date | None, substitute: bool, person: Person | None, at: datetime
) -> NotCovered:
    """Say that nobody works in the post from ``starts`` to ``ends``, both counted, or that a substitute does.

    Raises ``Refusal``: ``split_first`` for a line of several, ``not_covered_ends_first``, ``not_covered_overlaps``.
    """
    raise NotImplementedError


@transaction.atomic
def cover_post(*, not_covered: NotCovered, person: Person | None, at: datetime) -> None:
    """The post is covered again: the row is removed, and with it that it ever was otherwise."""
    raise NotImplementedError
