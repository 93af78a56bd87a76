"""What can be answered, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarification.answer import UNSAID, HowFar, NoRole, Question
from laget.clarify.models import Group, Round, RoundSituation
from laget.content import shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationText:
    """A situation as it is put: its place in the round from 1, and its words."""

    id: int
    number: int
    key: str
    text: str


def groups_of(round: Round) -> tuple[Group, ...]:
    """The roles of the round, in its order."""
    return tuple(Group.objects.with_scope(owner=round.owner_id).filter(round=round).order_by("place"))


def situations_of(round: Round, *, language: str) -> tuple[SituationText, ...]:
    """The situations of the round, in its order."""
    rows = RoundSituation.objects.with_scope(owner=round.owner_id).filter(round=round).order_by("place")
    return tuple(
        SituationText(id=row.pk, number=number, key=row.key, text=situation_said(row.key, row.text, language=language))
        for number, row in enumerate(rows, start=1)
    )


def situation_said(key: str, text: str, *, language: str) -> str:
    """The school's own words, or the library's. One that the library no longer has is called by its id."""
    if text:
        return text
    found = shelf.situations().get(key)
    return found.text.said(language) if found else key


def role_name(group: Group, *, language: str) -> str:
    """The school's own word for the role, or the register's."""
    return group.title or shelf.roles()[group.role].name.said(language)


def who_choices(groups: Sequence[Group], *, language: str) -> dict[str, str]:
    """The answers to who does it and who should."""
    return {group.role: role_name(group, language=language) for group in groups} | {
        NoRole.VARIES: _("Det varierer"),
        NoRole.NOBODY: _("Ingen"),
        NoRole.UNKNOWN: _("Vet ikke"),
    }


def how_far_choices() -> dict[str, str]:
    """The answers to how far in the one who helps should go."""
    return {
        HowFar.ADVISES: _("Gir råd"),
        HowFar.BESIDE: _("Er med ved siden av læreren"),
        HowFar.FOR_A_WHILE: _("Tar over en stund"),
        HowFar.ALONE: _("Har det alene til det leveres tilbake"),
        HowFar.UNKNOWN: _("Vet ikke"),
    }


def question_said(question: Question) -> str:
    """The question as it is put to whoever answers."""
    match question:
        case Question.DOES:
            return _("Hvem gjør det i dag?")
        case Question.SHOULD:
            return _("Hvem bør gjøre det?")
        case Question.HOW_FAR:
            return _("Hvor langt inn bør den som hjelper, gå?")


def choices_by_question(groups: Sequence[Group], *, language: str) -> dict[Question, dict[str, str]]:
    """What each question offers, ``UNSAID`` last."""
    unsaid = {UNSAID: _("Svarer ikke")}
    who = who_choices(groups, language=language)
    return {
        Question.DOES: who | unsaid,
        Question.SHOULD: who | unsaid,
        Question.HOW_FAR: how_far_choices() | unsaid,
    }
