"""What is settled about a situation, and what is missing before it counts as settled.

The questions are the report's (AFI r2015:6, §4.7, L1544-1547): when, who, how, how far in, and when the teacher is
back; in or out of class, and preventive or by decision (L1556-1563; R-103 (in part), R-104 (in part), R-132,
R-133 (in part))."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from laget.clarification.answer import HowFar

HALF_A_YEAR = timedelta(weeks=26)
"""How long after it was settled, or looked back at, it is time to see how it went (AFI r2015:6, L4440-4473)."""


class Place(StrEnum):
    """Where whoever helps works."""

    IN_CLASS = "in_class"
    OUT_OF_CLASS = "out_of_class"
    BOTH = "both"


class Purpose(StrEnum):
    """Whether the help is for everybody beforehand, or follows from a decision about a single pupil."""

    PREVENTIVE = "preventive"
    BY_DECISION = "by_decision"
    BOTH = "both"


class Lacks(StrEnum):
    """What a settlement must say before it counts, and says nothing of. The rest may stay unsaid."""

    LEAD = "lead"
    HAND_BACK = "hand_back"


TAKES_OVER = frozenset((HowFar.FOR_A_WHILE, HowFar.ALONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What is said of a situation.

    ``lead`` and ``support`` are ids of roles. ``how_far`` is how far in whoever helps goes; ``hand_back`` is the rule
    for when and how the teacher takes over again; ``decided_by`` says who decided, as a role or a meeting and never as
    a name. Empty and ``None`` are not said.
    """

    situation: str
    lead: str = ""
    support: tuple[str, ...] = ()
    when: str = ""
    how_far: HowFar | None = None
    place: Place | None = None
    purpose: Purpose | None = None
    hand_back: str = ""
    decided_by: str = ""
    review_on: date | None = None


def needs_hand_back(settlement: Settlement, *, teachers: Set[str]) -> bool:
    """Whether something is taken from the teacher that must be given back: another than a teacher leads, or the one who
    helps takes over. ``teachers`` are the ids of the roles that have the class themselves."""
    if not settlement.lead:
        return False
    helped = bool(set(settlement.support) - teachers) and settlement.how_far in TAKES_OVER
    return settlement.lead not in teachers or helped


def missing(settlement: Settlement, *, teachers: Set[str]) -> tuple[Lacks, ...]:
    """What must be said before the situation counts as settled: who leads, and, where something is taken from the
    teacher, when the teacher is back."""
    found = []
    if not settlement.lead:
        found.append(Lacks.LEAD)
    if needs_hand_back(settlement, teachers=teachers) and not settlement.hand_back.strip():
        found.append(Lacks.HAND_BACK)
    return tuple(found)


def is_settled(settlement: Settlement, *, teachers: Set[str]) -> bool:
    """Whether nothing is missing."""
    return not missing(settlement, teachers=teachers)
