"""Write on a role's card, put a version forward, and record who has agreed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from laget.clarification.role_card import Card, is_empty, written
from laget.clarify.models import Agreement, CardVersion, RoleCard
from laget.clarify.models.role_card import CONCERNED
from laget.clarify.operations.lines import too_much, trimmed
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

LONGEST_ABOUT = 500
LONGEST_CONFIDENTIALITY = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What the school writes on a card itself, as in ``models.RoleCard``."""

    about: str = ""
    does: tuple[str, ...] = ()
    does_not: tuple[str, ...] = ()
    confidentiality: str = ""
    mentor: str = ""
    review_on: date | None = None


@transaction.atomic
def write_card(
    *, school: School, role: str, revision: int, facts: CardFacts, person: Person | None, at: datetime
) -> RoleCard:
    """Write the school's own words on the card of a role; ``revision`` is the card's when it was fetched, 0 for one
    that nobody has written on. What is so already changes nothing and leaves no line.

    Raises ``Refusal``: ``card_changed_meanwhile``, ``unknown_role`` (role), ``bad_card`` (field),
    ``national_id_in_text``.
    """
    _refuse(facts)
    card = _card(school, role)
    if card.revision != revision:
        raise Refusal(
            "card_changed_meanwhile",
            "Somebody has written on this card since the page was fetched, so nothing was saved. Look at what the "
            "other has written, and save again.",
        )
    wanted: dict[str, object] = {
        "about": facts.about.strip(),
        "does": trimmed(facts.does),
        "does_not": trimmed(facts.does_not),
        "confidentiality": facts.confidentiality.strip(),
        "mentor": facts.mentor,
        "review_on": facts.review_on,
    }
    if all(getattr(card, name) == value for name, value in wanted.items()):
        return card
    for name, value in wanted.items():
        setattr(card, name, value)
    card.revision += 1
    card.save()
    audit.write(at=at, person=person, verb="write_card", thing=card, owner=school.owner)
    return card


@transaction.atomic
def make_version(
    *, school: School, card: Card, person: Person | None, at: datetime, origin: str = "school"
) -> CardVersion:
    """Put the card forward as a version, word for word. The same card again is the version there is, without a line.

    Raises ``Refusal``: ``unknown_role`` (role), ``card_is_empty``.
    """
    if is_empty(card):
        raise Refusal(
            "card_is_empty",
            "The card says nothing of what the role does, so there is nothing to agree on. Settle a situation that the "
            "role leads or helps in, or write on the card.",
        )
    row = _card(school, card.role)
    versions = CardVersion.objects.with_scope(owner=school.owner_id).filter(card=row)
    before = versions.order_by("-number").first()
    body = written(card)
    if before is not None and before.body == body:
        return before
    version = CardVersion.objects.create(
        owner_id=school.owner_id,
        card=row,
        number=before.number + 1 if before else 1,
        body=body,
        made_by=person,
        made_at=at,
        origin=origin,
    )
    audit.write(at=at, person=person, verb="make_card_version", thing=version, owner=school.owner)
    return version


@transaction.atomic
def record_agreement(
    *, version: CardVersion, with_whom: str, agreed_on: date, person: Person | None, at: datetime
) -> Agreement:
    """Record that ``holders``, ``colleagues`` or ``leader`` have agreed to the version. The first date stands; the same
    again leaves no line.

    Raises ``Refusal``: ``unknown_party`` (with_whom), ``agreed_not_yet`` (day, with_whom), ``newer_version``.
    """
    if with_whom not in CONCERNED:
        raise Refusal(
            "unknown_party",
            f"{with_whom!r} is nobody a card is agreed with. Choose one of: {', '.join(CONCERNED)}.",
            with_whom=with_whom,
        )
    if agreed_on > localdate(at):
        raise Refusal(
            "agreed_not_yet",
            f"{agreed_on} is not yet. Record the agreement when it has been made.",
            day=agreed_on,
            with_whom=with_whom,
        )
    RoleCard.objects.with_scope(owner=version.owner_id).select_for_update().get(pk=version.card_id)
    later = CardVersion.objects.with_scope(owner=version.owner_id).filter(
        card=version.card_id, number__gt=version.number
    )
    if later.exists():
        raise Refusal("newer_version", "There is a newer version of this card. Agree on that one.")
    agreement, is_new = Agreement.objects.with_scope(owner=version.owner_id).get_or_create(
        version=version,
        with_whom=with_whom,
        defaults={
            "owner_id": version.owner_id, "agreed_on": agreed_on, "recorded_by": person, "recorded_at": at,
        },
    )  # fmt: skip
    if is_new:
        audit.write(at=at, person=person, verb="record_agreement", thing=agreement, owner=version.owner)
    return agreement


@transaction.atomic
def record_agreements(
    *, version: CardVersion, agreed: Mapping[str, date], person: Person | None, at: datetime
) -> tuple[Agreement, ...]:
    """Record every agreement of a form, or none: whom it was made with, and when. Raises as ``record_agreement``."""
    return tuple(
        record_agreement(version=version, with_whom=whom, agreed_on=day, person=person, at=at)
        for whom, day in agreed.items()
    )


def _card(school: School, role: str) -> RoleCard:
    """The card's row, locked to the end of the transaction."""
    refuse_unknown_role(role)
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)
    card, _new = RoleCard.objects.with_scope(owner=school.owner_id).get_or_create(
        school=school, role=role, defaults={"owner_id": school.owner_id}
    )
    return card


def _refuse(facts: CardFacts) -> None:
    if facts.mentor:
        refuse_unknown_role(facts.mentor)
    faulty = {
        "about": len(facts.about.strip()) > LONGEST_ABOUT,
        "confidentiality": len(facts.confidentiality.strip()) > LONGEST_CONFIDENTIALITY,
        "does": too_much(facts.does),
        "does_not": too_much(facts.does_not),
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal("bad_card", f"{field} is too long. Shorten it.", field=field)
    for text in (facts.about, facts.confidentiality, *facts.does, *facts.does_not):
        refuse_national_id(text)
