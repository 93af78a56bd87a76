"""What a round says of each situation, read from its publication and from what was openly said.

Everything here is a function of the published bands and of statements their owners chose to show, so reading tells
nothing that is not published already. Nothing is read of a person, and nothing is a score: a situation is agreed on, a
majority sees it alike, it is seen differently, or the bands cannot tell (R-071 (in part), R-102 (in part), R-109 (in
part)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.clarification.answer import UNSAID, Answer, HowFar, NoRole, Question
from laget.clarification.bands import NONE, Band, exactly
from laget.clarification.publication import Publication


class Agreement(StrEnum):
    """How far those who answered see it alike."""

    AGREED = "agreed"
    MAJORITY = "majority"
    SPLIT = "split"
    CANNOT_TELL = "cannot_tell"
    NOTHING_SAID = "nothing_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Answer):
    """What the holder of a seat chose to show of one situation; ``number`` tells the seats of a role apart."""

    role: str
    number: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How many chose one answer, of all who answered in the round."""

    id: str
    number: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """All the answers to one question about one situation. ``choices`` are those somebody may have made, the surest
    first; ``of`` is everybody who answered in the round. ``leading`` is the choice that surely was made by more than
    any other; empty where none surely was."""

    question: Question
    of: int
    agreement: Agreement
    leading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfView:
    """A role that its own holders or others say does it: how many of its own (``own`` of ``own_of``), and how many of
    the others (``others`` of ``others_of``). ``differs`` where what they say surely is not the same."""

    role: str
    own: Band
    own_of: int
    others: Band
    others_of: int
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a round says of one situation. ``gap`` is whether at least a third surely say that nobody does it or that
    they do not know who. ``collision`` are the roles whose own holders say that they do it, where there are several.
    ``settled`` is who it is settled leads it, empty where nothing is; ``off_settled`` whether those who answered surely
    lean to another."""

    situation: str
    does: Answered
    should: Answered
    how_far: Answered
    gap: bool
    collision: tuple[str, ...]
    selves: tuple[SelfView, ...]
    said: tuple[Said, ...]
    settled: str
    off_settled: bool

    @property
    def does_not_match_should(self) -> bool:
        """Whether they surely lean to one who does it and to another who should."""
        return bool(self.does.leading and self.should.leading) and self.does.leading != self.should.leading


def read_round(
    publication: Publication, said: Sequence[Said], *, settled: Mapping[str, str] | None = None
) -> tuple[Read, ...]:
    """What the round says of each of its situations, in its order. ``settled`` is by situation the role that leads
    it."""
    return tuple(_read(publication, said, situation, (settled or {}).get(situation, "")) for situation in
                 publication.situations)  # fmt: skip


def everybody(publication: Publication, said: Iterable[Said]) -> int:
    """How many answered in the round, as far as it is shown: the answers of the cells and those who showed theirs."""
    return sum(cell.answers for cell in publication.cells) + len({(one.role, one.number) for one in said})


def _read(publication: Publication, said: Sequence[Said], situation: str, settled: str) -> Read:
    here = tuple(one for one in said if one.situation == situation)
    of = everybody(publication, said)
    shown = of - sum(cell.answers for cell in publication.cells)
    does, should, how_far = (
        _answered(publication, here, situation, question, of=of, shown=shown) for question in Question
    )
    selves = tuple(_selves(publication, said, here, situation))
    claims = tuple(view.role for view in selves if view.own.low and 3 * view.own.low >= view.own_of)
    return Read(
        situation=situation,
        does=does,
        should=should,
        how_far=how_far,
        gap=3 * _sure(does, (NoRole.NOBODY, NoRole.UNKNOWN)) >= of > 0,
        collision=claims if len(claims) > 1 else (),
        selves=selves,
        said=here,
        settled=settled,
        off_settled=bool(settled and does.leading) and does.leading != settled,
    )


def _sure(answered: Answered, ids: Iterable[str]) -> int:
    """How many surely chose one of ``ids``."""
    return sum(choice.number.low for choice in answered.choices if choice.id in tuple(ids))


def _answered(
    publication: Publication, here: Sequence[Said], situation: str, question: Question, *, of: int, shown: int
) -> Answered:
    """``shown`` is how many show an answer in the round, also those who say nothing of this."""
    ids = tuple(HowFar) if question is Question.HOW_FAR else (*publication.choices, *NoRole)
    numbers = {id: _number(publication, here, situation, question, id) for id in ids}
    silent = shown - sum(1 for one in here if one.to(question) != UNSAID)
    numbers[UNSAID] = sum((cell.of(situation, question, UNSAID) for cell in publication.cells), start=exactly(silent))
    possible = [Choice(id=id, number=number) for id, number in numbers.items() if number.high]
    made = sorted(possible, key=lambda choice: (-choice.number.low, -choice.number.high, choice.id == UNSAID))
    spoken = [choice for choice in made if choice.id != UNSAID]
    return Answered(
        question=question,
        of=of,
        agreement=_agreement(spoken, of, left_open=numbers[UNSAID]),
        leading=_leading(spoken),
        choices=tuple(made),
    )


def _number(publication: Publication, here: Sequence[Said], situation: str, question: Question, choice: str) -> Band:
    anonymous = sum((cell.of(situation, question, choice) for cell in publication.cells), start=NONE)
    return anonymous + exactly(sum(1 for one in here if one.to(question) == choice))


def _agreement(spoken: Sequence[Choice], of: int, *, left_open: Band) -> Agreement:
    """Two thirds surely agree, more than half surely see it alike, no choice can have two thirds, or it cannot be told.
    All of it is of everybody who answered in the round, also of those who left the question open. Where a third surely
    left it open, that no choice has two thirds is not disagreement."""
    if not spoken:
        return Agreement.NOTHING_SAID
    surest = spoken[0].number.low
    if 3 * surest >= 2 * of:
        return Agreement.AGREED
    if 2 * surest > of:
        return Agreement.MAJORITY
    if 3 * left_open.low < of and all(3 * choice.number.high < 2 * of for choice in spoken):
        return Agreement.SPLIT
    return Agreement.CANNOT_TELL


def _leading(spoken: Sequence[Choice]) -> str:
    if not spoken:
        return ""
    first = spoken[0]
    return first.id if all(first.number.low > other.number.high for other in spoken[1:]) else ""


def _selves(
    publication: Publication, said: Sequence[Said], here: Sequence[Said], situation: str
) -> Iterable[SelfView]:
    """For each role that speaks for itself, in a cell of its own or openly, and that somebody surely says does it. A
    role in a cell with others does not: who of them said what is not known."""
    of = everybody(publication, said)
    for role in publication.choices:
        cells = [cell for cell in publication.cells if cell.roles == (role,)]
        seats = {one.number for one in said if one.role == role}
        own_of = sum(cell.answers for cell in cells) + len(seats)
        if not own_of:
            continue
        shown = exactly(sum(1 for one in here if one.role == role and one.does == role))
        own = sum((cell.of(situation, Question.DOES, role) for cell in cells), start=shown)
        others = _number(
            Publication(
                situations=publication.situations,
                choices=publication.choices,
                cells=tuple(cell for cell in publication.cells if cell.roles != (role,)),
            ),
            [one for one in here if one.role != role],
            situation,
            Question.DOES,
            role,
        )
        others_of = of - own_of
        if own.low or others.low:
            yield SelfView(
                role=role,
                own=own,
                own_of=own_of,
                others=others,
                others_of=others_of,
                differs=_surely_apart(own, own_of, others, others_of),
            )


def _surely_apart(one: Band, of: int, other: Band, other_of: int) -> bool:
    """Whether the shares surely are not the same: one's least is above the other's most."""
    if not (of and other_of):
        return False
    return one.low * other_of > other.high * of or other.low * of > one.high * other_of
