"""What is told of a team outside the school, and how it is written down. What goes into it: ``disclosure``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from laget.mapping.team import Profession

SCHEMA = "publication@1"

FULL_TIME = "full_time"
BOUND = "bound"
NOT_COVERED = "not_covered"
HOURS = "hours:"
"""What the measure of a kind of hours begins with: ``hours:meetings``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One measure over one group: a sum that lies from ``low`` to ``high``, over ``known`` of the ``of`` holders.

    The group is one or more professions. Every holder counts for a number from 0 to 1: the share of a full post
    (``full_time``), the share of it bound to single pupils (``bound``), the share of the week used for a kind of work
    (``hours:…``), or 1 for a post that nobody works in (``not_covered``). So ``low / known`` to ``high / known`` is
    the mean of the group. Where nothing is shown both ends are ``None`` and ``why_not`` is ``too_few``.
    """

    measure: str
    group: tuple[Profession, ...]
    low: int | None
    high: int | None
    known: int
    of: int
    why_not: str = ""

    @property
    def shown(self) -> bool:
        return self.low is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedMeeting:
    """An arena as it is told outside: the kind, level, rhythm and length, and whether a purpose is written. No name and
    no free text."""

    kind: str
    level: str
    times_a_year: int | None
    minutes: int | None
    has_purpose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that anybody outside the school may see of a team. ``pupils`` and ``stages`` are public numbers; ``leading``
    and ``ideal_type`` are what the leaders have set, empty where they have not."""

    year: int
    pupils: int | None
    pupils_lower_secondary: int | None
    stages: str
    cells: tuple[Cell, ...]
    meetings: tuple[PublishedMeeting, ...] = ()
    leading: str = ""
    ideal_type: str = ""

    @property
    def everybody(self) -> tuple[Profession, ...]:
        """The professions that somebody has at the school: those that absence, which is not parted, is told over."""
        return next((cell.group for cell in self.of(NOT_COVERED)), tuple(Profession))

    def of(self, measure: str) -> tuple[Cell, ...]:
        """The cells of one measure. No holder of one profession is in two of them."""
        return tuple(cell for cell in self.cells if cell.measure == measure)

    def total(self, measure: str) -> Cell | None:
        """The sum of the shown cells of one measure; ``None`` where none is shown."""
        return total_of(self.of(measure))

    def pupils_per(self, *group: Profession) -> tuple[float, float | None] | None:
        """From how many to how many pupils there are to each full post of ``group`` (all of them where none is given);
        the last is ``None`` where there may be none. ``None`` where it cannot be told."""
        cells = self.of(FULL_TIME)
        whole = total_of(cells) if not group else next((cell for cell in cells if set(cell.group) == set(group)), None)
        if self.pupils is None or whole is None or whole.low is None or not whole.high:
            return None
        return self.pupils / whole.high, self.pupils / whole.low if whole.low else None


def total_of(cells: tuple[Cell, ...]) -> Cell | None:
    """The sum of those of ``cells`` that are shown, which are of one measure and share no holder; ``None`` where none
    is shown. It says nothing that the cells do not say."""
    shown = [cell for cell in cells if cell.low is not None and cell.high is not None]
    if not shown:
        return None
    return Cell(
        measure=shown[0].measure,
        group=tuple(one for one in Profession if any(one in cell.group for cell in shown)),
        low=sum(cell.low for cell in shown if cell.low is not None),
        high=sum(cell.high for cell in shown if cell.high is not None),
        known=sum(cell.known for cell in shown),
        of=sum(cell.of for cell in shown),
    )


def write_publication(publication: Publication) -> str:
    """As JSON, with its schema, always the same for the same publication."""
    return json.dumps(
        {"schema": SCHEMA, **asdict(publication)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def read_publication(written: str) -> Publication:
    """What ``write_publication`` wrote."""
    body: dict[str, Any] = json.loads(written)
    if body.pop("schema") != SCHEMA:
        raise ValueError(f"not a {SCHEMA}")
    cells = tuple(
        Cell(**{**cell, "group": tuple(Profession(one) for one in cell["group"])}) for cell in body.pop("cells")
    )
    meetings = tuple(PublishedMeeting(**meeting) for meeting in body.pop("meetings"))
    return Publication(**body, cells=cells, meetings=meetings)
