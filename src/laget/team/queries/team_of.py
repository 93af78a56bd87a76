"""The rows of a map as the thinking rooms' team: the only bridge between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet

from laget.mapping.staff_list import OTHER
from laget.mapping.team import ArenaRole as Member
from laget.mapping.team import GradeTeam as SeenFrom
from laget.mapping.team import (
    HourKind,
    HourUse,
    IdealType,
    Leading,
    LedBy,
    Level,
    Meeting,
    Place,
    Ring,
    SetStrategy,
    Team,
    TeamPost,
    Working,
    WorkLine,
)
from laget.schools.models import School
from laget.team import roles
from laget.team.models import (
    Arena,
    ArenaRole,
    GradeTeam,
    Hours,
    Line,
    NotCovered,
    Placement,
    Post,
    RingChoice,
    Strategy,
    TeamMap,
)
from laget.team.queries.placements import placements_around
from laget.team.queries.strategies import strategy_of
from laget.team.weekdays import as_days


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRows:
    """The rows of a map: its lines (each with ``led_by`` and ``owner_provided``), where the school places roles, the
    hours it is told of, the posts that are not covered on the day, those that are at several schools, the arenas, who
    works together, the grade teams, and the strategy that is set. ``rings_of`` are by grade team the roles that stand
    elsewhere seen from it."""

    team_map: TeamMap
    posts: tuple[Post, ...]
    rings: Mapping[str, str]
    rings_of: Mapping[int, Mapping[str, str]]
    hours: tuple[Hours, ...]
    gaps: tuple[NotCovered, ...]
    placements: tuple[Placement, ...] = ()
    arenas: tuple[Arena, ...] = ()
    lines: tuple[Line, ...] = ()
    grade_teams: tuple[GradeTeam, ...] = ()
    strategy: Strategy | None = None

    @property
    def placed(self) -> tuple[Placement, ...]:
        """What posts of other schools this one has taken in."""
        here = self.team_map.school_id
        return tuple(one for one in self.placements if one.school_id == here and one.accepted_at is not None)


def team_of(team_map: TeamMap, *, on: date) -> Team:
    """The map's team as it is on the day ``on``, which decides only which posts are covered."""
    return team_from(whole_rows_of(team_map, on=on))


def whole_rows_of(team_map: TeamMap, *, on: date) -> MapRows:
    """Every row of the map as it is on the day ``on``, in ten queries at most however many there are."""
    owner = team_map.owner_id
    return replace(
        rows_of(team_map, on=on),
        arenas=tuple(arenas_of(team_map)),
        lines=tuple(lines_of(team_map)),
        grade_teams=tuple(grade_teams_of(team_map)),
        strategy=strategy_of(owner=owner, school=team_map.school_id, year=team_map.year),
    )


def rows_of(team_map: TeamMap, *, on: date) -> MapRows:
    """The rows of the map's posts as they are on the day ``on``: what a page needs that shows no more than these."""
    hours = Hours.objects.with_scope(owner=team_map.owner_id).filter(post__map=team_map).order_by("kind")
    rings, rings_of = _ring_choices(team_map)
    return MapRows(
        team_map=team_map,
        posts=tuple(
            posts_of(team_map).annotate(led_by=F("details__led_by"), owner_provided=F("details__owner_provided"))
        ),
        rings=rings,
        rings_of=rings_of,
        hours=tuple(hours) if team_map.hours_asked else (),
        gaps=tuple(gaps_on(team_map, on)),
        placements=tuple(placements_around(team_map)),
    )


def team_from(rows: MapRows, *, seen_from: GradeTeam | None = None) -> Team:
    """The team that the rows tell of; its posts stand where the school has put them, or where they stand
    ``seen_from`` one grade team."""
    team_map = rows.team_map
    rings = {**rows.rings, **rows.rings_of.get(seen_from.pk, {})} if seen_from else rows.rings
    empty = {gap.post_id for gap in rows.gaps if not gap.substitute}
    there = {post.role for post in (*rows.posts, *(one.post for one in rows.placed))}
    hours: dict[int, list[Hours]] = defaultdict(list)
    for told in rows.hours:
        hours[told.post_id].append(told)
    return Team(
        year=team_map.year,
        pupils=team_map.pupils,
        pupils_lower_secondary=team_map.pupils_lower_secondary,
        stages=team_map.stages,
        posts=(
            *(_post(post, rings, hours[post.pk], covered=post.pk not in empty) for post in rows.posts),
            *(_placed(one, rings, covered=one.post_id not in empty) for one in rows.placed),
        ),
        meetings=tuple(_meeting(arena) for arena in rows.arenas),
        lines=tuple(
            WorkLine(a=line.a, b=line.b, how=Working(line.how)) for line in rows.lines if {line.a, line.b} <= there
        ),
        grade_teams=tuple(_grade_team(one, rows.rings_of.get(one.pk, {})) for one in rows.grade_teams),
        strategy=_strategy(rows.strategy),
    )


def titles_of(rows: MapRows) -> dict[str, str]:
    """The school's own words for posts whose roles the register does not have, by the posts' keys. They are not in the
    team, since what is made of a team leaves the school."""
    posts = (*rows.posts, *(one.post for one in rows.placed))
    return {str(post.key): post.title for post in posts if post.role == OTHER and post.title}


