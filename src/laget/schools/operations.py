"""Add owners and schools. The deed with its audit line is ``people.operations``: the log lies above this room."""

from __future__ import annotations

import re

from laget.refusal import Refusal
from laget.schools import queries
from laget.schools.models import Owner, School


def add_owner(*, code: str, name: str, portrait: str = "") -> Owner:
    """Add a school owner.

    Raises ``Refusal`` when the code is not a code or is taken.
    """
    _refuse_code(code)
    if queries.owner_with_code(code):
        raise Refusal(
            "owner_exists",
            f"There is an owner with the code {code!r} already. Choose another code.",
            code=code,
        )
    return Owner.objects.create(code=code, name=name, portrait=portrait)


def add_school(*, code: str, name: str, owner: Owner, portrait: str = "") -> School:
    """Add a school of ``owner``.

    Raises ``Refusal`` when the code is not a code or is taken, by this owner or another.
    """
    _refuse_code(code)
    if queries.school_with_code(code):
        raise Refusal(
            "school_exists",
            f"There is a school with the code {code!r} already. Choose another code.",
            code=code,
        )
    return School.objects.create(code=code, name=name, owner=owner, portrait=portrait)


def _refuse_code(code: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) or len(code) > 50:
        raise Refusal(
            "not_a_code",
            f"{code!r} cannot be used as a code: it stands in addresses. "
            "Use at most 50 small letters a-z, digits and single hyphens, for instance: skole-a",
            code=code,
        )
