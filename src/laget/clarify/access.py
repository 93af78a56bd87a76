"""Whose clarification a person may read, and what of it. What a grant gives is settled in ``people``."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.utils.timezone import localdate
from django_scopes import scopes_disabled

from laget.clarification.matter import has_come_to_the_owner
from laget.clarify.links import SEAT, handle_of
from laget.clarify.models import CardVersion, Group, Matter, RoleCard, Round, Seat
from laget.forms.whole_number import whole
from laget.people import access
from laget.people.models import Person
from laget.schools.models import Owner, School

READ_CLARIFIED, LEAD_CLARIFYING, TYPE_SHEETS = "read_clarified", "lead_clarifying", "type_sheets"
READ_ROLE_CARDS = "read_role_cards"
ANSWER_MATTERS, EDIT_JOB_DESCRIPTIONS = "answer_matters", "edit_job_descriptions"


def school_for(person: Person, code: str, verb: str, at: datetime) -> School:
    """The school with its owner at hand, or ``Http404`` or ``PermissionDenied``."""
    return access.get_school(person, code, verb, at)


def owner_for(person: Person, code: str, verb: str, at: datetime) -> Owner:
    """The owner, or ``Http404`` or ``PermissionDenied``."""
    return access.get_owner(person, code, verb, at)


def round_for(person: Person, code: str, number: int, verb: str, at: datetime) -> Round:
    """The round with its school and owner at hand, if the person may do ``verb`` at the school; ``Http404`` where there
    is none with this number."""
    school = access.get_school(person, code, verb, at)
    found = Round.objects.with_scope(owner=school.owner_id).filter(school=school, number=number).first()
    if found is None:
        raise Http404
    found.school = school
    return found


def rounds_for(person: Person, school: School, at: datetime) -> tuple[Round, ...]:
    """The school's rounds that the person may know of, newest first: a draft, and one that was dropped, only whoever
    leads the clarifying."""
    rounds = Round.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("-number")
    if LEAD_CLARIFYING not in access.verbs_at(person, school, at):
        rounds = rounds.filter(state__in=("open", "closed"))
    return tuple(rounds)


def link_in(found: Round, named: str) -> Group | Seat:
    """The group (``g12``) or the seat (``s12``) that a form of a round names, for a round that ``round_for`` has given;
    ``Http404`` for one that is not there, or that has no link."""
    pk = whole(named[1:])
    link: Group | Seat | None
    if named.startswith("s"):
        link = Seat.objects.with_scope(owner=found.owner_id).filter(group__round=found, pk=pk).first()
    else:
        link = Group.objects.with_scope(owner=found.owner_id).filter(round=found, pk=pk, anonymous=True).first()
    if link is None:
        raise Http404
    return link


def card_in(school: School, role: str) -> RoleCard | None:
    """The school's own words on a role's card, for a school that ``school_for`` has given; ``None`` where nobody has
    written."""
    return RoleCard.objects.with_scope(owner=school.owner_id).filter(school=school, role=role).first()


def version_in(school: School, role: str, number: int) -> CardVersion:
    """A version of a role's card, for a school that ``school_for`` has given; ``Http404`` for one that is not there."""
    rows = CardVersion.objects.with_scope(owner=school.owner_id).select_related("owner")
    found = rows.filter(card__school=school, card__role=role, number=number).first()
    if found is None:
        raise Http404
    return found


def matter_in(school: School, matter: int) -> Matter:
    """A matter of a school that ``school_for`` has given; ``Http404`` for one that is not there."""
    found = Matter.objects.with_scope(owner=school.owner_id).filter(school=school, pk=matter).first()
    if found is None:
        raise Http404
    found.school = school
    return found


def matter_of(owner: Owner, matter: int, at: datetime) -> Matter:
    """A matter that has come to the owner, with its school at hand, for an owner that ``owner_for`` has given.
    ``Http404`` for one that is not there, is still the school's, or was answered before it left the school. One that
    the school answered after that stays."""
    rows = Matter.objects.with_scope(owner=owner.pk).select_related("school", "owner")
    found = rows.filter(owner=owner, pk=matter).first()
    if found is None:
        raise Http404
    if not has_come_to_the_owner(found.dates, on=localdate(at)):
        raise Http404
    return found


def link_for(code: str) -> Group | Seat:
    """The group or the seat that a link is for, with its round and school at hand; ``Http404`` for a code that leads
    nowhere. Whoever holds the link need not be signed in, so no owner's rows are open to the request: this opens them
    all for one look-up by a sealed code, and nothing else."""
    handle = handle_of(code)
    if handle is None:
        raise Http404
    with scopes_disabled():
        found: Group | Seat | None
        if handle.startswith(SEAT):
            seats = Seat.objects.select_related("group__round__school", "group__round__owner")
            found = seats.filter(handle=handle).first()
        else:
            found = Group.objects.select_related("round__school", "round__owner").filter(handle=handle).first()
    if found is None:
        raise Http404
    return found
