"""What a post is, in words: how much, which days and where."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from laget.mapping.team import Place
from laget.pictures.numbers import decimal
from laget.team.models import Placement
from laget.team.weekdays import as_days


def percent_said(share: Decimal | float | None, language: str) -> str:
    """A share of a full post as percent; empty where nobody has said."""
    if share is None:
        return ""
    hundredths = round(100 * float(share), 1)
    return f"{decimal(hundredths, places=0 if hundredths.is_integer() else 1, language=language)}\u00a0%"


def days_said(days: frozenset[int] | None) -> str:
    """The weekdays as a phrase; empty where nobody has said."""
    if days is None:
        return ""
    if len(days) == 5:
        return _("alle dager")
    names = (_("ma"), _("ti"), _("on"), _("to"), _("fr"))
    return " ".join(name for day, name in enumerate(names) if day in days) or _("ingen faste dager")


def place_said(place: Place | None) -> str:
    """Where the holder works from, as a phrase; empty where nobody has said."""
    match place:
        case None:
            return ""
        case Place.HERE:
            return _("her")
        case Place.VISITING:
            return _("kommer hit")
        case Place.ELSEWHERE:
            return _("et annet sted")


def share_said(placement: Placement, *, language: str) -> str:
    """What a post is at another school, as a phrase: "40 %, ti to"; empty where nobody has said."""
    share, days = percent_said(placement.fraction, language), days_said(as_days(placement.days))
    return ", ".join(filter(None, (share, days)))
