"""Role clarification in the demo: the worked examples of the report's schools, and nothing that is a school's own.

What the report does not tell is written with a word in front that says that it is made up, so that nobody takes it for
what the school said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from laget.clarification.answer import Answer
from laget.clarify import operations
from laget.clarify.models import Group, Round, Seat
from laget.clarify.operations import Asked, Holders, OpenAnswer
from laget.content.worked_examples import Answerers, Shown, WorkedExample, WorkedRound
from laget.schools.models import School

WORKED = "worked_example"
MADE_UP = "Oppdiktet: "

# When the round was held, before the demo was made.
BEGUN, OPENED, CLOSED = timedelta(days=45), timedelta(days=42), timedelta(days=28)


@transaction.atomic
def load_worked_example(example: WorkedExample, *, school: School, at: datetime) -> None:
    """Put the example into the database; a school that has one, or a round of its own, is left as it is."""
    if Round.objects.with_scope(owner=school.owner_id).filter(school=school).exists():
        return
    _hold(example.round, school=school, at=at)


def _hold(worked: WorkedRound, *, school: School, at: datetime) -> Round:
    """The round that was never held, from its beginning to its publication."""
    round = operations.begin_round(
        school=school,
        situations=[Asked(key=key) for key in worked.situations],
        groups=[Holders(role=group.role, holders=group.holders, asked=group.asked) for group in worked.groups],
        person=None,
        at=at - BEGUN,
        origin=WORKED,
    )
    operations.open_round(round=round, person=None, at=at - OPENED)
    groups = {group.role: group for group in Group.objects.with_scope(owner=school.owner_id).filter(round=round)}
    for answerers in worked.groups:
        _answer(answerers, groups[answerers.role])
    return operations.close_round(round=round, person=None, at=at - CLOSED)


def _answer(answerers: Answerers, group: Group) -> None:
    for kind, ballots in enumerate(answerers.ballots):
        for number in range(ballots.count):
            operations.answer_anonymously(group=group, answers=ballots.answers, key=f"{kind}-{number}")
    seats = {seat.number: seat for seat in Seat.objects.with_scope(owner=group.owner_id).filter(group=group)}
    for shower in answerers.showers:
        operations.share_statement(seat=seats[shower.number], answers=[_open_answer(shown) for shown in shower.shows])


def _open_answer(shown: Shown) -> OpenAnswer:
    answer = Answer(situation=shown.situation, does=shown.does, should=shown.should, how_far=shown.how_far)
    return OpenAnswer(answer=answer, words="" if shown.words is None else MADE_UP + shown.words.nb)
