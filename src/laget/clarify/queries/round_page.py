"""A round before it is closed: what it asks, whom and how, and how far it has come, of which little is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarification.bands import FEWEST
from laget.clarify.links import as_printed, code_of
from laget.clarify.models import Group, Round, Seat
from laget.clarify.models.group import FEWEST_ANONYMOUS
from laget.clarify.queries.choices import SituationText, groups_of, role_name, situations_of
from laget.clarify.queries.round_links import links_of, name_of
from laget.clarify.queries.rounds_page import state_said
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A role of the round: how many hold it, how it answers, and how far it has come. Of an anonymous group that is
    told in two steps, of an open one not at all: a holder who declines must look like one who has not come yet."""

    role: str
    name: str
    holders: int
    how: str
    so_far: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip of paper to hand out: whose it is, the link in it, and the same as it is typed. ``renew`` names the link
    in a form that asks for a new one."""

    name: str
    anonymous: bool
    path: str
    typed: str
    renew: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    """A round in draft or open."""

    heading: str
    school: School
    number: int
    state: str
    says: str
    answer_by: object
    situations: tuple[SituationText, ...]
    groups: tuple[GroupRow, ...]
    named_only: tuple[str, ...]


def round_page(round: Round, *, language: str) -> RoundPage:
    """The page for whoever leads the clarifying."""
    groups = groups_of(round)
    return RoundPage(
        heading=_("Runde %(number)s ved %(school)s") % {"number": round.number, "school": round.school.name},
        school=round.school,
        number=round.number,
        state=round.state,
        says=state_said(round),
        answer_by=round.answer_by,
        situations=situations_of(round, language=language),
        groups=tuple(_row(group, language=language) for group in groups if group.asked),
        named_only=tuple(role_name(group, language=language) for group in groups if not group.asked),
    )


def slips(round: Round, *, language: str) -> tuple[Slip, ...]:
    """A slip for each anonymous group while it can answer, and one for each seat of the others."""
    links = links_of(round, groups_of(round), language=language)
    return tuple(_slip(link, name) for link, name in links if isinstance(link, Seat) or round.state == "open")


def _slip(link: Group | Seat, name: str) -> Slip:
    code = code_of(str(link.handle))
    return Slip(
        name=name, anonymous=isinstance(link, Group), path=code, typed=as_printed(code), renew=name_of(link)
    )


def _row(group: Group, *, language: str) -> GroupRow:
    anonymous = group.holders >= FEWEST_ANONYMOUS
    return GroupRow(
        role=group.role,
        name=role_name(group, language=language),
        holders=group.holders,
        how=_("anonymt, med én felles lenke") if anonymous else _("åpent, hver med sin egen lenke"),
        so_far=_so_far(group),
    )


def _so_far(group: Group) -> str:
    if not group.anonymous:
        return _("vises når runden lukkes, for dem som deler")
    return _("nok svar") if group.answers >= FEWEST else _("færre enn fem svar")
