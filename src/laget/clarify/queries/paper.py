"""A round on paper: the sheets to hand out, and the table in which a sheet is typed in.

On paper who does it is answered with a number and how far in with a letter, so that a sheet is one page and is typed
in with the keyboard alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.translation import gettext as _

from laget.clarification.answer import UNSAID, Question
from laget.clarify.links import as_printed, code_of
from laget.clarify.models import Group, Round, Seat
from laget.clarify.queries.choices import (
    SituationText,
    groups_of,
    how_far_choices,
    question_said,
    situations_of,
    who_choices,
)
from laget.clarify.queries.round_links import links_of, name_of
from laget.clarify.typed import TypedAnswers, field
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A choice and what is written for it on paper."""

    mark: str
    value: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet to hand out: whose, whether it is anonymous, and on an open one the code that takes it back."""

    name: str
    anonymous: bool
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A field of the table: what was chosen in it, and what its column is called."""

    field: str
    name: str
    label: str
    chosen: str
    legend: tuple[Legend, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """A situation in the table."""

    situation: SituationText
    cells: tuple[Cell, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """The sheets, and the table to type one in."""

    heading: str
    school: School
    number: int
    answer_by: object
    situations: tuple[SituationText, ...]
    who: tuple[Legend, ...]
    how_far: tuple[Legend, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypingPage:
    """The table; ``links`` are whose sheet it can be, as the form names them."""

    heading: str
    school: School
    number: int
    links: tuple[tuple[str, str], ...]
    link: str
    rows: tuple[TypedRow, ...]


def paper_page(round: Round, *, language: str) -> PaperPage:
    """The sheets of a round that is open."""
    groups = groups_of(round)
    return PaperPage(
        heading=_("Svar på papir, runde %(number)s") % {"number": round.number},
        school=round.school,
        number=round.number,
        answer_by=round.answer_by,
        situations=situations_of(round, language=language),
        who=_who(groups, language),
        how_far=_how_far(),
        sheets=tuple(
            Sheet(name=name, anonymous=isinstance(link, Group), code=_code(link))
            for link, name in links_of(round, groups, language=language)
        ),
    )


def typing_page(round: Round, typed: TypedAnswers, *, link: str, language: str) -> TypingPage:
    """The table with what is typed in it."""
    groups = groups_of(round)
    legends = {Question.DOES: _who(groups, language), Question.HOW_FAR: _how_far()}
    legends[Question.SHOULD] = legends[Question.DOES]
    return TypingPage(
        heading=_("Før inn svar fra papir"),
        school=round.school,
        number=round.number,
        links=tuple(
            (name_of(one), _("%(role)s (anonymt)") % {"role": name} if isinstance(one, Group) else name)
            for one, name in links_of(round, groups, language=language)
        ),
        link=link,
        rows=tuple(
            TypedRow(
                situation=situation,
                cells=tuple(_cell(situation, question, legends, typed) for question in Question),
                words=typed.words.get(situation.number, ""),
            )
            for situation in situations_of(round, language=language)
        ),
    )


def _code(link: Group | Seat) -> str:
    return as_printed(code_of(link.handle)) if isinstance(link, Seat) else ""


def _who(groups: Sequence[Group], language: str) -> tuple[Legend, ...]:
    choices = who_choices(groups, language=language)
    return tuple(
        Legend(mark=str(number), value=value, name=name)
        for number, (value, name) in enumerate(choices.items(), start=1)
    )


def _how_far() -> tuple[Legend, ...]:
    return tuple(
        Legend(mark=letter, value=value, name=name)
        for letter, (value, name) in zip(ascii_lowercase, how_far_choices().items(), strict=False)
    )


def _column_said(question: Question) -> str:
    match question:
        case Question.DOES:
            return _("Gjør det i dag")
        case Question.SHOULD:
            return _("Bør gjøre det")
        case Question.HOW_FAR:
            return _("Hvor langt inn")


def _cell(
    situation: SituationText, question: Question, legends: Mapping[Question, tuple[Legend, ...]], typed: TypedAnswers
) -> Cell:
    return Cell(
        field=field(question, situation.number),
        name=_column_said(question),
        label=_("%(question)s Situasjon %(number)s")
        % {"question": question_said(question), "number": situation.number},
        chosen=typed.choices.get((situation.number, question), UNSAID),
        legend=legends[question],
    )
