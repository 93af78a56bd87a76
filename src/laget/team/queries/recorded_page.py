"""All that is recorded in a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from laget.mapping.school_year import SchoolYear
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.people.queries import deeds_about
from laget.schools.models import School
from laget.team import roles
from laget.team.models import Discussion, Hours, NotCovered, Placement, Post, PostDetails, TeamMap
from laget.team.queries.map_state import MapState, states_of
from laget.team.queries.placements import placements_around, placements_of
from laget.team.queries.post_details import details_of, hours_of
from laget.team.queries.team_of import posts_of
from laget.team.weekdays import as_days


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedGap:
    """A stored row of a post that is not covered."""

    id: int
    starts: date
    ends: date | None
    substitute: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPost:
    """Everything that is stored of a post or line. ``more`` is what is told of it besides the table, and ``hours`` what
    its hours are used for; empty where nothing is."""

    id: int
    role: str
    title: str
    count: int | None
    fraction: Decimal | None
    bound: Decimal | None
    place: str
    days: frozenset[int] | None
    external_ref: str
    held_by_a_person: bool
    placements: tuple[Placement, ...]
    gaps: tuple[RecordedGap, ...]
    more: PostDetails | None
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedDeed:
    """A line of the log about the map: when, what (a verb), and who, by name."""

    at: datetime
    verb: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """A talk about the map, as recorded."""

    with_whom: str
    held_on: date
    about_hours: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """All that is recorded in a map, for whoever is to look it over: posts, talks, and what was done."""

    heading: str
    school: School
    year: int
    year_said: str
    state: MapState
    may: frozenset[str]
    posts: tuple[RecordedPost, ...]
    talks: tuple[TalkRow, ...]
    deeds: tuple[RecordedDeed, ...]


def recorded_page(team_map: TeamMap, *, person: Person, at: datetime, language: str) -> RecordedPage:
    """All that is recorded, for whoever may read it."""
    owner = team_map.owner_id
    posts = tuple(posts_of(team_map))
    gaps: dict[int, list[NotCovered]] = defaultdict(list)
    for gap in NotCovered.objects.with_scope(owner=owner).filter(post__map=team_map).order_by("starts"):
        gaps[gap.post_id].append(gap)
    more = PostDetails.objects.with_scope(owner=owner).filter(post__map=team_map).in_bulk(field_name="post_id")
    hours: dict[int, list[Hours]] = defaultdict(list)
    for told in Hours.objects.with_scope(owner=owner).filter(post__map=team_map).order_by("kind"):
        hours[told.post_id].append(told)
    placements: dict[int, list[Placement]] = defaultdict(list)
    for one in placements_around(team_map).filter(post__map=team_map):
        placements[one.post_id].append(one)
    talks = tuple(Discussion.objects.with_scope(owner=owner).filter(map=team_map).order_by("held_on", "id"))
    return RecordedPage(
        heading=_("Dette er registrert om laget ved %(school)s") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        state=states_of([team_map])[team_map.pk],
        may=verbs_at(person, team_map.school, at),
        posts=tuple(
            _post(
                post,
                gaps=gaps[post.pk],
                more=more.get(post.pk),
                hours=hours[post.pk],
                placements=placements[post.pk],
                language=language,
            )
            for post in posts
        ),
        talks=tuple(
            TalkRow(
                with_whom=talk.with_whom, held_on=talk.held_on, about_hours=talk.about_hours, note=talk.note
            )
            for talk in talks
        ),
        deeds=tuple(
            RecordedDeed(at=deed.at, verb=deed.verb, by=deed.by)
            for deed in deeds_about({"team.teammap": (team_map.pk,)}, owner=team_map.school.owner)
        ),
    )


def recorded_post(post: Post, *, language: str) -> RecordedPost:
    """Everything that is stored of one post, for whoever may open its page."""
    gaps = NotCovered.objects.with_scope(owner=post.owner_id).filter(post=post).order_by("starts")
    return _post(
        post,
        gaps=tuple(gaps),
        more=details_of(post),
        hours=hours_of(post),
        placements=placements_of(post),
        language=language,
    )


def _post(
    post: Post,
    *,
    gaps: Sequence[NotCovered],
    more: PostDetails | None,
    hours: Sequence[Hours],
    placements: Sequence[Placement],
    language: str,
) -> RecordedPost:
    return RecordedPost(
        id=post.pk,
        role=roles.role(post.role).name.said(language),
        title=post.title,
        count=post.count,
        fraction=post.fraction,
        bound=post.bound,
        place=post.place,
        days=as_days(post.days),
        external_ref=post.external_ref,
        held_by_a_person=post.person_id is not None,
        placements=tuple(placements),
        gaps=tuple(
            RecordedGap(id=gap.pk, starts=gap.starts, ends=gap.ends, substitute=gap.substitute) for gap in gaps
        ),
        more=more,
        hours=tuple(hours),
    )
