"""A role card: what one role does here, grown from what is settled.

A card says what the role does and helps with, what it does not do, the law, confidentiality in plain words, with whom,
who is mentor, feedback from and to whom, and when it is looked at again (AFI r2015:6, §4.7, L1517-1519, L3598-3609,
L3822-3825; R-071 (in part), R-153, R-161). Nothing of it is about anybody: roles and not persons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where a line of a card comes from."""

    SETTLED = "settled"
    DESCRIPTION = "description"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledTask:
    """A situation that is settled, as a card needs it: said in words, with who leads and helps (ids of roles), and the
    rule for when the teacher takes over again. ``where`` is when, how far in and where, in a phrase."""

    key: str
    says: str
    lead: str
    support: tuple[str, ...] = ()
    where: str = ""
    hand_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a card: what is done; ``with_whom`` are ids of roles, ``back`` when the teacher takes over again."""

    says: str
    origin: Origin
    key: str = ""
    where: str = ""
    with_whom: tuple[str, ...] = ()
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Feedback between two roles: ``giver`` tells ``receiver`` how it goes; ``how`` says when and in which form."""

    receiver: str
    giver: str
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What the school writes on a card itself; ``mentor`` is the id of a role."""

    about: str = ""
    does: tuple[str, ...] = ()
    does_not: tuple[str, ...] = ()
    confidentiality: str = ""
    mentor: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The municipality's job description that a card extends: what it lists, and when the social partners agreed."""

    does: tuple[str, ...] = ()
    does_not: tuple[str, ...] = ()
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the register tells of the role: the law that anchors it, and confidentiality in plain words."""

    law: str = ""
    confidentiality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A role's card. ``leads`` is what the role has the lead of, ``helps`` what it helps another with; ``with_whom``
    are the roles it shares situations with, by how many they share."""

    role: str
    about: str = ""
    leads: tuple[Line, ...] = ()
    helps: tuple[Line, ...] = ()
    does_not: tuple[Line, ...] = ()
    law: str = ""
    confidentiality: str = ""
    with_whom: tuple[str, ...] = ()
    mentor: str = ""
    feedback_from: tuple[Loop, ...] = ()
    feedback_to: tuple[Loop, ...] = ()
    base_agreed_on: date | None = None
    review_on: date | None = None


def grow(
    role: str,
    *,
    settled: Iterable[SettledTask],
    loops: Iterable[Loop] = (),
    own: OwnWords | None = None,
    base: Base | None = None,
    told: Told | None = None,
) -> Card:
    """The card of ``role`` as everything that is settled now makes it.

    What the municipality's description lists comes first, then what is settled, then the school's own lines. A line
    that the description or the school has word for word as a settled situation is there once, as settled.
    """
    own, base, told = own or OwnWords(), base or Base(), told or Told()
    tasks = tuple(settled)
    leads = tuple(_line(task, task.support) for task in tasks if task.lead == role)
    helps = tuple(
        _line(task, (task.lead, *(other for other in task.support if other != role)))
        for task in tasks
        if role in task.support and task.lead != role
    )
    there = {_plain(line.says) for line in (*leads, *helps)}
    return Card(
        role=role,
        about=own.about,
        leads=(
            *_lines(base.does, Origin.DESCRIPTION, there),
            *leads,
            *_lines(own.does, Origin.SCHOOL, there),
        ),
        helps=helps,
        does_not=(*_lines(base.does_not, Origin.DESCRIPTION, set()), *_lines(own.does_not, Origin.SCHOOL, set())),
        law=told.law,
        confidentiality=own.confidentiality or told.confidentiality,
        with_whom=_shares(role, (*leads, *helps)),
        mentor=own.mentor,
        feedback_from=tuple(loop for loop in loops if loop.receiver == role),
        feedback_to=tuple(loop for loop in loops if loop.giver == role),
        base_agreed_on=base.agreed_on,
        review_on=own.review_on,
    )


def is_empty(card: Card) -> bool:
    """Whether the card says nothing of what the role does."""
    return not (card.leads or card.helps or card.does_not or card.about)


