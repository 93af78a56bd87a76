"""The roles a school has named to settle and to coordinate."""

from __future__ import annotations

from laget.clarify.models import Clarifiers
from laget.clarify.queries.roles_here import roles_here
from laget.schools.models import School


def clarifiers_of(school: School) -> Clarifiers:
    """What the school has named; all of it empty where it has named nobody."""
    return Clarifiers.objects.with_scope(owner=school.owner_id).filter(school=school).first() or Clarifiers()


def arbiter_of(school: School, *, language: str) -> str:
    """The role that settles a disagreement, by name; empty where nobody is named."""
    return roles_here(school, language=language).names.get(clarifiers_of(school).arbiter, "")
