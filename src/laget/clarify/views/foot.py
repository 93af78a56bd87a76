"""The foot of the pages of clarifying: why one sees the page, who else does, and where it comes from."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from laget.clarify.queries.worked import is_worked
from laget.people.queries import access_note
from laget.schools.models import Owner, School


def foot(request: HttpRequest, *, verb: str, unit: School | Owner, origin: str = "") -> dict[str, object]:
    """What page.html prints at its end. ``origin`` is where the page's content comes from, where that is not the
    school's own clarifying. Of a worked example it is said whatever the page, for nobody at the school has said it."""
    if isinstance(unit, School) and is_worked(unit):
        origin = _("Eksempel, laget av det rapporten forteller. Det som er oppdiktet, er merket.")
    return {
        "access_note": access_note(person=request.person, verb=verb, at=request.at, unit=unit),
        "origin": origin or _("De som arbeider ved skolen, har selv svart og avklart det."),
    }
