"""A day by which somebody answers, as it was typed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from laget.forms.day import day_of
from laget.forms.fault import Fault


def read_due(text: str) -> tuple[date | None, tuple[Fault, ...]]:
    """The day, and what is wrong with it."""
    day = day_of(text.strip())
    if day is None:
        return None, (Fault(id="due", says=_("Skriv datoen svaret skal komme, som for eksempel 17.8.2026.")),)
    return day, ()
