"""Which studies a person may see: everybody who is signed in sees them all, as the table of grants says."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from laget.content import shelf
from laget.content.shelf import StudyMaterial
from laget.people import access
from laget.people.models import Person
from laget.study import analysis
from laget.verdict.protocol import Protocol

VERB = "read_studies"


def visible_to(person: Person, at: datetime) -> tuple[Protocol, ...]:
    """The protocols of the studies that the person may see."""
    return shelf.studies() if access.may(person, VERB, at) else ()


def get_study(person: Person, id: str, at: datetime) -> StudyMaterial:
    """The study, if the person may see it. Raises ``PermissionDenied``, and ``NotOnShelf`` for no study."""
    if not access.may(person, VERB, at):
        raise PermissionDenied
    return analysis.on_shelf(id)