def map_of(school: School, year: int) -> TeamMap | None:
    """The school's map of the school year that begins in ``year``, for the command line and for loading."""
    return TeamMap.objects.with_scope(owner=school.owner_id).filter(school=school, year=year).first()


def posts_of(team_map: TeamMap) -> QuerySet[Post]:
    """The lines of the map in the order of its table."""
    return Post.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).order_by("place_in_table", "id")


def arenas_of(team_map: TeamMap) -> QuerySet[Arena]:
    """The arenas of the map by name, with their roles at hand."""
    members = ArenaRole.objects.with_scope(owner=team_map.owner_id).order_by("id")
    arenas = Arena.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).order_by("name", "id")
    return arenas.prefetch_related(Prefetch("roles", queryset=members))


def lines_of(team_map: TeamMap) -> QuerySet[Line]:
    """Who works together, also those of whom one is not in the map any more."""
    return Line.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).order_by("a", "b")


def gaps_on(team_map: TeamMap, day: date) -> QuerySet[NotCovered]:
    """The rows of posts that are not covered on ``day``, or by a substitute; also of posts of other schools that this
    one has taken in."""
    placed = Post.objects.with_scope(owner=team_map.owner_id).filter(
        map__year=team_map.year, placement__school=team_map.school_id, placement__accepted_at__isnull=False
    )
    return NotCovered.objects.with_scope(owner=team_map.owner_id).filter(
        Q(ends__isnull=True) | Q(ends__gte=day),
        Q(post__map=team_map) | Q(post__in=placed.values("pk")),
        starts__lte=day,
    )


def grade_teams_of(team_map: TeamMap) -> QuerySet[GradeTeam]:
    """The grade teams in the order in which they were written."""
    return GradeTeam.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).order_by("id")


def ring_choices_of(team_map: TeamMap, *, grade_team: GradeTeam | None = None) -> dict[str, str]:
    """The rings the school has chosen, by role; or those that are others seen from a grade team."""
    school, each = _ring_choices(team_map)
    return each.get(grade_team.pk, {}) if grade_team else school


def _ring_choices(team_map: TeamMap) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """The school's choices, and each grade team's."""
    school: dict[str, str] = {}
    each: dict[int, dict[str, str]] = defaultdict(dict)
    choices = RingChoice.objects.with_scope(owner=team_map.owner_id).filter(map=team_map)
    for grade_team, role, ring in choices.values_list("grade_team_id", "role", "ring"):
        (school if grade_team is None else each[grade_team])[role] = ring
    return school, each


def _post(post: Post, rings: Mapping[str, str], hours: Sequence[Hours], *, covered: bool) -> TeamPost:
    role = roles.role(post.role)
    chosen = rings.get(post.role)
    return TeamPost(
        key=str(post.key),
        holder=str(post.holder),
        role=post.role,
        profession=role.profession,
        count=post.count,
        fraction=_number(post.fraction),
        bound=_number(post.bound),
        place=Place(post.place) if post.place else None,
        days=as_days(post.days),
        ring=Ring(chosen) if chosen else role.ring,
        ring_chosen=chosen is not None,
        hours=tuple(
            HourUse(kind=HourKind(told.kind), planned=_number(told.planned), real=_number(told.real)) for told in hours
        ),
        covered=covered,
        owner_provided=post.owner_provided,
        led_by=LedBy(post.led_by) if post.led_by else None,
    )


def _grade_team(row: GradeTeam, rings: Mapping[str, str]) -> SeenFrom:
    return SeenFrom(key=str(row.key), rings=tuple(sorted((role, Ring(ring)) for role, ring in rings.items())))


def _placed(placement: Placement, rings: Mapping[str, str], *, covered: bool) -> TeamPost:
    """A post of another school, as it is at this one. Who leads it and its hours are told of at its own."""
    post = placement.post
    role, chosen = roles.role(post.role), rings.get(post.role)
    return TeamPost(
        key=str(post.key),
        holder=str(post.holder),
        role=post.role,
        profession=role.profession,
        fraction=_number(placement.fraction),
        bound=_number(placement.bound),
        place=Place(placement.place) if placement.place else None,
        days=as_days(placement.days),
        ring=Ring(chosen) if chosen else role.ring,
        ring_chosen=chosen is not None,
        covered=covered,
        owner_provided=placement.owner_provided,
    )


def _meeting(arena: Arena) -> Meeting:
    return Meeting(
        id=str(arena.key),
        name=arena.name,
        purpose=arena.purpose,
        kind=arena.kind,
        level=Level(arena.level) if arena.level else None,
        times_a_year=arena.times_a_year,
        minutes=arena.minutes,
        roles=tuple(Member(role=row.role, number=row.number, always=row.always) for row in arena.roles.all()),
        agenda=arena.agenda,
        decides=arena.decides,
        anonymous=arena.anonymous,
        useful=arena.useful,
        about_pupil=arena.about_pupil,
    )


def _strategy(set_to: Strategy | None) -> SetStrategy | None:
    if set_to is None:
        return None
    return SetStrategy(
        leading=Leading(set_to.leading) if set_to.leading else None,
        ideal_type=IdealType(set_to.ideal_type) if set_to.ideal_type else None,
    )


def _number(stored: Decimal | None) -> float | None:
    return None if stored is None else float(stored)
