"""The team of a school in one school year, as values (AFI r2015:6, §2, §4.1; R-069 (in part), R-189 (in part)).

What nobody has said is ``None`` or empty and is never read as nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Profession(StrEnum):
    """The kind of work a post does: the report's three kinds of competence (§5.4, L2071-2079), leaders and
    assistants, who need no particular one, and everybody whose role the register does not have."""

    TEACHING = "teaching"
    SOCIAL = "social"
    HEALTH = "health"
    LEADERSHIP = "leadership"
    ASSISTANCE = "assistance"
    OTHER = "other"


class Ring(StrEnum):
    """Where a role stands in the team, seen from its middle (§4.1, L1326-1337)."""

    CORE = "core"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Place(StrEnum):
    """Where the holder works from: at the school, coming to it at fixed times, or somewhere else."""

    HERE = "here"
    VISITING = "visiting"
    ELSEWHERE = "elsewhere"


class HourKind(StrEnum):
    """What an hour of work is used for (R-149 (in part), R-158 (in part), R-167 (in part))."""

    WHOLE_CLASS = "whole_class"
    IN_CLASS_SINGLE = "in_class_single"
    GROUP_OUTSIDE = "group_outside"
    SINGLE_OUTSIDE = "single_outside"
    BREAKS = "breaks"
    SFO = "sfo"
    MEETINGS = "meetings"
    PREPARATION = "preparation"
    GUIDANCE = "guidance"
    HOME = "home"
    EXTERNAL = "external"
    STATUTORY = "statutory"
    ACUTE = "acute"


class Level(StrEnum):
    """Which level of the organisation an arena is for (R-075 (in part))."""

    CLASS = "class"
    GRADE = "grade"
    SCHOOL = "school"
    UNIT_LEADERS = "unit_leaders"
    MUNICIPAL = "municipal"
    MULTIPROFESSIONAL = "multiprofessional"
    EXTERNAL = "external"


class LedBy(StrEnum):
    """Who leads the holder's daily work (R-106 (in part))."""

    LEADERSHIP = "leadership"
    SFO = "sfo"
    OTHER = "other"


class Working(StrEnum):
    """How two roles work together: side by side, in one whole, or into each other's field (R-193 (in part))."""

    MULTI = "multi"
    INTER = "inter"
    CROSS = "cross"


class IdealType(StrEnum):
    """The three pure forms that the report reads schools by (§3.1, L929-949)."""

    TRADITIONAL = "traditional"
    EXPERT = "expert"
    INTEGRATED = "integrated"


class Leading(StrEnum):
    """The strategy that leaders say they follow (§5.1, L1877-1926; R-070 (in part)). Nobody sets «ad hoc»."""

    PEDAGOGICAL = "pedagogical"
    SOCIAL_PEDAGOGICAL = "social_pedagogical"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class HourUse:
    """Hours a week of one kind: as planned and as they turned out, each ``None`` where it is not said."""

    kind: HourKind
    planned: float | None
    real: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPost:
    """A post, or a line of ``count`` like posts.

    ``key`` stays with the post from year to year; ``holder`` is the same on all posts of one person and says nothing
    else of that person. ``role`` is an id of the role register. ``fraction`` is the share of a full post each holder
    has (0–1), ``bound`` the share of it that decisions bind to single pupils (0–1). ``days`` are the weekdays of the
    presence, Monday being 0: ``None`` is not said, the empty set is never. ``ring`` is the school's own choice where
    ``ring_chosen``, otherwise the usual ring of the role; ``None`` is neither. ``covered`` is false while nobody
    works in the post. ``owner_provided`` says whether another than the school sends the holder.
    """

    key: str
    holder: str
    role: str
    profession: Profession
    count: int | None = 1
    fraction: float | None = None
    bound: float | None = None
    place: Place | None = None
    days: frozenset[int] | None = None
    ring: Ring | None = None
    ring_chosen: bool = False
    grade_team: str | None = None
    hours: tuple[HourUse, ...] = ()
    covered: bool = True
    owner_provided: bool | None = None
    led_by: LedBy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArenaRole:
    """A role that meets in an arena: how many of it (``None`` is not said), and whether it always comes."""

    role: str
    number: int | None = None
    always: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A place where people of the team meet (R-075 (in part)).

    ``times_a_year`` and ``minutes`` make its rhythm and length; ``roles`` are its members, by role and never by post.
    ``useful`` is the school's own mark, 1 (not) to 4 (very); ``about_pupil`` marks those that are held about one
    pupil, and nothing of the pupil is held.
    """

    id: str
    name: str
    purpose: str = ""
    kind: str = ""
    level: Level | None = None
    times_a_year: int | None = None
    minutes: int | None = None
    roles: tuple[ArenaRole, ...] = ()
    agenda: bool | None = None
    decides: str = ""
    anonymous: bool | None = None
    useful: int | None = None
    about_pupil: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """Two roles, by id, that work together, and how (R-187)."""

    a: str
    b: str
    how: Working


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTeam:
    """A grade team, by a key that stays from year to year, and the roles that stand elsewhere seen from it than they do
    for the school (R-189). Its name is the school's own and is not here."""

    key: str
    rings: tuple[tuple[str, Ring], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStrategy:
    """What the leaders have set as the school's strategy and ideal type, each ``None`` where they have not."""

    leading: Leading | None
    ideal_type: IdealType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A school's team in the school year that begins in ``year``.

    ``pupils_lower_secondary`` are the pupils of grades 8–10 among ``pupils``; ``stages`` is ``1-7``, ``8-10``,
    ``1-10``, ``other`` or empty.
    """

    year: int
    pupils: int | None = None
    pupils_lower_secondary: int | None = None
    stages: str = ""
    posts: tuple[TeamPost, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    lines: tuple[WorkLine, ...] = ()
    grade_teams: tuple[GradeTeam, ...] = ()
    strategy: SetStrategy | None = None
