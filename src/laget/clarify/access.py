"""Whose clarification a person may read, and what of it. What a grant gives is settled in ``people``."""

from __future__ import annotations

from datetime import datetime

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
