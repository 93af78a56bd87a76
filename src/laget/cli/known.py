"""The owners, schools and persons that the command line names by code or address."""

from __future__ import annotations

from laget.people import queries as people
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools import queries as schools
from laget.schools.models import Owner, School


def the_owner(code: str) -> Owner:
    """The owner with this code, or a refusal."""
    owner = schools.owner_with_code(code)
    if owner is None:
        raise Refusal(
            "unknown_owner",
            f"There is no owner with the code {code!r}. Add it with: laget school add-owner",
            code=code,
        )
    return owner


def the_school(code: str) -> School:
    """The school with this code, or a refusal."""
    school = schools.school_with_code(code)
    if school is None:
        raise Refusal(
            "unknown_school", f"There is no school with the code {code!r}. Add it with: laget school add", code=code
        )
    return school


def the_person(email: str) -> Person:
    """The person who signs in with this address, or a refusal."""
    person = people.person_with_email(email)
    if person is None:
        raise Refusal("unknown_person", f"Nobody signs in with {email!r}. See: laget person list", email=email)
    return person
