"""A day that may be left out, as somebody has typed it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from laget.forms.day import day_of
from laget.forms.fault import Fault


def read_day(id: str, text: str) -> tuple[date | None, tuple[Fault, ...]]:
    """The day in the field ``id``, ``None`` for nothing, and what is wrong with it."""
    day = day_of(text) if text else None
    if text and day is None:
        return None, (Fault(id=id, says=_("Skriv datoen som for eksempel 17.8.2026, eller la den stå tom.")),)
    return day, ()
