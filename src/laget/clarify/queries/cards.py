"""The cards of a school as they grow from what is settled now, and as they were put forward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.clarification.overlap import meeting
from laget.clarification.role_card import Base, Card, Loop, OwnWords, SettledTask, Told, grow
from laget.clarification.settlement import is_settled
from laget.clarify.models import CardVersion, Feedback, JobDescription, RoleCard, Settlement
from laget.clarify.queries.choices import situation_said
from laget.clarify.queries.said import where_said
from laget.clarify.queries.settled import on_the_list, teachers, value_of
from laget.content import shelf
from laget.schools.models import School
from laget.theory.parts import Open
from laget.theory.text import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSources:
    """Everything the cards of a school grow from, fetched once. ``examples`` are the roles that lead or help in a
    settlement that is a worked example."""

    school: School
    settled: tuple[SettledTask, ...]
    examples: frozenset[str]
    loops: tuple[Loop, ...]
    own: Mapping[str, RoleCard]
    bases: Mapping[str, JobDescription]
    language: str

    def card(self, role: str) -> Card:
        """The card of ``role`` as it grows now."""
        return grow(
            role,
            settled=self.settled,
            loops=self.loops,
            own=_own(self.own.get(role)),
            base=_base(self.bases.get(role)),
            told=told_of(role, language=self.language),
        )


def card_sources(school: School, *, language: str) -> CardSources:
    """What the school's cards grow from, in four queries."""
    own = RoleCard.objects.with_scope(owner=school.owner_id).filter(school=school)
    settled = settled_rows(school)
    loops = Feedback.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("id")
    return CardSources(
        school=school,
        settled=tuple(task_of(row, language=language) for row in settled),
        examples=frozenset(
            role for row in settled if row.origin == "worked_example" for role in (row.lead, *row.support)
        ),
        loops=tuple(Loop(receiver=row.receiver, giver=row.giver, how=row.how) for row in loops),
        own={row.role: row for row in own},
        bases=agreed_descriptions(school),
        language=language,
    )


def settled_rows(school: School) -> tuple[Settlement, ...]:
    """The situations that count as settled."""
    return tuple(row for row in on_the_list(school) if is_settled(value_of(row), teachers=teachers()))


def task_of(row: Settlement, *, language: str) -> SettledTask:
    """A settled situation in words."""
    return SettledTask(
        key=row.key,
        says=situation_said(row.key, row.text, language=language),
        lead=row.lead,
        support=tuple(row.support),
        where=where_said(row),
        hand_back=row.hand_back,
    )


def agreed_descriptions(school: School) -> dict[str, JobDescription]:
    """The owner's newest description of each role that the social partners have agreed to."""
    rows = JobDescription.objects.with_scope(owner=school.owner_id).filter(
        owner=school.owner_id, agreed_on__isnull=False
    )
    return {row.role: row for row in rows.order_by("number")}


def newest_versions(school: School) -> dict[str, CardVersion]:
    """The newest version of each card, by role, with its card and who has agreed."""
    rows = CardVersion.objects.with_scope(owner=school.owner_id).filter(card__school=school)
    rows = rows.select_related("card").prefetch_related("agreements").order_by("number")
    return {row.card.role: row for row in rows}


def put_forward(school: School) -> frozenset[str]:
    """The roles whose card has a version, which everybody who reads role cards at the school may open."""
    rows = RoleCard.objects.with_scope(owner=school.owner_id).filter(school=school, versions__isnull=False)
    return frozenset(rows.values_list("role", flat=True))


def told_of(role: str, *, language: str) -> Told:
    """What the library has for the role's card to begin from: what anchors the role, and confidentiality."""
    base = shelf.role_cards().get(role)
    if base is None:
        return Told()
    law = "" if isinstance(base.anchor, Open) else base.anchor.said(language)
    return Told(law=law, confidentiality=base.confidentiality.ours.said(language))


def usual_duties(role: str, *, language: str) -> tuple[str, ...]:
    """What the report tells that such roles do, for a school to choose from."""
    base = shelf.role_cards().get(role)
    return tuple(duty.says.said(language) for duty in base.duties) if base else ()


def left_open(role: str, *, language: str) -> tuple[str, ...]:
    """What the report leaves open about such roles, as questions for whoever writes the card."""
    base = shelf.role_cards().get(role)
    return tuple(one.says.said(language) for one in base.unsettled) if base else ()


def roles_met(role: str, *, language: str) -> tuple[tuple[str, str], ...]:
    """The roles it is easily confused with, by id, and where they meet."""
    return tuple((one.other(role), one.says.said(language)) for one in meeting(shelf.role_overlaps(), role))


def is_ours(role: str, confidentiality: str) -> bool:
    """Whether the words on confidentiality are the library's own proposal, which is ours and not the report's."""
    base = shelf.role_cards().get(role)
    return base is not None and confidentiality in {base.confidentiality.ours.said(one) for one in LANGUAGES}


def _own(row: RoleCard | None) -> OwnWords | None:
    if row is None:
        return None
    return OwnWords(
        about=row.about,
        does=tuple(row.does),
        does_not=tuple(row.does_not),
        confidentiality=row.confidentiality,
        mentor=row.mentor,
        review_on=row.review_on,
    )


def _base(row: JobDescription | None) -> Base | None:
    if row is None:
        return None
    return Base(does=tuple(row.does), does_not=tuple(row.does_not), agreed_on=row.agreed_on)
