"""Write down where people of the team meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from laget.mapping.team import Level
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Arena, ArenaRole, TeamMap
from laget.team.models.arena import LONGEST_MEETING, LONGEST_YEAR_OF_MEETINGS
from laget.team.operations.revisions import locked, written
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

MOST_ARENAS = 60
LONGEST_PURPOSE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenaMember:
    """A role that meets there: how many of it (``None`` is not said), and whether it always comes."""

    role: str
    number: int | None = None
    always: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenaFacts:
    """What is said of an arena, as in ``models.Arena``; empty and ``None`` are not said."""

    name: str
    kind: str = ""
    purpose: str = ""
    level: str = ""
    times_a_year: int | None = None
    minutes: int | None = None
    agenda: bool | None = None
    decides: str = ""
    anonymous: bool | None = None
    useful: int | None = None
    about_pupil: bool = False
    members: tuple[ArenaMember, ...] = ()


@transaction.atomic
def save_arena(
    *,
    team_map: TeamMap,
    revision: int,
    facts: ArenaFacts,
    arena: Arena | None,
    person: Person | None,
    at: datetime,
) -> Arena:
    """Write down a new arena, or another text of ``arena``. What is so already changes nothing and leaves no line.

    Raises ``Refusal``: ``map_changed_meanwhile``, ``bad_arena`` (field), ``unknown_role`` (role),
    ``role_twice_in_arena`` (role), ``national_id_in_text``, ``too_many_arenas`` (most).
    """
    _refuse(facts)
    now = locked(team_map, revision=revision)
    if arena is None:
        _refuse_many(now)
        arena = Arena(owner_id=now.owner_id, map=now)
    elif _fields(facts) == _stored(arena) and set(facts.members) == _members(arena):
        return arena
    for name, value in _fields(facts).items():
        setattr(arena, name, value)
    arena.save()
    _rows(arena).delete()
    ArenaRole.objects.bulk_create(
        ArenaRole(
            owner_id=now.owner_id, arena=arena, role=member.role, number=member.number, always=member.always
        )
        for member in facts.members
    )
    written(now, verb="save_arena", person=person, at=at)
    return arena


@transaction.atomic
def remove_arena(*, arena: Arena, revision: int, person: Person | None, at: datetime) -> None:
    """Take the arena off the map. Raises ``Refusal``: ``map_changed_meanwhile``."""
    now = locked(arena.map, revision=revision)
    arena.delete()
    written(now, verb="remove_arena", person=person, at=at)


_NAMES = (
    "name", "kind", "purpose", "level", "times_a_year", "minutes", "agenda", "decides", "anonymous", "useful",
    "about_pupil",
)  # fmt: skip
_TEXTS = ("name", "kind", "purpose", "level", "decides")


def _fields(facts: ArenaFacts) -> dict[str, object]:
    return {name: getattr(facts, name).strip() if name in _TEXTS else getattr(facts, name) for name in _NAMES}


def _stored(arena: Arena) -> dict[str, object]:
    return {name: getattr(arena, name) for name in _NAMES}


def _rows(arena: Arena) -> QuerySet[ArenaRole]:
    return ArenaRole.objects.with_scope(owner=arena.owner_id).filter(arena=arena)


def _members(arena: Arena) -> set[ArenaMember]:
    return {ArenaMember(role=row.role, number=row.number, always=row.always) for row in _rows(arena)}


def _refuse(facts: ArenaFacts) -> None:
    faulty = {
        "name": not 1 <= len(facts.name.strip()) <= 100,
        "purpose": len(facts.purpose.strip()) > LONGEST_PURPOSE,
        "decides": len(facts.decides.strip()) > 100,
        "kind": len(facts.kind) > 50,
        "level": facts.level not in ("", *Level),
        "times_a_year": not _within(facts.times_a_year, LONGEST_YEAR_OF_MEETINGS),
        "minutes": not _within(facts.minutes, LONGEST_MEETING),
        "useful": not _within(facts.useful, 4),
        "members": not all(_within(member.number, 500) for member in facts.members),
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal(
                "bad_arena",
                f"{field} cannot be {getattr(facts, field)!r}. Correct it, or leave it open.",
                field=field,
            )
    for text in (facts.name, facts.purpose, facts.decides):
        refuse_national_id(text)
    there: set[str] = set()
    for member in facts.members:
        refuse_unknown_role(member.role)
        if member.role in there:
            raise Refusal(
                "role_twice_in_arena",
                f"The role {member.role!r} is written twice. Write it once, with how many there are.",
                role=member.role,
            )
        there.add(member.role)


def _within(value: int | None, most: int) -> bool:
    return value is None or 1 <= value <= most


def _refuse_many(team_map: TeamMap) -> None:
    if Arena.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).count() >= MOST_ARENAS:
        raise Refusal(
            "too_many_arenas",
            f"The map has {MOST_ARENAS} arenas, which is the most. Take one away first.",
            most=MOST_ARENAS,
        )
