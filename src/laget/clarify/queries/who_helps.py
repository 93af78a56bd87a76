"""Who helps with what at a school: every settled situation on one page, by role and never by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarify.queries.cards import put_forward, settled_rows, task_of
from laget.clarify.queries.clarifiers import clarifiers_of
from laget.clarify.queries.roles_here import roles_here
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """A settled situation: who has it, who helps, and when the teacher takes over again, in words. ``lead`` is the id
    of the role that has it; ``worked_example`` marks what nobody at the school has settled, and ``has_card`` whether
    the card of that role is put forward, for whoever reads no drafts."""

    situation: str
    lead: str
    lead_said: str
    support: str
    where: str
    back: str
    worked_example: bool
    has_card: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoHelps:
    """The page. ``sought`` is what was searched for, ``all`` how many situations there are, ``rows`` those that were
    found. ``arbiter``, ``coordinator`` and ``assistants`` are the roles the school has named; empty is not named."""

    heading: str
    school: School
    sought: str
    all: int
    rows: tuple[Help, ...]
    arbiter: str
    coordinator: str
    assistants: str


def who_helps(school: School, *, sought: str, language: str) -> WhoHelps:
    """The situations that have every word of ``sought`` in them or in their roles; all of them for nothing sought."""
    here = roles_here(school, language=language)
    tasks = [(row, task_of(row, language=language)) for row in settled_rows(school)]
    with_cards = put_forward(school)
    rows = [
        Help(
            situation=task.says,
            lead=task.lead,
            lead_said=here.names[task.lead],
            support=here.said(task.support),
            where=task.where,
            back=task.hand_back,
            worked_example=row.origin == "worked_example",
            has_card=task.lead in with_cards,
        )
        for row, task in tasks
    ]
    words = sought.casefold().split()
    named = clarifiers_of(school)
    return WhoHelps(
        heading=_("Hvem hjelper med hva ved %(school)s") % {"school": school.name},
        school=school,
        sought=sought,
        all=len(rows),
        rows=tuple(sorted((row for row in rows if _has(row, words)), key=lambda row: row.situation.casefold())),
        arbiter=here.names.get(named.arbiter, ""),
        coordinator=here.names.get(named.coordinator, ""),
        assistants=here.names.get(named.assistants, ""),
    )


def _has(row: Help, words: list[str]) -> bool:
    text = " ".join((row.situation, row.lead_said, row.support, row.where, row.back)).casefold()
    return all(word in text for word in words)
