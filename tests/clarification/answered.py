"""Answers of a group, as counts."""

from __future__ import annotations

from hypothesis import strategies as st

from laget.clarification.answer import UNSAID, HowFar, NoRole, Question
from laget.clarification.publication import GroupCounts

ROLES = ("teacher", "assistant", "principal", "miljoterapeut")
SITUATIONS = ("after-long-break",)
QUESTIONS = tuple(Question)
OFFERED = {
    Question.DOES: (*ROLES, *NoRole, UNSAID),
    Question.SHOULD: (*ROLES, *NoRole, UNSAID),
    Question.HOW_FAR: (*HowFar, UNSAID),
}


def group(role: str, answers: int, **said: dict[str, int]) -> GroupCounts:
    """The group's counts of each question (``does``, ``should``, ``how_far``); whoever is not counted said nothing."""
    counts = {}
    for question in QUESTIONS:
        given = said.get(question, {})
        left = answers - sum(number for choice, number in given.items() if choice != UNSAID)
        counts[SITUATIONS[0], question] = dict.fromkeys(OFFERED[question], 0) | given | {UNSAID: left}
    return GroupCounts(role=role, answers=answers, counts=counts)


@st.composite
def counted(draw: st.DrawFn, people: int) -> dict[Question, dict[str, int]]:
    """How so many people may have answered."""
    found = {}
    for question in QUESTIONS:
        said = draw(st.lists(st.sampled_from(OFFERED[question]), min_size=people, max_size=people))
        found[question] = {choice: said.count(choice) for choice in OFFERED[question]}
    return found
