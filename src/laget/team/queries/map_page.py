"""A map as its page prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.safestring import SafeString

from laget.people.models import Person
from laget.schools.models import School
from laget.team.models import TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MapState:
    """How far a map has come. ``word`` is ``begun``, ``opened``, ``released`` or ``withdrawn``; ``says`` the same in
    the reader's language. ``discussed_with`` are those of ``tillitsvalgt`` and ``verneombud`` with whom it has been."""

    word: str
    says: str
    opened_at: datetime | None
    released_at: datetime | None
    withdrawn_at: datetime | None
    discussed_with: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """Something the map says enough about: what, and how much is known, as sentences."""

    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What is missing, in how many posts and which (by the names of their roles), and what opens when it is there.
    ``field`` is the column of the table: ``fraction``, ``bound``, ``days``, ``place``, ``count``, ``pupils``."""

    field: str
    says: str
    posts: tuple[str, ...]
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPost:
    """A line of posts on the map's page. ``number`` is its number in the picture, 0 in the middle; ``details`` is empty
    for a reader who may not see what is recorded of each post. ``id`` is for the address of the post's page, ``None``
    where the reader may not open it."""

    number: int
    id: int | None
    role: str
    count: str
    fraction: str
    days: str
    place: str
    covered: bool
    details: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayer:
    """A ring with its posts; ``chosen`` is whether the school has placed all its roles itself."""

    ring: str
    name: str
    chosen: bool
    posts: tuple[MapPost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A post that is not covered. The days are for readers of what is recorded, otherwise ``None``."""

    role: str
    substitute: bool
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one thing to do next: a sentence, the button's text, and the name of the address in ``team:``."""

    says: str
    button: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """The map of a team. ``may`` are the verbs of ``access`` the reader has here; ``unplaced`` are the roles that stand
    where they usually do and not where the school has put them. ``wide`` and ``narrow`` are empty for an empty map."""

    heading: str
    school: School
    year: int
    year_said: str
    origin: str
    state: MapState
    revision: int
    may: frozenset[str]
    wide: SafeString
    narrow: SafeString
    posts: int | None
    lines: int
    layers: tuple[MapLayer, ...]
    unplaced: tuple[str, ...]
    not_covered: tuple[GapRow, ...]
    enough: tuple[Enough, ...]
    lacking: tuple[Lacking, ...]
    next_step: NextStep | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """A year in the list of a school's maps."""

    year: int
    year_said: str
    state: MapState


@dataclass(frozen=True, slots=True, kw_only=True)
class MapsPage:
    """A school's maps by year, newest first; ``can_begin`` are the years the reader may begin now."""

    heading: str
    school: School
    may: frozenset[str]
    years: tuple[YearRow, ...]
    can_begin: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """A line of the table as it is stored, in stored units (fractions as 0–1, days as weekdays)."""

    id: int
    key: UUID
    role: str
    title: str
    count: int | None
    fraction: Decimal | None
    bound: Decimal | None
    place: str
    days: frozenset[int] | None
    external_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The table to edit. ``draft`` is what the reader typed last and did not save, ``None`` for nothing."""

    heading: str
    school: School
    year: int
    year_said: str
    revision: int
    pupils: int | None
    pupils_lower_secondary: int | None
    stages: str
    middle: str
    lines: tuple[TableLine, ...]
    draft: dict[str, object] | None
    draft_kept_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RingRow:
    """A role on the page where rings are chosen: its name, the ring the school chose (empty for none) and the usual
    one (empty where there is none)."""

    role: str
    name: str
    chosen: str
    usual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedGap:
    """A stored row of a post that is not covered."""

    id: int
    starts: date
    ends: date | None
    substitute: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPost:
    """Everything that is stored of a post or line."""

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
    gaps: tuple[RecordedGap, ...]


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


def map_page(team_map: TeamMap, *, person: Person, at: datetime, language: str) -> MapPage:
    """The map's page for a reader who may see it."""
    raise NotImplementedError


def maps_page(school: School, *, person: Person, at: datetime) -> MapsPage:
    """The list of a school's maps."""
    raise NotImplementedError


def table_page(team_map: TeamMap, *, person: Person) -> TablePage:
    """The table, for whoever edits the map."""
    raise NotImplementedError


def ring_rows(team_map: TeamMap, *, language: str) -> tuple[RingRow, ...]:
    """The roles that are in the map, in the order of the register."""
    raise NotImplementedError


def recorded_page(team_map: TeamMap, *, person: Person, at: datetime, language: str) -> RecordedPage:
    """All that is recorded, for whoever may read it."""
    raise NotImplementedError
