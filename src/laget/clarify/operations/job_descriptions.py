"""Write what a role does at all an owner's schools: the newest that the social partners have agreed to is the base of
the schools' cards."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarify.models import JobDescription
from laget.clarify.operations.lines import too_much, trimmed
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import Owner
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

LONGEST_PARTNERS = 200


@transaction.atomic
def describe_role(
    *,
    owner: Owner,
    role: str,
    does: tuple[str, ...],
    does_not: tuple[str, ...] = (),
    partners: str = "",
    agreed_on: date | None = None,
    person: Person | None,
    at: datetime,
) -> JobDescription:
    """Write a description anew. ``partners`` are those who agreed to it, and ``agreed_on`` when; until then it is a
    draft, and the schools' cards go on from the one before. The same again leaves no line.

    Raises ``Refusal``: ``unknown_role`` (role), ``bad_description`` (field), ``description_without_partners``,
    ``agreed_not_yet`` (day), ``national_id_in_text``.
    """
    refuse_unknown_role(role)
    kept, kept_not = trimmed(does), trimmed(does_not)
    _refuse(kept, kept_not, partners.strip(), agreed_on, at)
    Owner.objects.select_for_update().get(pk=owner.pk)
    rows = JobDescription.objects.with_scope(owner=owner.pk).filter(owner=owner, role=role)
    before = rows.order_by("-number").first()
    wanted = (kept, kept_not, partners.strip(), agreed_on)
    if before is not None and (before.does, before.does_not, before.partners, before.agreed_on) == wanted:
        return before
    row = JobDescription.objects.create(
        owner=owner,
        role=role,
        number=before.number + 1 if before else 1,
        does=kept,
        does_not=kept_not,
        partners=partners.strip(),
        agreed_on=agreed_on,
        made_by=person,
        made_at=at,
    )
    audit.write(at=at, person=person, verb="describe_role", thing=row, owner=owner)
    return row


def _refuse(does: list[str], does_not: list[str], partners: str, agreed_on: date | None, at: datetime) -> None:
    faulty = {
        "does": not does or too_much(does),
        "does_not": too_much(does_not),
        "partners": len(partners) > LONGEST_PARTNERS,
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal("bad_description", f"{field} is empty or too long. Correct it.", field=field)
    if bool(partners) != (agreed_on is not None):
        raise Refusal(
            "description_without_partners",
            "A description is agreed with somebody on a day. Write both who agreed and when, or neither.",
        )
    if agreed_on is not None and agreed_on > localdate(at):
        raise Refusal("agreed_not_yet", f"{agreed_on} is not yet. Write the day it was agreed.", day=agreed_on)
    for text in (partners, *does, *does_not):
        refuse_national_id(text)
