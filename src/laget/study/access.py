"""Which studies a person may see: everybody who is signed in sees them all, as the table of grants says."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from laget.content.shelf import StudyMaterial
from laget.people import access
from laget.people.models import Person
from laget.study import analysis

VERB = "read_studies"


def get_study(person: Person, id: str, at: datetime) -> StudyMaterial:
    """The study, if the person may see it. Raises ``PermissionDenied``, and ``NotOnShelf`` for no study."""
    if not access.may(person, VERB, at):
        raise PermissionDenied
    return analysis.on_shelf(id)
