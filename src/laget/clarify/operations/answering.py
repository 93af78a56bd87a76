"""Answer a round: anonymously into the counters, or openly from a seat.

No line is written in the audit log of an answer, shared or taken back: dated lines, one each, would be the list of who
answered when (docs/decisions/0005).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from laget.clarification.answer import UNSAID, Answer, HowFar, Question
from laget.clarify.models import Group, Receipt, Round, RoundSituation, Seat, Statement, Tally
from laget.clarify.operations.rounds import roles_and_none
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.operations.text import refuse_national_id

LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAnswer:
    """What the holder of a seat will show of one situation: the answer, and a few words of one's own."""

    answer: Answer
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.answer.says_something() or self.words.strip())


@transaction.atomic
def answer_anonymously(*, group: Group, answers: Sequence[Answer], key: str) -> None:
    """Add one person's answers to the group's counters. ``key`` is the form's own; the same form sent again adds
    nothing.

    Raises ``Refusal``: ``round_not_open``, ``all_have_answered``, ``nothing_answered``, ``unknown_choice``.
    """
    now, situations = _open_to(group, answers)
    _count(now, situations, answers, key)


def refuse_answers(*, group: Group, answers: Sequence[Answer]) -> None:
    """Raise what ``answer_anonymously`` would raise for answers to be looked over, and keep nothing."""
    _offered(group, answers)
    if not any(answer.says_something() for answer in answers):
        raise _nothing()
    _refuse_full(group)


def refuse_statement(*, seat: Seat, answers: Sequence[OpenAnswer]) -> None:
    """Raise what ``share_statement`` would raise for a statement to be looked over, and keep nothing."""
    _offered(seat.group, [one.answer for one in answers])
    _refuse_words(answers)


@transaction.atomic
def share_statement(*, seat: Seat, answers: Sequence[OpenAnswer]) -> None:
    """Show what the holder of the seat says, in place of anything shown before.

    Raises ``Refusal``: ``round_not_open``, ``nothing_answered``, ``unknown_choice``, ``words_too_long`` (most),
    ``national_id_in_text``.
    """
    _share(seat, answers)


@transaction.atomic
def take_back(*, seat: Seat) -> None:
    """Show nothing of the seat any more, also after the round is closed."""
    _locked(seat.group)
    _statements(seat).delete()


@transaction.atomic
def type_anonymous_sheet(
    *, group: Group, answers: Sequence[Answer], key: str, person: Person | None, at: datetime
) -> None:
    """Count a sheet of paper. The line in the log says that ``person`` typed a sheet in the round, and not whose.

    Raises ``Refusal`` as ``answer_anonymously``.
    """
    now, situations = _open_to(group, answers)
    if _count(now, situations, answers, key):
        _typed(now.round, person, at)


@transaction.atomic
def type_open_sheet(*, seat: Seat, answers: Sequence[OpenAnswer], person: Person | None, at: datetime) -> None:
    """Show what the holder of a seat has written on paper to be shown.

    Raises ``Refusal``: ``already_shown`` where the holder has shown an answer already, and as ``share_statement``.
    """
    _locked(seat.group)
    if _statements(seat).exists():
        raise Refusal("already_shown", "This holder has shown an answer already, and nobody else changes that.")
    now = _share(seat, answers)
    _typed(now.round, person, at)


def _typed(round: Round, person: Person | None, at: datetime) -> None:
    audit.write(at=at, person=person, verb="type_sheet", thing=round, owner=round.owner)


def _count(now: Group, situations: dict[str, int], answers: Sequence[Answer], key: str) -> bool:
    """Whether it counted: not where the same form has counted before."""
    if not any(answer.says_something() for answer in answers):
        raise _nothing()
    receipts = Receipt.objects.with_scope(owner=now.owner_id).filter(group=now)
    key_hash = hashlib.sha256(f"{now.pk} {key}".encode()).hexdigest()
    if receipts.filter(key_hash=key_hash).exists():
        return False
    _refuse_full(now)
    Receipt.objects.create(owner_id=now.owner_id, group=now, key_hash=key_hash)
    now.answers += 1
    now.save(update_fields=["answers"])
    chosen = reduce(or_, _choices(situations, answers))
    # Every row of the group is written, so that the newest version of a row does not tell what the last one answered.
    Tally.objects.with_scope(owner=now.owner_id).filter(group=now).update(
        count=F("count") + Case(When(chosen, then=Value(1)), default=Value(0))
    )
    return True


