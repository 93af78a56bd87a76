"""Where people of the team meet, and what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.content import shelf
from laget.mapping.arena_kind import ArenaKind
from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.meetings import person_hours, same_members, without_purpose
from laget.mapping.school_year import SchoolYear
from laget.mapping.team import ArenaRole, Level, Meeting, Team
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.pictures.numbers import decimal
from laget.schools.models import School
from laget.team import roles
from laget.team.access import EDIT_MAP
from laget.team.models import TeamMap
from laget.team.queries.team_of import team_from, whole_rows_of
from laget.theory.parts import Open


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenaRow:
    """An arena as it is listed. ``rhythm``, ``length`` and ``hours`` (person-hours a year) are empty where nobody has
    said. ``useful`` is for those who edit the map, otherwise ``None``. ``same`` are the names of other arenas with the
    same members."""

    id: int
    name: str
    level: str
    purpose: str
    rhythm: str
    length: str
    members: tuple[str, ...]
    agenda: bool | None
    decides: str
    anonymous: bool | None
    about_pupil: bool
    useful: int | None
    hours: str
    without_purpose: bool
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyArena:
    """An arena that the report tells of, ready to pick: what the form is filled with, and which of the report's schools
    have it. ``members`` are ids of roles, and whether each always comes."""

    kind: str
    name: str
    level: str
    level_said: str
    purpose: str
    rhythm: str
    times_a_year: int | None
    minutes: int | None
    members: tuple[tuple[str, bool], ...]
    schools: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenasPage:
    """The arenas of a map by name; ``hours`` are their person-hours a year together, and ``ready`` those of the
    register that the map does not have."""

    heading: str
    school: School
    year: int
    year_said: str
    origin: str
    revision: int
    may: frozenset[str]
    arenas: tuple[ArenaRow, ...]
    hours: str
    ready: tuple[ReadyArena, ...]


def arenas_page(team_map: TeamMap, *, person: Person, at: datetime, language: str) -> ArenasPage:
    """The page of the arenas, for a reader who may see the map."""
    rows = whole_rows_of(team_map, on=localdate(at))
    team = team_from(rows)
    may = verbs_at(person, team_map.school, at)
    ids = {str(arena.key): arena.pk for arena in rows.arenas}
    kinds = {arena.kind for arena in rows.arenas}
    hours = [person_hours(meeting, team=team) for meeting in team.meetings]
    known = [one for one in hours if one is not None]
    return ArenasPage(
        heading=_("Hvor laget ved %(school)s møtes") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        origin=team_map.origin,
        revision=team_map.revision,
        may=may,
        arenas=tuple(_row(meeting, ids, team, EDIT_MAP in may, language) for meeting in team.meetings),
        hours=_hours(sum_of(known), language) if known else "",
        ready=tuple(_ready(kind, language) for kind in shelf.arena_kinds().values() if kind.id not in kinds)
        if EDIT_MAP in may
        else (),
    )


def level_said(level: Level | None) -> str:
    """Which level of the organisation an arena is for; empty where nobody has said."""
    names: Mapping[Level | None, str] = {
        None: "",
        Level.CLASS: _("klasse"),
        Level.GRADE: _("trinn"),
        Level.SCHOOL: _("hele skolen"),
        Level.UNIT_LEADERS: _("enhetsledere"),
        Level.MUNICIPAL: _("kommunens ledelse"),
        Level.MULTIPROFESSIONAL: _("flere yrker"),
        Level.EXTERNAL: _("andre instanser"),
    }
    return names[level]


def _row(meeting: Meeting, ids: Mapping[str, int], team: Team, edits: bool, language: str) -> ArenaRow:
    names = {one.id: one.name for one in team.meetings}
    alike = next((group for group in same_members(team.meetings) if meeting.id in group), ())
    hours = person_hours(meeting, team=team)
    return ArenaRow(
        id=ids[meeting.id],
        name=meeting.name,
        level=level_said(meeting.level),
        purpose=meeting.purpose,
        rhythm=_rhythm(meeting.times_a_year),
        length="" if meeting.minutes is None else _("%(minutes)s minutter") % {"minutes": meeting.minutes},
        members=tuple(_member(member, language) for member in meeting.roles),
        agenda=meeting.agenda,
        decides=meeting.decides,
        anonymous=meeting.anonymous,
        about_pupil=meeting.about_pupil,
        useful=meeting.useful if edits else None,
        hours="" if hours is None else _hours(hours, language),
        without_purpose=meeting.id in without_purpose(team.meetings),
        same=tuple(names[other] for other in alike if other != meeting.id),
    )


def _rhythm(times: int | None) -> str:
    if times is None:
        return ""
    return ngettext("én gang i året", "%(times)s ganger i året", times) % {"times": times}


def _member(member: ArenaRole, language: str) -> str:
    name = roles.role(member.role).name.said(language)
    counted = name if member.number is None else f"{name} ({member.number})"
    return counted if member.always else _("%(role)s ved behov") % {"role": counted}


def _hours(hours: Bounds, language: str) -> str:
    """From how many to how many, in whole hours; without an upper end where nothing limits it."""
    low = decimal(hours.low, places=0, language=language)
    if hours.high is None:
        return _("minst %(low)s persontimer i året") % {"low": low}
    high = decimal(hours.high, places=0, language=language)
    return _("%(span)s persontimer i året") % {"span": low if low == high else f"{low}–{high}"}


def _ready(kind: ArenaKind, language: str) -> ReadyArena:
    return ReadyArena(
        kind=kind.id,
        name=kind.name.said(language),
        level=kind.level,
        level_said=level_said(kind.level),
        purpose="" if isinstance(kind.purpose, Open) else kind.purpose.said(language),
        rhythm="" if isinstance(kind.rhythm, Open) else kind.rhythm.said(language),
        times_a_year=kind.times_a_year,
        minutes=kind.minutes,
        members=tuple((usual.role, usual.always) for usual in kind.roles),
        schools=tuple(kind.schools),
    )
