"""What is asked about a situation, and what can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """Who does it today, who should, and how far in whoever helps should go."""

    DOES = "does"
    SHOULD = "should"
    HOW_FAR = "how_far"


class NoRole(StrEnum):
    """The answers to who does it and who should that are not a role."""

    NOBODY = "nobody"
    VARIES = "varies"
    UNKNOWN = "unknown"


class HowFar(StrEnum):
    """How far in the one who helps goes: gives advice, is there beside the teacher, takes over for a while, or has it
    alone until it is handed back (§4.7, L1544-1547)."""

    ADVISES = "advises"
    BESIDE = "beside"
    FOR_A_WHILE = "for_a_while"
    ALONE = "alone"
    UNKNOWN = "unknown"


UNSAID = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One person's answer about one situation. ``does`` and ``should`` are ids of roles or ``NoRole``, ``how_far`` a
    ``HowFar``; ``UNSAID`` is not answered, which is never read as an answer."""

    situation: str
    does: str = UNSAID
    should: str = UNSAID
    how_far: str = UNSAID

    def to(self, question: Question) -> str:
        """What is answered to one of the questions."""
        match question:
            case Question.DOES:
                return self.does
            case Question.SHOULD:
                return self.should
            case Question.HOW_FAR:
                return self.how_far

    def says_something(self) -> bool:
        """Whether any of the questions is answered."""
        return any(self.to(question) != UNSAID for question in Question)
