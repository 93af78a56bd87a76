"""The rounds of a school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from laget.clarify import access
from laget.clarify.models import Round
from laget.clarify.queries.said import day_said
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round in the list. ``page`` is where it leads: ``round``, ``result`` or ``""`` where there is nothing to
    see."""

    number: int
    state: str
    says: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage:
    """A school's rounds, newest first. ``repeat`` is the number of the round a new one can repeat, or ``None``."""

    heading: str
    school: School
    rounds: tuple[RoundRow, ...]
    may_lead: bool
    can_begin: bool
    repeat: int | None


def rounds_page(school: School, *, person: Person, at: datetime) -> RoundsPage:
    """The list for a reader who may see the clarifying."""
    may = verbs_at(person, school, at)
    rounds = access.rounds_for(person, school, at)
    leads = access.LEAD_CLARIFYING in may
    types = access.TYPE_SHEETS in may
    closed = [round.number for round in rounds if round.state == "closed"]
    return RoundsPage(
        heading=_("Hvem gjør hva ved %(school)s?") % {"school": school.name},
        school=school,
        rounds=tuple(_row(round, leads=leads, types=types) for round in rounds),
        may_lead=leads,
        can_begin=leads and not any(round.state in ("draft", "open") for round in rounds),
        repeat=closed[0] if closed else None,
    )


def state_said(round: Round) -> str:
    """How far a round has come."""
    match round.state:
        case "draft":
            return _("Utkast. Bare de som leder runden, ser det.")
        case "open":
            return _("Åpen for svar siden %(day)s.") % {"day": day_said(round.opened_on)}
        case "closed":
            return _("Lukket %(day)s. Resultatet er klart.") % {"day": day_said(round.closed_on)}
        case _:
            return _("Droppet. Ingenting ble tatt vare på.")


def _row(round: Round, *, leads: bool, types: bool) -> RoundRow:
    page = "result" if round.state == "closed" else ""
    if round.state in ("draft", "open") and leads:
        page = "round"
    elif round.state == "open" and types:
        page = "typing"
    return RoundRow(number=round.number, state=round.state, says=state_said(round), page=page)
