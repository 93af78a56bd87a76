"""Begin a round, settle what and whom it asks, open it, and close it: what closing publishes is all that is kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarification.answer import UNSAID, HowFar, NoRole, Question
from laget.clarification.publication import Counts, GroupCounts, publish, write_publication
from laget.clarification.situation import said_alike
from laget.clarify.links import GROUP, SEAT, new_handle
from laget.clarify.models import Group, Receipt, Round, RoundSituation, Seat, Statement, Tally
from laget.clarify.models.group import FEWEST_ANONYMOUS
from laget.clarify.models.round import LONGEST_SITUATION, MOST_SITUATIONS
from laget.clarify.queries.library_words import library_words
from laget.content import shelf
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

OWN = "own-"
MOST_HOLDERS = 500
SOONEST_AGAIN = timedelta(weeks=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A situation to put: ``key`` of the library or, with a ``text``, of the school's own; a new one of its own has no
    key yet."""

    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """A role at the school: how many hold it, and whether they are asked or can only be named in an answer."""

    role: str
    holders: int
    asked: bool = True
    title: str = ""


@transaction.atomic
def begin_round(
    *,
    school: School,
    situations: Sequence[Asked] = (),
    groups: Sequence[Holders] = (),
    repeats: Round | None = None,
    person: Person | None,
    at: datetime,
    origin: str = "school",
) -> Round:
    """A round in draft, about what and whom is given; ``repeats`` is an earlier round that it is held against.

    Raises ``Refusal``: ``round_is_on``, and as ``change_round``.
    """
    # One at a time at a school: whoever begins at the same moment waits here, and then finds this round.
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)
    rounds = Round.objects.with_scope(owner=school.owner_id).filter(school=school)
    numbers = dict(rounds.values_list("number", "state"))
    if {"draft", "open"} & set(numbers.values()):
        raise Refusal(
            "round_is_on",
            f"{school.code} has a round that is not closed. Close it or drop it before beginning another.",
        )
    begun = Round.objects.create(
        owner_id=school.owner_id,
        school=school,
        number=max(numbers, default=0) + 1,
        repeats=repeats,
        begun_by=person,
        begun_at=at,
        origin=origin,
    )
    _fill(begun, situations, groups, known=_own_keys(begun))
    audit.write(at=at, person=person, verb="begin_round", thing=begun, owner=school.owner)
    return begun


@transaction.atomic
def change_round(
    *,
    round: Round,
    situations: Sequence[Asked],
    groups: Sequence[Holders],
    answer_by: date | None,
    person: Person | None,
    at: datetime,
) -> Round:
    """Put these situations to these groups instead, until the round is opened.

    Raises ``Refusal``: ``round_not_draft``, ``too_many_situations`` (most), ``unknown_situation`` (situation),
    ``situation_twice``, ``bad_own_situation`` (most), ``national_id_in_text``, ``unknown_role`` (role), ``role_twice``
    (role), ``bad_holders`` (role, most).
    """
    now = _locked(round)
    _refuse_unless_draft(now)
    now.answer_by = answer_by
    now.save(update_fields=["answer_by"])
    known = _own_keys(now)
    for rows in (RoundSituation, Group):
        rows.objects.with_scope(owner=now.owner_id).filter(round=now).delete()
    _fill(now, situations, groups, known=known)
    audit.write(at=at, person=person, verb="change_round", thing=now, owner=now.owner)
    return now


@transaction.atomic
def open_round(*, round: Round, person: Person | None, at: datetime) -> Round:
    """Let people answer. From here on it is settled who answers anonymously, and nothing of it can be changed.

    Raises ``Refusal``: ``round_not_draft``, ``no_situations``, ``nobody_asked``, ``repeated_too_soon`` (situation,
    day).
    """
    now = _locked(round)
    _refuse_unless_draft(now)
    situations = tuple(RoundSituation.objects.with_scope(owner=now.owner_id).filter(round=now).order_by("place"))
    groups = tuple(Group.objects.with_scope(owner=now.owner_id).filter(round=now).order_by("place"))
    asked = [group for group in groups if group.asked]
    if not situations:
        raise Refusal("no_situations", "The round has no situation. Pick at least one.")
    if not asked:
        raise Refusal("nobody_asked", "The round asks nobody. Choose at least one role that answers.")
    _refuse_too_soon(now, situations, localdate(at))
    choices = roles_and_none(groups)
    for group in asked:
        group.anonymous = group.holders >= FEWEST_ANONYMOUS
        if group.anonymous:
            group.handle = new_handle(GROUP)
            Tally.objects.bulk_create(_tallies(group, situations, choices))
        else:
            Seat.objects.bulk_create(
                Seat(owner_id=now.owner_id, group=group, number=number, handle=new_handle(SEAT))
                for number in range(1, group.holders + 1)
            )
    Group.objects.with_scope(owner=now.owner_id).bulk_update(asked, ["anonymous", "handle"])
    now.state, now.opened_on = "open", localdate(at)
    now.save(update_fields=["state", "opened_on"])
    audit.write(at=at, person=person, verb="open_round", thing=now, owner=now.owner)
    return now


