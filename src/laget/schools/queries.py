"""Owners and schools by their codes, for the command line and for loading: no person asks, so all are seen."""

from __future__ import annotations

from laget.schools.models import Owner, School


def owner_with_code(code: str) -> Owner | None:
    """The owner with this code."""
    return Owner.objects.filter(code=code).first()


def school_with_code(code: str) -> School | None:
    """The school with this code, whoever owns it."""
    return School.objects.with_scopes_disabled().filter(code=code).select_related("owner").first()
