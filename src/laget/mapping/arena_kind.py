"""An arena in the register: a place to meet that the report tells of, ready to pick (R-075 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.team import Level
from laget.theory.parts import Open, Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRole:
    """A role that the source says meets there; ``always`` is false for those who come when they are needed."""

    role: str
    always: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenaKind:
    """A kind of arena, with what the source says of it; what it leaves open is ``Open`` or ``None``.

    ``times_a_year`` reckons a school year as 38 weeks and ten months. ``about_pupil`` marks those that are held about
    one pupil, and ``anonymous`` those where no pupil is named. ``schools`` are the report's schools that have it.
    """

    id: str
    name: Text
    level: Level
    purpose: Text | Open
    rhythm: Text | Open
    times_a_year: int | None
    minutes: int | None
    roles: tuple[UsualRole, ...]
    schools: tuple[str, ...]
    source: Source
    anonymous: bool | None = None
    about_pupil: bool = False
