"""Which roles hear how it goes, from whom, and which nobody tells (R-117, R-130)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from laget.clarification.role_card import Loop, without_feedback
from laget.clarify.access import LEAD_CLARIFYING
from laget.clarify.models import Feedback
from laget.clarify.queries.roles_here import roles_here
from laget.content import shelf
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who tells a role how it goes, and how."""

    giver: str
    name: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """A role and those who tell it how it goes."""

    receiver: str
    name: str
    givers: tuple[Giver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """The roles of a school's map, those that nobody tells anything first. ``lacking`` are the names of those;
    ``mapped`` is whether a map tells which roles there are, ``roles`` are the choices (id, name)."""

    heading: str
    school: School
    may_lead: bool
    rows: tuple[FeedbackRow, ...]
    lacking: tuple[str, ...]
    mapped: bool
    roles: tuple[tuple[str, str], ...]


def feedback_page(school: School, *, person: Person, at: datetime, language: str) -> FeedbackPage:
    """The overview, for a reader who may see what is clarified. The staff groups are the roles on the map that are no
    service's, and those that feedback is agreed for."""
    here = roles_here(school, language=language)
    rows = Feedback.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("id")
    loops = tuple(Loop(receiver=row.receiver, giver=row.giver, how=row.how) for row in rows)
    staff = (role for role in here.on_map if not shelf.roles()[role].service)
    roles = tuple(dict.fromkeys((*staff, *(loop.receiver for loop in loops))))
    lacking = without_feedback(roles, loops)
    return FeedbackPage(
        heading=_("Hvem gir hvem tilbakemelding ved %(school)s?") % {"school": school.name},
        school=school,
        may_lead=LEAD_CLARIFYING in verbs_at(person, school, at),
        rows=tuple(
            FeedbackRow(
                receiver=role,
                name=here.names[role],
                givers=tuple(
                    Giver(giver=loop.giver, name=here.names[loop.giver], how=loop.how)
                    for loop in loops
                    if loop.receiver == role
                ),
            )
            for role in sorted(roles, key=lambda role: role not in lacking)
        ),
        lacking=tuple(here.names[role] for role in lacking),
        mapped=bool(here.on_map),
        roles=here.choices(),
    )
