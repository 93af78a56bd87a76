"""Norms and national figures that a school's own numbers are shown beside, each with its caution (R-087 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time
from laget.mapping.team import Team
from laget.theory.parts import Open, Source
from laget.theory.text import Text

_WITHOUT_LOWER_SECONDARY = "1-7"
_LOWER_SECONDARY_ALONE = "8-10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Pupils to each full post of ``role`` (of all adults where it is empty), from ``low`` to ``high``.

    ``lower_secondary`` is the number for grades 8–10 where it is another. ``asks_for_staff`` marks a norm that a school
    can be short of; the others are figures to look at. ``says`` is the number as it is printed, ``caution`` what the
    source or we say against comparing with it. ``valid_from`` and ``checked_on`` are days (YYYY-MM-DD), open where
    nobody has looked them up: such a norm raises a question and nothing else.
    """

    id: str
    name: Text
    low: float
    high: float
    lower_secondary: float | None
    asks_for_staff: bool
    says: Text
    caution: Text
    valid_from: str | Open
    checked_on: str | Open
    source: Source
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstNorm:
    """What a norm comes to at a school: ``needed`` full posts and those that the school ``has``. ``short`` is whether
    there are too few, ``None`` where it cannot be told."""

    norm: Norm
    needed: float
    has: Bounds
    short: bool | None


def against_norm(team: Team, norm: Norm) -> AgainstNorm | None:
    """The team against a norm of staff. ``None`` where the norm asks for none, where the pupils of each stage are not
    said, or where the role is not on the map: then nobody has said that the school is without it."""
    pupils = _pupils_by_stage(team)
    if not norm.asks_for_staff or pupils is None or not any(post.role == norm.role for post in team.posts):
        return None
    primary, lower_secondary = pupils
    needed = primary / norm.high + lower_secondary / (norm.lower_secondary or norm.high)
    has = full_time(team, role=norm.role)
    short = None
    if has.high is not None and has.high < needed:
        short = True
    elif has.low >= needed:
        short = False
    return AgainstNorm(norm=norm, needed=needed, has=has, short=short)


def _pupils_by_stage(team: Team) -> tuple[int, int] | None:
    """Pupils of grades 1–7 and of grades 8–10."""
    if team.pupils is None:
        return None
    if team.stages == _WITHOUT_LOWER_SECONDARY:
        return team.pupils, 0
    if team.stages == _LOWER_SECONDARY_ALONE:
        return 0, team.pupils
    if team.pupils_lower_secondary is None:
        return None
    return max(team.pupils - team.pupils_lower_secondary, 0), team.pupils_lower_secondary
