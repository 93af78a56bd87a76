"""Ask for hours, or stop asking; and say what the hours of a post are used for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from laget.mapping.team import HourKind
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Discussion, Hours, Post, TeamMap
from laget.team.models.discussion import WITH_WHOM
from laget.team.models.hours import MOST_HOURS
from laget.team.operations.discussion import record_discussion
from laget.team.operations.revisions import locked, written

HoursSaid = Mapping[str, tuple[Decimal | None, Decimal | None]]
"""By kind: hours a week as planned and as they turned out."""


@transaction.atomic
def ask_for_hours(
    *,
    team_map: TeamMap,
    asked: bool,
    person: Person | None,
    at: datetime,
    discussed: Mapping[str, date] | None = None,
) -> TeamMap:
    """Let hours be told of posts, or stop it: then every hour that was told is removed. ``discussed`` are the talks
    about it that are recorded with the deed: with whom, and when.

    Raises ``Refusal``: ``hours_not_discussed`` (missing: who hours are not yet discussed with), and as
    ``record_discussion``; then no talk is recorded either.
    """
    for whom, held_on in (discussed or {}).items():
        record_discussion(
            team_map=team_map, with_whom=whom, held_on=held_on, note="", about_hours=True, person=person, at=at
        )
    now = locked(team_map)
    if now.hours_asked == asked:
        return now
    if asked:
        _refuse_undiscussed(now)
    else:
        Hours.objects.with_scope(owner=now.owner_id).filter(post__map=now).delete()
    now.hours_asked = asked
    written(now, verb="ask_for_hours" if asked else "stop_asking_for_hours", person=person, at=at)
    return now


@transaction.atomic
def tell_hours(*, post: Post, hours: HoursSaid, person: Person | None, at: datetime) -> bool:
    """Make what is told of the post's hours what ``hours`` says; a kind that is not in it is not told of. Whether
    anything changed: if not, no line is written.

    Raises ``Refusal``: ``hours_not_asked``, ``split_first``, ``bad_hours`` (kind).
    """
    now = locked(post.map)
    if not now.hours_asked:
        raise Refusal(
            "hours_not_asked",
            "The school does not ask for hours this year. Discuss it first, and turn it on.",
        )
    if Post.objects.with_scope(owner=now.owner_id).get(pk=post.pk).count != 1:
        raise Refusal(
            "split_first", "The line is several posts, and only some of them may be meant. Take the post out first."
        )
    for kind, told in hours.items():
        _refuse_hours(kind, told)
    rows = Hours.objects.with_scope(owner=now.owner_id).filter(post=post)
    wanted = {kind: told for kind, told in hours.items() if told != (None, None)}
    if {row.kind: (row.planned, row.real) for row in rows} == wanted:
        return False
    rows.delete()
    Hours.objects.bulk_create(
        Hours(owner_id=now.owner_id, post=post, kind=kind, planned=planned, real=real)
        for kind, (planned, real) in wanted.items()
    )
    written(now, verb="tell_hours", person=person, at=at)
    return True


def _refuse_undiscussed(team_map: TeamMap) -> None:
    talks = Discussion.objects.with_scope(owner=team_map.owner_id).filter(map=team_map, about_hours=True)
    held = set(talks.values_list("with_whom", flat=True))
    if missing := [whom for whom in WITH_WHOM if whom not in held]:
        raise Refusal(
            "hours_not_discussed",
            f"Asking for hours is not yet discussed with {' and '.join(missing)}. Do that first, and record it.",
            missing=", ".join(missing),
        )


def _refuse_hours(kind: str, told: tuple[Decimal | None, Decimal | None]) -> None:
    if kind not in tuple(HourKind) or not all(map(_is_a_week, told)):
        raise Refusal(
            "bad_hours",
            f"{kind}: hours a week are from 0 to {MOST_HOURS}, in halves. Correct them, or leave them open.",
            kind=kind,
        )


def _is_a_week(hours: Decimal | None) -> bool:
    return hours is None or (hours.is_finite() and 0 <= hours <= MOST_HOURS and hours * 2 == int(hours * 2))
