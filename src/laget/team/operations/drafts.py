"""Keep what somebody has typed until it is saved. Not a deed that others may ask about: no line is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from laget.people.models import Person
from laget.schools.models import School
from laget.team.models import Draft


def keep_draft(
    *, person: Person, school: School, year: int, form: str, body: Mapping[str, object], at: datetime
) -> Draft:
    """Keep the fields of a form in place of what was kept before, and let drafts older than 30 days go.

    Raises ``Refusal``: ``national_id_in_text``, in which case nothing is kept and what was kept before stays;
    ``draft_too_large``.
    """
    raise NotImplementedError


def drop_draft(*, person: Person, school: School, year: int, form: str) -> None:
    """Let the draft go: it is saved, or the person does not want it."""
    raise NotImplementedError