@transaction.atomic
def close_round(*, round: Round, person: Person | None, at: datetime) -> Round:
    """Work out what is published, and delete what it is worked out from. A closed round stays so, and no line is
    written.

    Raises ``Refusal``: ``round_not_open``.
    """
    now = _locked(round)
    if now.state == "closed":
        return now
    if now.state != "open":
        raise Refusal("round_not_open", "The round is not open, so there is nothing to close.")
    groups = tuple(
        Group.objects.with_scope(owner=now.owner_id).select_for_update().filter(round=now).order_by("place")
    )
    situations = RoundSituation.objects.with_scope(owner=now.owner_id).filter(round=now).order_by("place")
    keys = {situation.pk: situation.key for situation in situations}
    publication = publish(
        [
            GroupCounts(role=group.role, answers=group.answers, counts=_counts(group, keys))
            for group in groups
            if group.anonymous
        ],
        situations=tuple(keys.values()),
        choices=tuple(group.role for group in groups),
    )
    _forget(now)
    now.publication = write_publication(publication)
    now.state, now.closed_on = "closed", localdate(at)
    now.save(update_fields=["publication", "state", "closed_on"])
    audit.write(at=at, person=person, verb="close_round", thing=now, owner=now.owner)
    return now


@transaction.atomic
def drop_round(*, round: Round, person: Person | None, at: datetime) -> Round:
    """Give the round up: whatever was answered is deleted, and nothing is published.

    Raises ``Refusal``: ``round_not_open`` for one that is closed.
    """
    now = _locked(round)
    if now.state == "dropped":
        return now
    if now.state == "closed":
        raise Refusal("round_not_open", "The round is closed and published, so it cannot be dropped.")
    groups = Group.objects.with_scope(owner=now.owner_id).select_for_update().filter(round=now)
    # Whoever is about to answer waits here, and then finds the round dropped.
    tuple(groups.order_by("place").values_list("pk", flat=True))
    _forget(now)
    Statement.objects.with_scope(owner=now.owner_id).filter(seat__group__round=now).delete()
    now.state = "dropped"
    now.save(update_fields=["state"])
    audit.write(at=at, person=person, verb="drop_round", thing=now, owner=now.owner)
    return now


def roles_and_none(groups: Sequence[Group]) -> tuple[str, ...]:
    """What can be answered to who does it and who should: a role at the school, or a ``NoRole``."""
    return (*(group.role for group in groups), *NoRole)


def _locked(round: Round) -> Round:
    """The round as it is now; nobody else changes it before this transaction ends."""
    rounds = Round.objects.with_scope(owner=round.owner_id).select_for_update(of=("self",))
    return rounds.select_related("owner").get(pk=round.pk)


def _refuse_unless_draft(now: Round) -> None:
    if now.state != "draft":
        raise Refusal("round_not_draft", "The round is opened already, so what it asks cannot be changed.")


def _forget(now: Round) -> None:
    """Delete the counters and the receipts, and how many have answered."""
    for rows in (Tally, Receipt):
        rows.objects.with_scope(owner=now.owner_id).filter(group__round=now).delete()
    Group.objects.with_scope(owner=now.owner_id).filter(round=now).update(answers=0)


def _own_keys(now: Round) -> frozenset[str]:
    """The keys that the school's rounds have given its own situations. A form brings no others: new ones are made
    here."""
    rows = RoundSituation.objects.with_scope(owner=now.owner_id).filter(round__school=now.school_id).exclude(text="")
    return frozenset(rows.values_list("key", flat=True))


