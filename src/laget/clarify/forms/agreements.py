"""Who has agreed to a card, and when, as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.clarify.forms.days import read_day
from laget.clarify.models.role_card import CONCERNED
from laget.forms.fault import Fault
from laget.forms.text import text_of


def sent(data: QueryDict) -> dict[str, str]:
    """The form as a browser sent it: a date as a text for each of those concerned."""
    return {whom: text_of(data, f"agreed-{whom}") for whom in CONCERNED}


def read(typed: Mapping[str, str]) -> tuple[dict[str, date], tuple[Fault, ...]]:
    """The dates that are written, and what is wrong with the form."""
    written = {whom: text for whom, text in typed.items() if text}
    if not written:
        return {}, (Fault(id="agree", says=_("Skriv datoen for minst én av dem.")),)
    days = {whom: read_day(f"agreed-{whom}", text) for whom, text in written.items()}
    agreed = {whom: day for whom, (day, _faults) in days.items() if day is not None}
    return agreed, tuple(fault for _day, faults in days.values() for fault in faults)
