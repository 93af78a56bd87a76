"""One person's answers as they are sent: one field for each question about each situation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from laget.clarification.answer import Answer, Question
from laget.clarify.operations import OpenAnswer
from laget.clarify.queries.choices import SituationText
from laget.forms.text import text_of

LONGEST = 2000
"""A text is cut here, far beyond what is allowed, so that a refused one can be shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswers:
    """What was sent, by the number of the situation: the choice of each question, and the words."""

    choices: Mapping[tuple[int, Question], str]
    words: Mapping[int, str]

    def answers(self, situations: Sequence[SituationText]) -> tuple[Answer, ...]:
        """As the deeds take them."""
        return tuple(self._answer(situation) for situation in situations)

    def open_answers(self, situations: Sequence[SituationText]) -> tuple[OpenAnswer, ...]:
        """With the words beside them, as the deeds take them."""
        return tuple(
            OpenAnswer(answer=self._answer(situation), words=self.words.get(situation.number, ""))
            for situation in situations
        )

    def _answer(self, situation: SituationText) -> Answer:
        does, should, how_far = (self.choices.get((situation.number, question), "") for question in Question)
        return Answer(situation=situation.key, does=does, should=should, how_far=how_far)


def sent(post: QueryDict, situations: Sequence[SituationText]) -> TypedAnswers:
    """The answers as the browser sent them."""
    return TypedAnswers(
        choices={
            (situation.number, question): post.get(field(question, situation.number), "")[:50]
            for situation in situations
            for question in Question
        },
        words={
            situation.number: text_of(post, f"words-{situation.number}")[:LONGEST] for situation in situations
        },
    )


def field(question: Question, number: int) -> str:
    """The name of a question's field: ``does-3``."""
    return f"{question}-{number}"
