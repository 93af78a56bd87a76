"""A school of the report with role clarification done, as a worked example for the demo.

The report tells of the conflicts and of some of what was agreed; it tells of no round and of no settlement. So every
value says which it is: ``source`` is where the report tells of it, and what has none, or is named in ``invented``, is
made up here and is shown as made up. No number of an answer is the report's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.clarification.answer import UNSAID, Answer, HowFar
from laget.clarification.settlement import Place, Purpose
from laget.theory.parts import Source, Statement
from laget.theory.text import Text


class Outcome(StrEnum):
    """How it stood after half a year, in the report's own style."""

    ACHIEVED = "achieved"
    CONTINUING = "continuing"
    UNDECIDED = "undecided"


class Part(StrEnum):
    """A part of a settlement that can be made up though the rest is told."""

    LEAD = "lead"
    SUPPORT = "support"
    WHEN = "when"
    HOW_FAR = "how_far"
    PLACE = "place"
    PURPOSE = "purpose"
    HAND_BACK = "hand_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """``count`` people of a role who answered alike, made up."""

    count: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one holder chose to show of one situation, made up; ``does`` and the like as in ``Answer``."""

    situation: str
    does: str = UNSAID
    should: str = UNSAID
    how_far: str = UNSAID
    words: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shower:
    """A holder of a role of fewer than five, who chose to show something; ``number`` tells the holders apart."""

    number: int
    shows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerers:
    """All who hold a role: how many, and what they answered. Five or more answer by ``ballots``, fewer by
    ``showers``; ``asked`` is false for a role that can only be named."""

    role: str
    holders: int
    ballots: tuple[Ballots, ...] = ()
    showers: tuple[Shower, ...] = ()
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedRound:
    """A round that was never held: ``situations`` are ids of situations."""

    situations: tuple[str, ...]
    groups: tuple[Answerers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedReview:
    """How it went; ``source`` is ``None`` where that is made up."""

    outcome: Outcome
    note: Text
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedSettlement:
    """What is settled of a situation, as ``clarification.settlement.Settlement``; what is left out is not settled.

    ``invented`` are the parts that the report does not tell of, ``source`` is where it tells of the rest, and is
    ``None`` where it tells of nothing.
    """

    situation: str
    lead: str = ""
    support: tuple[str, ...] = ()
    when: Text | None = None
    how_far: HowFar | None = None
    place: Place | None = None
    purpose: Purpose | None = None
    hand_back: Text | None = None
    invented: tuple[Part, ...] = ()
    review: WorkedReview | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedMatter:
    """A disagreement that waits. ``source`` is where the report tells of it; that it was raised, and when it is to be
    answered, is made up: ``raised`` and ``due`` are days from the day the demo is made."""

    situation: str
    question: Text
    raised: int
    due: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedCard:
    """What the school writes itself on a card: ``about`` says what is told and what is made up."""

    role: str
    about: Text
    does: tuple[Statement, ...] = ()
    does_not: tuple[Statement, ...] = ()
    mentor: str = ""
    put_forward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedLoop:
    """That ``giver`` tells ``receiver`` how it goes; ``source`` is ``None`` where that is made up."""

    receiver: str
    giver: str
    how: Text
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedStep:
    """A step by which a role came to the school. The report gives no dates."""

    role: str
    step: str
    done: bool
    note: Text
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedDescription:
    """The municipality's description of a role, as far as the report tells what is in it."""

    role: str
    does: tuple[Statement, ...]
    partners: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """``id`` is the portrait's. ``told`` is what the report tells of the conflict, ``made_up`` what is made up here.
    ``arbiter``, ``coordinator`` and ``assistants`` are roles, empty where nobody is named."""

    id: str
    told: Text
    made_up: Text
    source: Source
    round: WorkedRound
    settlements: tuple[WorkedSettlement, ...]
    matters: tuple[WorkedMatter, ...]
    cards: tuple[WorkedCard, ...]
    arbiter: str = ""
    coordinator: str = ""
    assistants: str = ""
    loops: tuple[WorkedLoop, ...] = ()
    steps: tuple[WorkedStep, ...] = ()
    descriptions: tuple[WorkedDescription, ...] = ()
