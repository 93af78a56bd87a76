"""A matter: a disagreement that has a place, a question and a date, and goes up a level when nobody answers.

The arbiter at the school answers first; what is stuck goes to the school owner, and from there to the municipality
(AFI r2015:6, L1753-1754, L2445-2448; R-072 (in part), R-109 (in part)). Everything here is a function of the matter and
a day: nothing has to run at night for a matter to go up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

GRACE = timedelta(days=14)
"""How long the owner has for a matter that came up by itself, without anybody setting a date."""


class Level(StrEnum):
    """Who is to answer."""

    SCHOOL = "school"
    OWNER = "owner"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter and its dates. ``due`` is the day by which the school's arbiter answers; ``owner_due`` and
    ``municipality_due`` are set when somebody lifts it; ``answered_on`` ends it at whatever level it was."""

    raised_on: date
    due: date
    lifted_on: date | None = None
    owner_due: date | None = None
    sent_on: date | None = None
    municipality_due: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a matter is waiting on a day: at which level, since when, by when, and whether that is past. ``by_itself``
    says that it went up because its date went by, and not because somebody lifted it."""

    level: Level
    since: date
    due: date
    overdue: bool
    by_itself: bool = False


def standing(matter: Matter, *, on: date) -> Standing | None:
    """Where the matter is waiting on the day ``on``; ``None`` for one that is answered by then.

    It is the owner's from the day after its date at the school, if nobody has lifted it before. It stays waiting at the
    highest level it was lifted to until it is answered: no date makes it disappear.
    """
    if matter.answered_on is not None and matter.answered_on <= on:
        return None
    if matter.municipality_due is not None and matter.sent_on is not None and matter.sent_on <= on:
        due = matter.municipality_due
        return Standing(level=Level.MUNICIPALITY, since=matter.sent_on, due=due, overdue=on > due)
    if matter.owner_due is not None and matter.lifted_on is not None and matter.lifted_on <= on:
        due = matter.owner_due
        return Standing(level=Level.OWNER, since=matter.lifted_on, due=due, overdue=on > due)
    if on > matter.due:
        since, due = matter.due + timedelta(days=1), matter.due + GRACE
        return Standing(level=Level.OWNER, since=since, due=due, overdue=on > due, by_itself=True)
    return Standing(level=Level.SCHOOL, since=matter.raised_on, due=matter.due, overdue=False)


def is_the_owners(matter: Matter, *, on: date) -> bool:
    """Whether the owner sees the matter among those that wait: it has left the school, and is not answered."""
    now = standing(matter, on=on)
    return now is not None and now.level is not Level.SCHOOL


def has_come_to_the_owner(matter: Matter, *, on: date) -> bool:
    """Whether the owner may read the matter: it has once left the school, lifted or past its date, and however it was
    answered then. Only one that the school answered in time, without lifting it, was never the owner's."""
    if matter.lifted_on is not None and matter.lifted_on <= on:
        return True
    until = on if matter.answered_on is None else min(on, matter.answered_on)
    return until > matter.due
