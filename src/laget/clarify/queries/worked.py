"""Whether what a school has clarified is a worked example, made of what the report tells."""

from __future__ import annotations

from laget.clarify.models import Round
from laget.schools.models import School


def is_worked(school: School) -> bool:
    """Whether the school has a round that was never held."""
    rounds = Round.objects.with_scope(owner=school.owner_id).filter(school=school)
    return rounds.filter(origin="worked_example").exists()