def written(card: Card) -> str:
    """The card as JSON, for keeping."""
    return json.dumps(asdict(card), ensure_ascii=False, sort_keys=True, default=str)


def read(body: str) -> Card:
    """The card that ``written`` wrote."""
    kept = json.loads(body)
    for name in ("leads", "helps", "does_not"):
        kept[name] = tuple(
            Line(**{**line, "origin": Origin(line["origin"]), "with_whom": tuple(line["with_whom"])})
            for line in kept[name]
        )
    for name in ("feedback_from", "feedback_to"):
        kept[name] = tuple(Loop(**loop) for loop in kept[name])
    for name in ("base_agreed_on", "review_on"):
        kept[name] = date.fromisoformat(kept[name]) if kept[name] else None
    return Card(**{**kept, "with_whom": tuple(kept["with_whom"])})


class Moved(StrEnum):
    """What happened to something between two versions."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two versions of a card say differently: ``field`` is the field of ``Card``, ``before`` and
    ``after`` what is there, ``None`` where nothing is."""

    field: str
    what: Moved
    before: Line | Loop | str | None = None
    after: Line | Loop | str | None = None


LISTS = ("leads", "helps", "does_not", "feedback_from", "feedback_to")
TEXTS = ("about", "law", "confidentiality", "mentor")
DATES = ("base_agreed_on", "review_on")


def differences(earlier: Card, later: Card) -> tuple[Difference, ...]:
    """What ``later`` says otherwise than ``earlier``. A line is the same line when it is of the same situation, or,
    without one, says the same words; the order of lines is no difference, and ``with_whom`` follows from the lines."""
    found: list[Difference] = []
    for name in LISTS:
        before = {_same(one): one for one in getattr(earlier, name)}
        after = {_same(one): one for one in getattr(later, name)}
        found += [_difference(name, before.get(key), one) for key, one in after.items() if before.get(key) != one]
        found += [_difference(name, one, None) for key, one in before.items() if key not in after]
    for name in (*TEXTS, *DATES):
        was, now = (_text(getattr(card, name)) for card in (earlier, later))
        if was != now:
            found.append(_difference(name, was, now))
    return tuple(found)


def _difference(field: str, before: Line | Loop | str | None, after: Line | Loop | str | None) -> Difference:
    what = Moved.NEW if before is None else Moved.GONE if after is None else Moved.CHANGED
    return Difference(field=field, what=what, before=before, after=after)


def _same(one: Line | Loop) -> tuple[str, str]:
    """What makes two lines, or two loops, the same one in two versions."""
    if isinstance(one, Loop):
        return one.giver, one.receiver
    return (one.key, "") if one.key else ("", _plain(one.says))


def without_feedback(roles: Sequence[str], loops: Iterable[Loop]) -> tuple[str, ...]:
    """The roles of ``roles`` that nobody gives feedback to, in their order (L2239-2240, L2474-2476; R-117, R-130)."""
    heard = {loop.receiver for loop in loops}
    return tuple(role for role in roles if role not in heard)


def _line(task: SettledTask, with_whom: tuple[str, ...]) -> Line:
    return Line(
        says=task.says,
        origin=Origin.SETTLED,
        key=task.key,
        where=task.where,
        with_whom=with_whom,
        back=task.hand_back,
    )


def _lines(texts: Iterable[str], origin: Origin, there: set[str]) -> tuple[Line, ...]:
    """The texts that are not ``there`` already, each once; they are there afterwards."""
    lines = []
    for text in texts:
        if text.strip() and _plain(text) not in there:
            there.add(_plain(text))
            lines.append(Line(says=text.strip(), origin=origin))
    return tuple(lines)


def _shares(role: str, lines: Iterable[Line]) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for line in lines:
        for other in line.with_whom:
            if other != role:
                counted[other] = counted.get(other, 0) + 1
    return tuple(sorted(counted, key=lambda other: -counted[other]))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _text(value: str | date | None) -> str | None:
    return str(value) if value else None
