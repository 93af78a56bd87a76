"""What the owner sees of a map: the publication of a release, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from laget.schools.models import Owner, School
from laget.team.models import Release, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A group number as it is shown: "omtrent 12" or "5–9", or why it is not, in the reader's language."""

    measure: str
    group: str
    shown: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPage:
    """A released map. ``released_at`` is the date alone: neither number nor seal tells how often it was changed."""

    heading: str
    school: School
    year: int
    year_said: str
    released_at: datetime
    pupils: int | None
    stages: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySidePage:
    """The owner's schools by name, for a year: those that have released, with the same cells in the same order, and
    the names of the others. ``totals`` are sums of shown cells of at least three schools."""

    heading: str
    owner: Owner
    year: int
    year_said: str
    years: tuple[int, ...]
    columns: tuple[str, ...]
    schools: tuple[ReleasedPage, ...]
    not_shared: tuple[str, ...]
    totals: tuple[ShownCell, ...]
    alike_rule: str


def released_page(release: Release, *, language: str) -> ReleasedPage:
    """The page of a release the reader may see."""
    raise NotImplementedError


def would_be_released(team_map: TeamMap, *, at: datetime, language: str) -> ReleasedPage:
    """What the owner would see if the map were released now; for the principal, who reads all of it anyway."""
    raise NotImplementedError


def side_by_side_page(
    owner: Owner, releases: Iterable[Release], *, year: int, names: Iterable[str], language: str
) -> SideBySidePage:
    """The owner's page; ``releases`` are those the reader may see, ``names`` all the owner's schools by name."""
    raise NotImplementedError