def _fill(now: Round, situations: Sequence[Asked], groups: Sequence[Holders], *, known: frozenset[str]) -> None:
    situations = [
        replace(one, key="") if one.key.startswith(OWN) and one.key not in known else one for one in situations
    ]
    _refuse_situations(situations)
    _refuse_groups(groups)
    RoundSituation.objects.bulk_create(
        RoundSituation(
            owner_id=now.owner_id,
            round=now,
            place=place,
            key=asked.key or f"{OWN}{uuid.uuid4()}",
            text=asked.text.strip(),
        )
        for place, asked in enumerate(situations)
    )
    Group.objects.bulk_create(
        Group(
            owner_id=now.owner_id,
            round=now,
            place=place,
            role=group.role,
            title=group.title.strip()[:100],
            holders=group.holders,
            asked=group.asked,
        )
        for place, group in enumerate(groups)
    )


def _refuse_situations(situations: Sequence[Asked]) -> None:
    if len(situations) > MOST_SITUATIONS:
        raise Refusal(
            "too_many_situations",
            f"A round has at most {MOST_SITUATIONS} situations, so that it takes three minutes. Take some out.",
            most=MOST_SITUATIONS,
        )
    own = [one for one in situations if one.text.strip() or not one.key]
    for one in own:
        if not 1 <= len(one.text.strip()) <= LONGEST_SITUATION or (one.key and not one.key.startswith(OWN)):
            raise Refusal(
                "bad_own_situation",
                f"A situation of the school's own is a sentence of at most {LONGEST_SITUATION} characters.",
                most=LONGEST_SITUATION,
            )
        refuse_national_id(one.text)
    for one in situations:
        if one not in own and one.key not in shelf.situations():
            raise Refusal("unknown_situation", f"There is no situation {one.key!r}.", situation=one.key)
    told = [_told(one) for one in situations]
    keys = [one.key for one in situations if one.key]
    if len(set(told)) < len(told) or len(set(keys)) < len(keys):
        raise Refusal("situation_twice", "The same situation is put twice. Take one of them out.")


def _told(situation: Asked | RoundSituation) -> str:
    """What makes two situations the same: the library's id, also where its own words are written anew, or the school's
    words whatever the case and spaces."""
    words = said_alike(situation.text)
    return library_words().get(words, words) or situation.key


def _refuse_groups(groups: Sequence[Holders]) -> None:
    there: set[str] = set()
    for group in groups:
        refuse_unknown_role(group.role)
        if group.role in there:
            raise Refusal("role_twice", f"The role {group.role!r} is there twice. Write it once.", role=group.role)
        there.add(group.role)
        if not 1 <= group.holders <= MOST_HOLDERS:
            raise Refusal(
                "bad_holders",
                f"{group.role!r} cannot have {group.holders} holders. Write a whole number from 1 to {MOST_HOLDERS}.",
                role=group.role,
                most=MOST_HOLDERS,
            )
        refuse_national_id(group.title)


def _refuse_too_soon(now: Round, situations: Sequence[RoundSituation], today: date) -> None:
    """The same people asked the same again at short notice would tell who has changed an answer, or who is new."""
    rows = RoundSituation.objects.with_scope(owner=now.owner_id).filter(
        round__school=now.school_id, round__state="closed", round__closed_on__gt=today - SOONEST_AGAIN
    )
    recent = tuple(rows.select_related("round").order_by("round__closed_on"))
    published = {_told(one): one.round.closed_on for one in recent}
    keys = {one.key: one.round.closed_on for one in recent}
    for one in situations:
        if on := published.get(_told(one)) or keys.get(one.key):
            raise Refusal(
                "repeated_too_soon",
                f"{one.key!r} was in a round that closed {on}. It can be put again from {on + SOONEST_AGAIN}.",
                situation=one.key,
                text=one.text,
                day=on + SOONEST_AGAIN,
            )


def _tallies(group: Group, situations: Sequence[RoundSituation], choices: Sequence[str]) -> list[Tally]:
    offered = {Question.DOES: choices, Question.SHOULD: choices, Question.HOW_FAR: tuple(HowFar)}
    return [
        Tally(owner_id=group.owner_id, group=group, situation=situation, question=question, choice=choice)
        for situation in situations
        for question in Question
        for choice in (*offered[question], UNSAID)
    ]


def _counts(group: Group, keys: dict[int, str]) -> Counts:
    counts: dict[tuple[str, Question], dict[str, int]] = {}
    rows = Tally.objects.with_scope(owner=group.owner_id).filter(group=group)
    for situation, question, choice, count in rows.values_list("situation", "question", "choice", "count"):
        counts.setdefault((keys[situation], Question(question)), {})[choice] = count
    return counts
