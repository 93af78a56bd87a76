"""Role clarification in the demo: the worked examples of the report's schools, and nothing that is a school's own.

What the report does not tell is written with a word in front that says that it is made up, so that nobody takes it for
what the school said. The words are bokmål, as all that the demo writes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarification.answer import Answer
from laget.clarify import operations
from laget.clarify.models import Group, Round, Seat
from laget.clarify.operations import Asked, Holders, OpenAnswer
from laget.clarify.operations.feedback import agree_feedback
from laget.clarify.operations.introductions import mark_step
from laget.clarify.operations.job_descriptions import describe_role
from laget.clarify.operations.matters import name_clarifiers, raise_matter
from laget.clarify.operations.reviews import review_settlement
from laget.clarify.operations.role_cards import CardFacts, make_version, write_card
from laget.clarify.operations.settlements import SettlementFacts, settle
from laget.clarify.queries.cards import card_sources
from laget.content.places import said as place_said
from laget.content.worked_examples import (
    Answerers,
    Part,
    Shown,
    WorkedCard,
    WorkedDescription,
    WorkedExample,
    WorkedLoop,
    WorkedMatter,
    WorkedRound,
    WorkedSettlement,
    WorkedStep,
)
from laget.schools.models import School
from laget.theory.parts import Source

WORKED = "worked_example"
MADE_UP = "Oppdiktet: "

# When the round was held, what came of it settled and looked back at, before the demo was made.
BEGUN, OPENED, CLOSED = timedelta(days=45), timedelta(days=42), timedelta(days=28)
SETTLED, LOOKED_BACK = timedelta(days=21), timedelta(days=1)
LOOKS_BACK = timedelta(weeks=26)

PARTS = {
    Part.LEAD: "hvem som leder",
    Part.SUPPORT: "hvem som støtter",
    Part.WHEN: "når",
    Part.HOW_FAR: "hvor langt inn",
    Part.PLACE: "hvor",
    Part.PURPOSE: "formål",
    Part.HAND_BACK: "tilbakeføring",
}


@transaction.atomic
def load_worked_example(example: WorkedExample, *, school: School, at: datetime) -> None:
    """Put the example into the database; a school that has held a round is left as it is."""
    if Round.objects.with_scope(owner=school.owner_id).filter(school=school).exists():
        return
    round = _hold(example.round, school=school, at=at)
    name_clarifiers(
        school=school,
        arbiter=example.arbiter,
        coordinator=example.coordinator,
        assistants=example.assistants,
        person=None,
        at=at - SETTLED,
    )
    for description in example.descriptions:
        _describe(description, school=school, at=at)
    for settlement in example.settlements:
        _settle(settlement, school=school, round=round, at=at)
    for matter in example.matters:
        _raise(matter, school=school, at=at)
    for loop in example.loops:
        _loop(loop, school=school, at=at)
    for step in example.steps:
        _step(step, school=school, at=at)
    for card in example.cards:
        _card(card, school=school, at=at)


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


def _settle(worked: WorkedSettlement, *, school: School, round: Round, at: datetime) -> None:
    facts = SettlementFacts(
        lead=worked.lead,
        support=worked.support,
        when="" if worked.when is None else _with_place(worked.when.nb, worked.source),
        how_far=worked.how_far or "",
        place=worked.place or "",
        purpose=worked.purpose or "",
        hand_back="" if worked.hand_back is None else MADE_UP + worked.hand_back.nb,
        decided_by=_decided_by(worked),
        review_on=localdate(at + LOOKS_BACK) if worked.lead else None,
    )
    settle(
        school=school,
        key=worked.situation,
        number=0,
        facts=facts,
        round=round,
        person=None,
        at=at - SETTLED,
        origin=WORKED,
    )
    if worked.review is not None:
        review_settlement(
            school=school,
            key=worked.situation,
            outcome=worked.review.outcome,
            note=_with_place(worked.review.note.nb, worked.review.source),
            person=None,
            at=at - LOOKED_BACK,
        )


def _decided_by(worked: WorkedSettlement) -> str:
    """Nobody decided it: what stands there says what of the example is made up."""
    if not worked.invented:
        return ""
    return MADE_UP + ", ".join(PARTS[part] for part in worked.invented)


def _raise(worked: WorkedMatter, *, school: School, at: datetime) -> None:
    question = _with_place(worked.question.nb, worked.source)
    raise_matter(
        school=school,
        key=worked.situation,
        question=f"{question} Eksempel: At saken er tatt opp, er oppdiktet.",
        due=localdate(at + timedelta(days=worked.due)),
        person=None,
        at=at + timedelta(days=worked.raised),
    )


def _loop(worked: WorkedLoop, *, school: School, at: datetime) -> None:
    how = MADE_UP + worked.how.nb if worked.source is None else _with_place(worked.how.nb, worked.source)
    agree_feedback(
        school=school, receiver=worked.receiver, giver=worked.giver, how=how, person=None, at=at - SETTLED
    )


def _step(worked: WorkedStep, *, school: School, at: datetime) -> None:
    """The report gives no day, so a step that is done has the day the example was settled, and says so."""
    note = _with_place(worked.note.nb, worked.source)
    mark_step(
        school=school,
        role=worked.role,
        step=worked.step,
        planned_on=None,
        done_on=localdate(at - SETTLED) if worked.done else None,
        note=f"{note} Datoen er oppdiktet." if worked.done else note,
        person=None,
        at=at - SETTLED,
    )


def _card(worked: WorkedCard, *, school: School, at: datetime) -> None:
    write_card(
        school=school,
        role=worked.role,
        revision=0,
        facts=CardFacts(
            about=worked.about.nb,
            does=tuple(one.says.nb for one in worked.does),
            does_not=tuple(one.says.nb for one in worked.does_not),
            mentor=worked.mentor,
        ),
        person=None,
        at=at - SETTLED,
    )
    if worked.put_forward:
        card = card_sources(school, language="nb").card(worked.role)
        make_version(school=school, card=card, person=None, at=at - LOOKED_BACK, origin=WORKED)


def _describe(worked: WorkedDescription, *, school: School, at: datetime) -> None:
    describe_role(
        owner=school.owner,
        role=worked.role,
        does=tuple(one.says.nb for one in worked.does),
        partners=worked.partners.nb,
        agreed_on=localdate(at - SETTLED),
        person=None,
        at=at - SETTLED,
    )


def _with_place(text: str, source: Source | None) -> str:
    """What is told, with where the report tells it."""
    return text if source is None else f"{text} ({place_said(source, language='nb')})"
