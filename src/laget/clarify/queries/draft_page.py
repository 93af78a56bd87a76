"""A round in draft: the situations to pick from, and the roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarify.models import Round, RoundSituation
from laget.clarify.models.round import LONGEST_SITUATION, MOST_SITUATIONS
from laget.clarify.queries.choices import groups_of
from laget.clarify.queries.roles_here import proper_roles
from laget.clarify.typed import TypedDraft, TypedGroup
from laget.content import shelf
from laget.schools.models import School

SPARE_SITUATIONS = 3
SPARE_ROLES = 2
ROLES_WITHOUT_A_MAP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A situation of the library: what it is, what the report tells of it, and whether it is picked."""

    key: str
    text: str
    note: str
    picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PickGroup:
    """The situations that belong to one dilemma first."""

    name: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A line for a situation in the school's own words."""

    place: int
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A line of the table of roles; ``role`` is empty on the lines where another can be chosen."""

    place: int
    role: str
    name: str
    holders: str
    asked: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """The form. ``roles`` are those of the register that are not in the table."""

    heading: str
    school: School
    number: int
    repeats: int | None
    library: tuple[PickGroup, ...]
    own: tuple[OwnRow, ...]
    groups: tuple[RoleRow, ...]
    roles: tuple[tuple[str, str], ...]
    answer_by: str
    most: int
    longest: int


def draft_page(round: Round, typed: TypedDraft, *, language: str) -> DraftPage:
    """The form with what is typed."""
    there = {group.role for group in typed.groups}
    own = (*typed.own, *[("", "")] * SPARE_SITUATIONS)
    groups = (*typed.groups, *[TypedGroup()] * (SPARE_ROLES if typed.groups else ROLES_WITHOUT_A_MAP))
    return DraftPage(
        heading=_("Hva og hvem skal runden spørre?"),
        school=round.school,
        number=round.number,
        repeats=round.repeats.number if round.repeats else None,
        library=_library(typed.picked, language),
        own=tuple(OwnRow(place=place, key=key, text=text) for place, (key, text) in enumerate(own)),
        groups=tuple(_row(place, group, language) for place, group in enumerate(groups)),
        roles=tuple((id, role.name.said(language)) for id, role in proper_roles().items() if id not in there),
        answer_by=typed.answer_by,
        most=MOST_SITUATIONS,
        longest=LONGEST_SITUATION,
    )


def stored_draft(round: Round) -> TypedDraft:
    """The form of a round as it is kept."""
    rows = RoundSituation.objects.with_scope(owner=round.owner_id).filter(round=round).order_by("place")
    return TypedDraft(
        picked=tuple(row.key for row in rows if not row.text),
        own=tuple((row.key, row.text) for row in rows if row.text),
        groups=tuple(
            TypedGroup(role=group.role, holders=str(group.holders), asked=group.asked, title=group.title)
            for group in groups_of(round)
        ),
        answer_by=round.answer_by.isoformat() if round.answer_by else "",
    )


def _library(picked: Sequence[str], language: str) -> tuple[PickGroup, ...]:
    """The library by the first dilemma of each situation, in the order in which the situations are offered."""
    names = {dilemma.id: dilemma.name.said(language) for dilemma in shelf.dilemmas()}
    groups: dict[str, list[Pick]] = {}
    for key, situation in shelf.situations().items():
        pick = Pick(
            key=key, text=situation.text.said(language), note=situation.note.said(language), picked=key in picked
        )
        groups.setdefault(names[situation.dilemmas[0]], []).append(pick)
    return tuple(PickGroup(name=name, picks=tuple(picks)) for name, picks in groups.items())


def _row(place: int, group: TypedGroup, language: str) -> RoleRow:
    known = shelf.roles().get(group.role)
    return RoleRow(
        place=place,
        role=group.role,
        name=group.title or (known.name.said(language) if known else ""),
        holders=group.holders,
        asked=group.asked,
        title=group.title,
    )
