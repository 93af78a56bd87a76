"""What somebody has typed and not sent yet, or not rightly: as texts, so that a page can show it again as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.clarification.answer import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswers:
    """One person's answers, by the number of the situation: the choice of each question, and the words."""

    choices: Mapping[tuple[int, Question], str]
    words: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGroup:
    """A row of the table of roles, as it is typed; ``title`` is the school's own word, which the map gives."""

    role: str = ""
    holders: str = ""
    asked: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDraft:
    """A round in draft: the library's situations that are picked, those of the school's own by key, the roles, and the
    day to answer by."""

    picked: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    groups: tuple[TypedGroup, ...] = ()
    answer_by: str = ""


def field(question: Question, number: int) -> str:
    """The name of a question's field: ``does-3``."""
    return f"{question}-{number}"
