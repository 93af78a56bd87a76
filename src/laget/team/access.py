"""Whose teams a person may read. What a grant gives is settled in ``people``."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from laget.people import access
from laget.people.models import Person
from laget.schools.models import Owner, School

READ_SCHOOL, READ_OWNER = "read_school", "read_owner"


def visible_to(person: Person, at: datetime) -> QuerySet[School]:
    """The schools whose team the person may read, with their owners at hand."""
    return access.schools_visible_to(person, at, READ_SCHOOL).select_related("owner")


def get_for(person: Person, code: str, at: datetime) -> School:
    """The school, or ``Http404`` or ``PermissionDenied``."""
    return access.get_school(person, code, READ_SCHOOL, at)


def get_owner_for(person: Person, code: str, at: datetime) -> Owner:
    """The owner, or ``Http404`` or ``PermissionDenied``."""
    return access.get_owner(person, code, READ_OWNER, at)


def may_read(person: Person, owner: Owner, at: datetime) -> bool:
    """Whether the owner's page is open to the person: not everybody at a school reads it."""
    return access.may(person, READ_OWNER, at, unit=owner)
