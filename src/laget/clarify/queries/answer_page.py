"""What whoever follows a link sees: the questions, the answers before they are sent, and what is shown already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarification.answer import UNSAID, Answer, Question
from laget.clarify.models import Group, Round, Seat, Statement
from laget.clarify.queries.choices import (
    SituationText,
    choices_by_question,
    groups_of,
    question_said,
    role_name,
    situations_of,
)
from laget.clarify.queries.round_links import seat_name
from laget.clarify.typed import TypedAnswers, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a question. ``id`` tells it apart on the page."""

    id: str
    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One question about one situation, with its choices; ``said`` is the chosen one in words."""

    field: str
    says: str
    options: tuple[Option, ...]
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One situation with its questions, and the words beside an open answer."""

    number: int
    text: str
    questions: tuple[Put, ...]
    words: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The page of a link. ``role`` is who answers by it, ``anonymous`` whether nobody is shown which answer is whose;
    ``shows`` whether the holder of the seat shows an answer now."""

    school: str
    role: str
    anonymous: bool
    holders: int
    open: bool
    dropped: bool
    shows: bool
    answer_by: object
    blocks: tuple[Block, ...]
    answered: int


def round_of(link: Group | Seat) -> Round:
    """The round that a link answers."""
    return group_of(link).round


def group_of(link: Group | Seat) -> Group:
    """The group that a link answers for."""
    return link.group if isinstance(link, Seat) else link


def link_name(link: Group | Seat, *, language: str) -> str:
    """Who answers by a link."""
    group = group_of(link)
    name = role_name(group, language=language)
    return seat_name(name, link.number, group.holders) if isinstance(link, Seat) else name


def answer_page(link: Group | Seat, typed: TypedAnswers, *, shows: bool, language: str) -> AnswerPage:
    """The page with what is typed so far."""
    round = round_of(link)
    group = group_of(link)
    situations = situations_of(round, language=language)
    choices = choices_by_question(groups_of(round), language=language)
    blocks = tuple(_block(situation, choices, typed) for situation in situations)
    return AnswerPage(
        school=round.school.name,
        role=link_name(link, language=language),
        anonymous=not isinstance(link, Seat),
        holders=group.holders,
        open=round.state == "open",
        dropped=round.state == "dropped",
        shows=shows,
        answer_by=round.answer_by,
        blocks=blocks,
        answered=sum(block.answered for block in blocks),
    )


def shown_by(seat: Seat, situations: tuple[SituationText, ...]) -> TypedAnswers | None:
    """What the holder of a seat shows now, as it would be typed; ``None`` where nothing is shown."""
    rows = {row.situation_id: row for row in Statement.objects.with_scope(owner=seat.owner_id).filter(seat=seat)}
    if not rows:
        return None
    here = {situation: rows[situation.id] for situation in situations if situation.id in rows}
    said = {
        situation.number: Answer(situation=situation.key, does=row.does, should=row.should, how_far=row.how_far)
        for situation, row in here.items()
    }
    return TypedAnswers(
        choices={(number, question): answer.to(question) for number, answer in said.items() for question in Question},
        words={situation.number: row.words for situation, row in here.items()},
    )


def _block(
    situation: SituationText, choices: Mapping[Question, Mapping[str, str]], typed: TypedAnswers
) -> Block:
    number = situation.number
    words = typed.words.get(number, "")
    questions = tuple(
        _put(question, number, choices[question], typed.choices.get((number, question), UNSAID))
        for question in Question
    )
    return Block(
        number=number,
        text=situation.text,
        questions=questions,
        words=words,
        answered=bool(words) or any(put.said for put in questions),
    )


def _put(question: Question, number: int, choices: Mapping[str, str], chosen: str) -> Put:
    name = field(question, number)
    return Put(
        field=name,
        says=question_said(question),
        options=tuple(
            Option(id=f"{name}-{place}", value=value, name=said, chosen=value == chosen)
            for place, (value, said) in enumerate(choices.items())
        ),
        said=choices.get(chosen, "") if chosen != UNSAID else "",
    )


def nothing_typed() -> TypedAnswers:
    """An empty form."""
    return TypedAnswers(choices={}, words={})


def thanks_said(what: str) -> str:
    """What happened to the answer, after it was sent."""
    said = {
        "sendt": _("Takk. Svaret ditt er talt med. Ingen kan se hvilket svar som er ditt, heller ikke du."),
        "delt": _("Takk. Svaret ditt er delt. Kollegene ser det når runden lukkes."),
        "ikke": _("Ingenting er delt, og ingenting er tatt vare på. Ingen får vite om du sa nei eller ikke svarte."),
        "tatt": _("Svaret ditt er tatt tilbake. Det vises ikke lenger noe sted."),
    }
    return said.get(what, "")
