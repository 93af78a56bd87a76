"""How far the maps of many schools have come, in as many queries for three hundred schools as for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from laget.mapping.school_year import SchoolYear
from laget.people.access import owners_of, schools_visible_to
from laget.people.models import Person
from laget.schools.models import Owner, School
from laget.team import roles
from laget.team.access import COMPARE_SCHOOLS, EDIT_MAP, READ_MAP
from laget.team.models import NotCovered, Release, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCard:
    """A school's newest map as the reader may see it. ``year`` is ``None`` where there is none to see; ``is_of_now`` is
    whether it is of this school year or the next; ``word`` is ``none``, ``begun``, ``opened`` or ``released``;
    ``not_covered`` are the roles nobody works in now."""

    code: str
    name: str
    edits: bool
    year: int | None
    year_said: str
    is_of_now: bool
    now_said: str
    word: str
    not_covered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCard:
    """An owner of several schools, and how many of them have shared a map of this or the next school year."""

    code: str
    name: str
    schools: int
    shared: int


def map_cards(person: Person, *, at: datetime, language: str) -> tuple[MapCard, ...]:
    """The schools whose map the person reads or writes, by name."""
    owners = owners_of(person, at)
    schools = schools_visible_to(person, at, READ_MAP).order_by("name")
    edits = schools_visible_to(person, at, EDIT_MAP).filter(pk=OuterRef("pk"))
    schools = tuple(schools.annotate(edits=Exists(edits)))
    if not schools:
        return ()
    editable = [school.pk for school in schools if school.edits]
    maps = (
        TeamMap.objects.with_scope(owner=owners)
        .filter(Q(opened_at__isnull=False) | Q(school__in=editable), school__in=schools)
        .annotate(shared=Exists(Release.objects.with_scope(owner=owners).filter(_live, map=OuterRef("pk"))))
        .order_by("year")
    )
    newest = {team_map.school_id: team_map for team_map in maps}
    gaps = _gaps((team_map.pk for team_map in newest.values()), owners=owners, at=at, language=language)
    now = SchoolYear.of(localdate(at))
    return tuple(_card(school, newest.get(school.pk), gaps, now) for school in schools)


def shared_cards(person: Person, *, at: datetime) -> tuple[SharedCard, ...]:
    """The owners whose schools the person may see side by side."""
    cards = []
    for owner in Owner.objects.filter(id__in=owners_of(person, at)):
        schools = schools_visible_to(person, at, COMPARE_SCHOOLS).filter(owner=owner)
        count = schools.count()
        if count:
            year = SchoolYear.of(localdate(at)).begins
            live = Release.objects.with_scope(owner=owner.pk).filter(_live, map__year__gte=year)
            shared = live.values("map__school").distinct().count()
            cards.append(SharedCard(code=owner.code, name=owner.name, schools=count, shared=shared))
    return tuple(cards)


_live = Q(withdrawn_at__isnull=True)


def _card(school: School, team_map: TeamMap | None, gaps: dict[int, list[str]], now: SchoolYear) -> MapCard:
    is_of_now = team_map is not None and team_map.year >= now.begins
    word = "none" if team_map is None else "begun" if team_map.opened_at is None else "opened"
    return MapCard(
        code=school.code,
        name=school.name,
        edits=school.edits,
        year=team_map.year if team_map else None,
        year_said=SchoolYear(begins=team_map.year).said if team_map else "",
        is_of_now=is_of_now,
        now_said=now.said,
        word="released" if team_map is not None and team_map.shared and word == "opened" else word,
        not_covered=tuple(gaps.get(team_map.pk, ())) if team_map and is_of_now else (),
    )


def _gaps(maps: Iterable[int], *, owners: Iterable[int], at: datetime, language: str) -> dict[int, list[str]]:
    """The roles nobody works in today, by map."""
    day = localdate(at)
    rows = (
        NotCovered.objects.with_scope(owner=tuple(owners))
        .filter(Q(ends__isnull=True) | Q(ends__gte=day), post__map__in=tuple(maps), starts__lte=day, substitute=False)
        .order_by("post__place_in_table", "post_id")
        .values_list("post__map_id", "post__role", "post__title")
    )
    found: dict[int, list[str]] = {}
    for team_map, role, title in rows:
        found.setdefault(team_map, []).append(roles.called(role, title, language=language))
    return {team_map: list(dict.fromkeys(names)) for team_map, names in found.items()}
