"""The cast of the tests: the demo's, and two whose time is not now. They arrive at ``AT``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.test import Client

from laget.front import demo
from laget.people import operations, queries
from laget.people.models import Person
from laget.people.second_factor import ENROLLED_HERE
from laget.schools.queries import school_with_code

AT = datetime(2024, 8, 19, 8, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
PASSWORD = "fire korte ord om hav"


def gather() -> dict[str, Person]:
    """Everybody by slug: the demo's cast, ``former`` (was principal of school A for a day) and ``future``
    (will be, in a hundred years)."""
    demo.load_people(at=AT)
    people = {
        member.slug: queries.person_with_email(queries.demo_email(member.slug)) for member in demo.CAST
    }
    people["former"] = _principal(slug="former", starts=AT, ends=AT + A_DAY)
    people["future"] = _principal(slug="future", starts=AT + 36525 * A_DAY, ends=None)
    return people


def _principal(*, slug: str, starts: datetime, ends: datetime | None) -> Person:
    person = operations.add_person(email=queries.demo_email(slug), name=slug, password=None, at=AT)
    operations.give_grant(
        person=person,
        kind="principal",
        school=school_with_code(demo.A.school),
        starts=starts,
        ends=ends,
        at=AT,
    )
    return person


def client_of(person: Person) -> Client:
    """A browser in which the person has signed in with a second factor, enrolled there if it was not before."""
    if not Authenticator.objects.filter(user=person).exists():
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    client.force_login(person)
    session = client.session
    session[ENROLLED_HERE] = True
    session.save()
    return client
