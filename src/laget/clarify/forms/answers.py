"""One person's answers as they are sent: one field for each question about each situation."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from laget.clarification.answer import Answer, Question
from laget.clarify.operations import OpenAnswer
from laget.clarify.queries.choices import SituationText
from laget.clarify.typed import TypedAnswers, field
from laget.forms.text import text_of

LONGEST = 2000
"""A text is cut here, far beyond what is allowed, so that a refused one can be shown again."""


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


def answers(typed: TypedAnswers, situations: Sequence[SituationText]) -> tuple[Answer, ...]:
    """What is typed, as the deeds take it."""
    return tuple(_answer(typed, situation) for situation in situations)


def open_answers(typed: TypedAnswers, situations: Sequence[SituationText]) -> tuple[OpenAnswer, ...]:
    """What is typed, with the words beside it, as the deeds take it."""
    return tuple(
        OpenAnswer(answer=_answer(typed, situation), words=typed.words.get(situation.number, ""))
        for situation in situations
    )


def _answer(typed: TypedAnswers, situation: SituationText) -> Answer:
    does, should, how_far = (typed.choices.get((situation.number, question), "") for question in Question)
    return Answer(situation=situation.key, does=does, should=should, how_far=how_far)
