"""The matters of a school that wait for an answer."""

from __future__ import annotations

from django.db.models import QuerySet

from laget.clarify.models import Matter
from laget.schools.models import School


def open_matters(school: School) -> dict[str, Matter]:
    """The open matter of each situation, by its key."""
    return {row.key: row for row in _open(school)}


def open_matter_of(school: School, key: str) -> Matter | None:
    """The open matter of one situation."""
    return _open(school).filter(key=key).first()


def _open(school: School) -> QuerySet[Matter]:
    return Matter.objects.with_scope(owner=school.owner_id).filter(school=school, answered_on__isnull=True)
