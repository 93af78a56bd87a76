"""The deeds of this room: each one transaction that ends with its audit line.

``by`` is the person who did it; ``None`` is the command line.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation

from laget.content import shelf
from laget.people import audit, grants, queries
from laget.people.models import Grant, Person
from laget.refusal import Refusal
from laget.schools import operations as schools
from laget.schools.models import Owner, School


@transaction.atomic
def register_owner(*, code: str, name: str, at: datetime, portrait: str = "", by: Person | None = None) -> Owner:
    """Add a school owner. Raises ``Refusal`` as ``schools.operations.add_owner``, and for an unknown portrait."""
    _refuse_portrait(portrait)
    owner = schools.add_owner(code=code, name=name, portrait=portrait)
    audit.write(at=at, person=by, verb="register_owner", thing=owner, owner=owner)
    return owner


@transaction.atomic
def register_school(
    *, code: str, name: str, owner: Owner, at: datetime, portrait: str = "", by: Person | None = None
) -> School:
    """Add a school of ``owner``. Raises ``Refusal`` as ``schools.operations.add_school``, and for an unknown
    portrait."""
    _refuse_portrait(portrait)
    school = schools.add_school(code=code, name=name, owner=owner, portrait=portrait)
    audit.write(at=at, person=by, verb="register_school", thing=school, owner=owner)
    return school


@transaction.atomic
def add_person(
    *, email: str, name: str, password: str | None, at: datetime, by: Person | None = None
) -> Person:
    """Add somebody who can sign in; without a password only a demo's door lets them in.

    Raises ``Refusal`` when the address is no e-mail address or is taken, when there is no name, or when the
    password is weak.
    """
    person = Person(email=email.strip().lower(), name=name.strip())
    _refuse_address(person.email)
    if not person.name:
        raise Refusal("no_name", "A person needs a name to be shown with. Give one, for instance: --name 'Kari'")
    if password is not None:
        _refuse_weak(password, person)
    person.set_password(password)
    person.save(force_insert=True)
    audit.write(at=at, person=by, verb="add_person", thing=person)
    return person


@transaction.atomic
def give_grant(
    *,
    person: Person,
    kind: str,
    starts: datetime,
    at: datetime,
    ends: datetime | None = None,
    owner: Owner | None = None,
    school: School | None = None,
    by: Person | None = None,
) -> Grant:
    """Let ``person`` do what ``kind`` gives, at ``owner`` or ``school`` or in the nation, from ``starts`` until
    ``ends``.

    Raises ``Refusal`` when there is no such kind, when it is not held at such a place, or when it would end
    before it starts.
    """
    _refuse_place(kind=kind, owner=owner, school=school)
    if ends is not None and ends <= starts:
        raise Refusal(
            "grant_ends_first",
            f"The grant would end {ends:%Y-%m-%d}, before it starts. Choose a later day.",
            ends=ends.date(),
        )
    grant = Grant.objects.create(
        person=person, kind=kind, owner=owner, school=school, starts=starts, ends=ends
    )
    audit.write(at=at, person=by, verb="give_grant", thing=grant, owner=_owner_of(grant))
    return grant


@transaction.atomic
def end_grant(*, grant: Grant, at: datetime, by: Person | None = None) -> None:
    """From now on the grant counts for nothing; its row stays."""
    grant.ends = at
    grant.save(update_fields=["ends"])
    audit.write(at=at, person=by, verb="end_grant", thing=grant, owner=_owner_of(grant))


@transaction.atomic
def set_password(*, person: Person, password: str, at: datetime, by: Person | None = None) -> None:
    """A new password for somebody who has lost theirs; their sessions end.

    Raises ``Refusal`` when the password is weak.
    """
    _refuse_weak(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.write(at=at, person=by, verb="set_password", thing=person)


@transaction.atomic
def close_account(*, person: Person, at: datetime, by: Person | None = None) -> None:
    """The person cannot sign in any more, and sessions that are open end at the next request."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.write(at=at, person=by, verb="close_account", thing=person)


def _owner_of(grant: Grant) -> Owner | None:
    """The owner in whose log a deed about the grant is written; ``None`` is the nation's."""
    return grant.school.owner if grant.school is not None else grant.owner


def _refuse_portrait(portrait: str) -> None:
    """A portrait that is not on the shelf would leave the school, and all pages that list it, without a page."""
    if portrait:
        shelf.portrait(portrait)


def _refuse_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            "not_an_email", f"{email!r} is not an e-mail address. Write one like kari@kommune.no.", email=email
        ) from None
    if queries.person_with_email(email):
        raise Refusal("person_exists", f"Somebody signs in with {email} already. Use another address.", email=email)


def _refuse_weak(password: str, person: Person) -> None:
    try:
        validate_password(password, user=person)
    except ValidationError as weak:
        reasons = " ".join(weak.messages)
        with translation.override("en"):
            sentence = f"The password cannot be used. {' '.join(weak.messages)}"
        raise Refusal("weak_password", sentence, reasons=reasons) from None


def _refuse_place(*, kind: str, owner: Owner | None, school: School | None) -> None:
    if kind not in grants.KINDS:
        raise Refusal(
            "no_such_kind", f"There is no kind of grant {kind!r}. Choose one of: {', '.join(grants.KINDS)}.", kind=kind
        )
    place = grants.KINDS[kind].held_at
    needs = {
        grants.NATION: (False, False, "neither an owner nor a school"),
        grants.OWNER: (True, False, "an owner and no school"),
        grants.SCHOOL: (False, True, "a school and no owner"),
    }
    has_owner, has_school, words = needs[place]
    if (owner is not None, school is not None) != (has_owner, has_school):
        raise Refusal("grant_misplaced", f"A grant as {kind} needs {words}.", kind=kind, place=place)
