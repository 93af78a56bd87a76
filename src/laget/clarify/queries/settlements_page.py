"""What a school has settled, situation by situation, and one situation at a time for the meeting."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Place, Purpose, missing
from laget.clarify.access import LEAD_CLARIFYING
from laget.clarify.models import Matter, Round, Settlement
from laget.clarify.queries.choices import situation_said
from laget.clarify.queries.matters import open_matter_of, open_matters
from laget.clarify.queries.result_page import ResultRow, result_page
from laget.clarify.queries.roles_here import RolesHere, roles_here
from laget.clarify.queries.said import (
    how_far_said,
    lacks_said,
    place_said,
    purpose_said,
    where_said,
)
from laget.clarify.queries.settled import newest_asked, newest_of, on_the_list, teachers, value_of
from laget.content import shelf
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRow:
    """A situation in the list. ``lacks`` is what is missing before it counts as settled, in words; ``matter`` is the id
    of the disagreement about it, where there is one."""

    key: str
    situation: str
    lead: str
    support: str
    where: str
    hand_back: str
    review_on: date | None
    due: bool
    settled: bool
    lacks: tuple[str, ...]
    matter: int | None
    worked_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A situation that can be put on the list; ``asked`` is whether the newest round asked about it."""

    key: str
    situation: str
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementsPage:
    """A school's situations: first those that are not settled. ``next`` is the key of the first of them; ``offered`` is
    for whoever leads the clarifying."""

    heading: str
    school: School
    may_lead: bool
    rows: tuple[SettlementRow, ...]
    settled: int
    next: str
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role to choose, and whether it is on the school's map."""

    role: str
    name: str
    on_map: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was settled before, in a sentence, and when."""

    on: date
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPage:
    """One situation, to settle in a meeting. ``number`` is the settlement's, 0 where nothing is said; ``place`` is its
    place among the school's situations and ``of`` how many those are; ``next`` the key of the next one that is not
    settled. ``told`` is what the report tells of the situation, empty for one in the school's own words, which are
    ``own``. ``round`` is the newest closed round, where it asked about it, and ``answers`` what that said.
    ``decided_by`` is what the newest settlement says of who decides: in a meeting, one decides many. Of the roles that
    may help, ``near`` are offered first."""

    school: School
    key: str
    situation: str
    told: str
    number: int
    row: Settlement | None
    said: SettlementRow | None
    may_lead: bool
    place: int
    of: int
    next: str
    roles: tuple[RoleChoice, ...]
    near: tuple[RoleChoice, ...]
    far: tuple[RoleChoice, ...]
    how_far: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    earlier: tuple[Earlier, ...]
    matter: int | None
    own: str
    round: Round | None
    answers: ResultRow | None
    decided_by: str


def settlements_page(school: School, *, person: Person, at: datetime, language: str) -> SettlementsPage:
    """The list, for a reader who may see what is clarified."""
    leads = LEAD_CLARIFYING in verbs_at(person, school, at)
    here = roles_here(school, language=language)
    matters = open_matters(school)
    day = localdate(at)
    listed = on_the_list(school)
    rows = [_row(row, here, matters.get(row.key), day, language) for row in listed]
    rows.sort(key=lambda row: row.settled)
    return SettlementsPage(
        heading=_("Det vi har bestemt ved %(school)s") % {"school": school.name},
        school=school,
        may_lead=leads,
        rows=tuple(rows),
        settled=sum(row.settled for row in rows),
        next=next((row.key for row in rows if not row.settled), ""),
        offered=_offered(school, {row.key for row in listed}, language) if leads else (),
    )


def settlement_page(
    school: School, key: str, *, person: Person, at: datetime, language: str
) -> SettlementPage | None:
    """One situation; ``None`` for one that neither the school nor the library has."""
    found = newest_of(school, key)
    listed = on_the_list(school)
    situation = shelf.situations().get(key)
    asked_in, asked = newest_asked(school)
    own = asked.get(key, "") if found is None else found.text
    if found is None and situation is None and not own:
        return None
    here = roles_here(school, language=language)
    matter = open_matter_of(school, key)
    day = localdate(at)
    keys = [row.key for row in listed]
    not_settled = [row.key for row in listed if missing(value_of(row), teachers=teachers())]
    after = [other for other in keys[keys.index(key) + 1 :] if other in not_settled] if key in keys else []
    others = [other for other in (*after, *not_settled) if other != key]
    roles = _choices(here)
    told_of = set(situation.roles) if situation else set()
    helps = set(found.support) if found else set()
    near = tuple(role for role in roles if role.on_map or role.role in told_of | helps)
    return SettlementPage(
        school=school,
        key=key,
        situation=situation_said(key, own, language=language),
        told=situation.note.said(language) if situation else "",
        number=found.number if found else 0,
        row=found,
        said=_row(found, here, matter, day, language) if found and not found.taken_away else None,
        may_lead=LEAD_CLARIFYING in verbs_at(person, school, at),
        place=keys.index(key) + 1 if key in keys else len(keys) + 1,
        of=max(len(keys), 1) if key in keys else len(keys) + 1,
        next=others[0] if others else "",
        roles=roles,
        near=near,
        far=tuple(role for role in roles if role not in near),
        how_far=tuple((far.value, how_far_said(far)) for far in HowFar if far is not HowFar.UNKNOWN),
        places=tuple((place.value, place_said(place)) for place in Place),
        purposes=tuple((purpose.value, purpose_said(purpose)) for purpose in Purpose),
        earlier=_earlier(school, key, here),
        matter=matter.pk if matter else None,
        own=own,
        round=asked_in if key in asked else None,
        answers=_answers(asked_in, school, key, language) if asked_in and key in asked else None,
        decided_by=_decides(listed),
    )


def _answers(round: Round, school: School, key: str, language: str) -> ResultRow | None:
    round.school = school
    return next((row for row in result_page(round, language=language).rows if row.situation.key == key), None)


def _decides(listed: Sequence[Settlement]) -> str:
    newest = max((row for row in listed if row.decided_by), key=lambda row: (row.settled_at, row.pk), default=None)
    return newest.decided_by if newest else ""


def _row(
    row: Settlement, here: RolesHere, matter: Matter | None, day: date, language: str
) -> SettlementRow:
    lacks = missing(value_of(row), teachers=teachers())
    return SettlementRow(
        key=row.key,
        situation=situation_said(row.key, row.text, language=language),
        lead=here.names.get(row.lead, ""),
        support=here.said(tuple(row.support)),
        where=where_said(row),
        hand_back=row.hand_back,
        review_on=row.review_on,
        due=row.review_on is not None and row.review_on <= day,
        settled=not lacks,
        lacks=tuple(map(lacks_said, lacks)),
        matter=matter.pk if matter else None,
        worked_example=row.origin == "worked_example",
    )


def _choices(here: RolesHere) -> tuple[RoleChoice, ...]:
    return tuple(RoleChoice(role=role, name=name, on_map=role in here.on_map) for role, name in here.choices())


def _offered(school: School, there: Set[str], language: str) -> tuple[Offered, ...]:
    _round, asked = newest_asked(school)
    library = {key: "" for key in shelf.situations() if key not in asked}
    return tuple(
        Offered(key=key, situation=situation_said(key, text, language=language), asked=key in asked)
        for key, text in (asked | library).items()
        if key not in there
    )


def _earlier(school: School, key: str, here: RolesHere) -> tuple[Earlier, ...]:
    """What was settled before what counts now, newest first."""
    rows = Settlement.objects.with_scope(owner=school.owner_id).filter(school=school, key=key).order_by("-number")[1:]
    return tuple(Earlier(on=localdate(row.settled_at), says=_sentence(row, here)) for row in rows if row.lead)


def _sentence(row: Settlement, here: RolesHere) -> str:
    parts = [_("%(lead)s har ansvaret") % {"lead": here.names.get(row.lead, row.lead)}]
    if row.support:
        parts.append(_("%(support)s hjelper") % {"support": here.said(tuple(row.support))})
    if row.hand_back:
        parts.append(_("læreren tar over igjen: %(back)s") % {"back": row.hand_back})
    return "; ".join(parts)
