"""The parts of a programme theory, as values (AFI r2015:6, §5.3).

A theory is a typed graph: target groups → activities → mechanisms → sub-goals → final goals. Everything
else (factors, prerequisites, evidence, scope) is said about the graph. What the source leaves open is an
``Open``, never an empty string: silence is a finding too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.text import Text


class Kind(StrEnum):
    """The five columns of a theory, from left to right."""

    TARGET_GROUP = "target_group"
    ACTIVITY = "activity"
    MECHANISM = "mechanism"
    SUB_GOAL = "sub_goal"
    FINAL_GOAL = "final_goal"


class Direction(StrEnum):
    """Which way an indicator is expected to move."""

    UP = "up"
    DOWN = "down"


class Horizon(StrEnum):
    """When a change should show, as far as the report says (§5.3, L2017-2020; R-004 (in part))."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from: a work, its section, and lines of the report's text where known."""

    work: str
    section: str
    lines: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Something the source leaves open; ``missing`` says what, in a reader's words (R-007)."""

    missing: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A node. A part that is both sub-goal and final goal has both kinds and is drawn in both columns (R-005).

    ``about`` is what it is, why it matters and how it is done; of a mechanism, what decides whether it works and for
    whom, as far as the source says (R-003 (in part)).
    """

    id: str
    kinds: tuple[Kind, ...]
    name: Text
    about: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What would be looked at to see whether a claim holds. ``named_by_report`` is false for our reading."""

    id: str
    name: Text
    direction: Direction
    named_by_report: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A falsifiable claim on an arrow. The first indicator is the primary one.

    ``smallest_change`` and ``due`` are the smallest change worth having and when it should show; where the
    report does not say, they are ``Open``.
    """

    says: Text
    indicators: tuple[str, ...]
    smallest_change: Text | Open
    due: Horizon | Open
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From one part to another, with a claim, or open. ``evidence`` names the statements of the theory's evidence
    that bear on this arrow; most arrows have none."""

    id: str
    start: str
    end: str
    claim: Claim | Open
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said about the theory: a factor, a prerequisite, a contribution, an assessment."""

    id: str
    says: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A theory's place on one design dimension (§5.3; R-006): a value, or open. ``brief`` is the value in a few words,
    for the table that sets the theories side by side. Whether an exemption from the law is needed is one dimension
    (R-017 (in part)), and whether the measure is simple or composite another (R-056 (in part)).
    """

    dimension: str
    says: Text | Open
    source: Source
    brief: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How a theory meets one demand of the report's chapter 4, and by what (R-027 (in part)). Silence is ``Open``, and
    ``in_part`` is where it answers only a part of the demand; that judgement is ours."""

    dilemma: str
    says: Text | Open
    source: Source
    in_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presupposition:
    """Another theory that this one takes for granted, and why (§5.4, L2115-2123, §5.5.2; R-010)."""

    theory: str
    says: Text
    source: Source


class Fulfilment(StrEnum):
    """How far a theory, as its source tells it, meets a requirement."""

    MET = "met"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a theory meets one of the report's requirements on a model. The judgement is ours: ``says`` tells what
    it rests on, and ``source`` where to look."""

    requirement: str
    meets: Fulfilment
    says: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory:
    """A programme theory in one published version (R-002 (in part)). Published versions are never edited."""

    id: str
    version: int
    name: Text
    summary: Text
    problem: tuple[Statement, ...]
    purpose: Text
    source: Source
    parts: tuple[Part, ...]
    arrows: tuple[Arrow, ...]
    indicators: tuple[Indicator, ...]
    promotes: tuple[Statement, ...]
    hinders: tuple[Statement, ...]
    barriers: tuple[Statement, ...]
    assumptions: tuple[Statement, ...]
    prerequisites: tuple[Statement, ...]
    national_contribution: tuple[Statement, ...]
    settings: tuple[Setting, ...]
    assessments: tuple[Statement, ...]
    dilemmas: tuple[Address, ...]
    requirements: tuple[Answer, ...]
    presupposes: tuple[Presupposition, ...]
    objectives: tuple[str, ...]
    evidence: tuple[str, ...]
    inconsistencies: tuple[Statement, ...] = ()

    def part(self, id: str) -> Part:
        """The part called ``id``."""
        return next(part for part in self.parts if part.id == id)

    def arrow(self, id: str) -> Arrow:
        """The arrow called ``id``."""
        return next(arrow for arrow in self.arrows if arrow.id == id)

    def column(self, kind: Kind) -> tuple[Part, ...]:
        """The parts drawn in one column, in the theory's own order."""
        return tuple(part for part in self.parts if kind in part.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Our own proposal where the report gives nothing: the smallest change worth having and when.

    Kept apart from the theory, marked ours, off by default; a protocol fills in the real one before data.
    ``value`` is in ``unit``.
    """

    arrow: str
    indicator: str
    value: float
    unit: Text
    months: int
    reason: Text


class EvidenceKind(StrEnum):
    """What a statement of evidence rests on."""

    SYSTEMATIC = "S"
    EXPERIENCE = "X"
    CASE = "C"
    ARGUMENT = "A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement of what is known. ``study`` is a citation as it stands, or words. Never a number the report
    does not give.

    ``direction`` is which way it points, in the report's own few words; ``None`` where the statement is no
    finding with a direction. ``strength`` is what the report says of how large or how sure it is. ``gathers``
    names the single findings, where one statement holds several. ``general`` marks a limit of the reviewed research as
    a whole, which is shown with any of it.
    """

    id: str
    kind: EvidenceKind
    says: Text
    direction: Text | None
    strength: Text | Open
    study: str | Text
    limits: Text | Open
    source: Source
    gathers: tuple[Text, ...] = ()
    general: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dilemma:
    """A demand that the report's chapter 4 makes on any good model."""

    id: str
    name: Text
    demand: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the report asks of any model or of its programme theory (§5.3, §6.7; R-002, R-037)."""

    id: str
    name: Text
    demand: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One of the five overall objectives (G1–G5); ``guard`` is the condition that must not be broken."""

    id: str
    name: Text
    source: Source
    guard: Text | None = None


