"""The portrait of a school in the report: its team, numbers, arenas, plan and what was learnt
(AFI r2015:6, §3.5, Tables 1–3 and the appendix; R-069 (in part)).

The report tells of each school in two places that do not always agree. A portrait repairs nothing: it holds
what the first place prints and, beside it, what the other place prints. What neither says is ``Open``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.mapping.team import Profession
from laget.theory.parts import Open, Source, Statement
from laget.theory.text import Text


class Layer(StrEnum):
    """Where a post stands in the team, seen from the teacher (§4.1, L1326-1337; R-189 (in part))."""

    CORE = "core"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Status(StrEnum):
    """Whether anybody was at work in the post during the school year (R-084 (in part), R-159 (in part))."""

    FILLED = "filled"
    VACANT = "vacant"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What another place in the report prints for the same thing.

    ``value`` is ``None`` where that place has words alone ("just over 500"); ``says`` are those words.
    """

    value: float | None
    source: Source
    says: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as the report prints it, in ``unit``.

    ``says`` is the report's own reservation where it has one ("about 180"), and is shown instead of the bare
    number. ``alternatives`` are the other printed values; whoever shows a figure shows them too.
    """

    id: str
    name: Text
    value: float | None
    unit: Text
    source: Source
    says: Text | None = None
    note: Text | None = None
    alternatives: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One role at the school, and how many hold it (R-093 (in part)).

    ``layer`` is where the school places it; ``placed_by_report`` is false where the placing is our reading.
    ``count`` is ``None`` where the report names the role without a number. ``fraction`` is the share of a
    full post each holder has (0–1), ``None`` where it is not stated; ``presence`` is what is printed about
    it, place by place, and empty where nothing is.
    """

    id: str
    role: Text
    profession: Profession
    layer: Layer | Open
    count: int | None
    fraction: float | None
    presence: tuple[Statement, ...]
    status: Status
    tasks: Text
    source: Source
    placed_by_report: bool = True
    status_note: Text | None = None
    other_counts: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arena:
    """A place where people of the team meet (R-075 (in part))."""

    id: str
    name: Text
    members: Text | Open
    rhythm: Text | Open
    purpose: Text | Open
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme that already asks for time at the school or in the municipality."""

    id: str
    name: Text
    says: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """What the report tells of the owner (R-053 (in part)). ``name`` keeps the municipality anonymous; ``size`` is the
    report's size class (Table 1)."""

    name: Text
    size: Statement
    inhabitants: Figure | Open
    local_inhabitants: Figure
    figures: tuple[Figure, ...]
    facts: tuple[Statement, ...]
    organisation: tuple[Statement, ...]
    programmes: tuple[Programme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something the school wanted to develop, and where it stood after half a year (R-068 (in part))."""

    id: str
    wanted: Text
    after_half_a_year: Text | Open
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the school set out to do in the project (R-099 (in part)).

    School A has measures, school E development goals, the others sub-goals and effect goals. ``focus`` is whom the
    project strengthened (Table 2).
    """

    main_goal: Statement
    measures: tuple[Statement, ...]
    goals: tuple[Goal, ...]
    focus: Statement
    working_form: Statement
    effect_goals: tuple[Statement, ...] | Open


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """The project's money (R-100 (in part)).

    ``amount`` is ``None`` for a school that got none, and then so is ``shares``.
    """

    says: Text
    amount: Figure | None
    uses: tuple[Statement, ...]
    shares: Text | Open | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A school as the report describes it. Read-only: nobody edits a published portrait.

    ``home`` is who cooperates with the home (Table 3; R-174 (in part)); ``strategy`` the leaders', where the report
    names it (R-070 (in part)).
    """

    id: str
    name: Text
    years: str
    summary: Text
    ideal_type: Statement
    strategy: Statement | Open
    municipality: Municipality
    centre: Text
    numbers: tuple[Figure, ...]
    posts: tuple[Post, ...]
    arenas: tuple[Arena, ...]
    programmes: tuple[Programme, ...]
    needs: tuple[Statement, ...]
    plan: Plan
    money: Money
    worked: tuple[Statement, ...]
    did_not_work: tuple[Statement, ...]
    risks: tuple[Statement, ...]
    home: tuple[Statement, ...]
    anomalies: tuple[Statement, ...]
    sources: tuple[Source, ...]

    def number(self, id: str) -> Figure | None:
        """The figure called ``id``, or ``None`` where the report does not print it for this school."""
        return next((figure for figure in self.numbers if figure.id == id), None)