def _refuse_full(group: Group) -> None:
    if group.answers >= group.holders:
        raise Refusal(
            "all_have_answered",
            f"All {group.holders} answers of this group are in. Whoever has not answered should tell whoever opened "
            "the round.",
        )


def _choices(situations: dict[str, int], answers: Sequence[Answer]) -> list[Q]:
    """The rows that one person's answers belong to: one for each question about each situation of the round."""
    by_key = {answer.situation: answer for answer in answers}
    rows = []
    for key, pk in situations.items():
        answer = by_key.get(key, Answer(situation=key))
        rows += [Q(situation=pk, question=question, choice=answer.to(question)) for question in Question]
    return rows


def _share(seat: Seat, answers: Sequence[OpenAnswer]) -> Group:
    now, situations = _open_to(seat.group, [one.answer for one in answers])
    said = _refuse_words(answers)
    _statements(seat).delete()
    Statement.objects.bulk_create(
        Statement(
            owner_id=now.owner_id,
            seat=seat,
            situation_id=situations[one.answer.situation],
            does=one.answer.does,
            should=one.answer.should,
            how_far=one.answer.how_far,
            words=one.words.strip(),
        )
        for one in said
    )
    return now


def _refuse_words(answers: Sequence[OpenAnswer]) -> list[OpenAnswer]:
    """The situations of which something is said."""
    said = [one for one in answers if not one.empty]
    if not said:
        raise _nothing()
    for one in said:
        if len(one.words.strip()) > LONGEST_WORDS:
            raise Refusal(
                "words_too_long",
                f"The words are more than {LONGEST_WORDS} characters. Shorten them.",
                most=LONGEST_WORDS,
            )
        refuse_national_id(one.words)
    return said


def _statements(seat: Seat) -> QuerySet[Statement]:
    return Statement.objects.with_scope(owner=seat.owner_id).filter(seat=seat)


def _locked(group: Group) -> Group:
    """The group as it is now; nobody else answers in it, and the round is not closed, before this transaction ends."""
    groups = Group.objects.with_scope(owner=group.owner_id).select_for_update(of=("self",))
    return groups.select_related("round__owner").get(pk=group.pk)


def _open_to(group: Group, answers: Sequence[Answer]) -> tuple[Group, dict[str, int]]:
    """The group, and the round's situations by key; refuses what is not open or was not offered."""
    now = _locked(group)
    return now, _offered(now, answers)


def _offered(now: Group, answers: Sequence[Answer]) -> dict[str, int]:
    # Read after the group's lock is held, where it is: closing holds it to the end.
    state = Round.objects.with_scope(owner=now.owner_id).values_list("state", flat=True).get(pk=now.round_id)
    if state != "open":
        raise Refusal("round_not_open", "The round is not open for answers, so nothing was kept.")
    rows = RoundSituation.objects.with_scope(owner=now.owner_id).filter(round=now.round_id).order_by("place")
    situations = dict(rows.values_list("key", "pk"))
    groups = Group.objects.with_scope(owner=now.owner_id).filter(round=now.round_id).order_by("place")
    choices = {*roles_and_none(tuple(groups)), UNSAID}
    how_far = {*HowFar, UNSAID}
    for answer in answers:
        offered = answer.situation in situations and {answer.does, answer.should} <= choices
        if not (offered and answer.how_far in how_far):
            raise Refusal("unknown_choice", "An answer is not one of those that were offered. Choose among them.")
    if len({answer.situation for answer in answers}) < len(answers):
        raise Refusal("unknown_choice", "A situation is answered twice. Answer it once.")
    return situations


def _nothing() -> Refusal:
    return Refusal("nothing_answered", "Nothing is answered yet. Answer at least one of the questions.")
