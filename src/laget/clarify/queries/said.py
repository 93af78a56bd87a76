"""What is settled, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Lacks, Place, Purpose
from laget.clarify.models import Settlement


def place_said(place: str) -> str:
    """Where whoever helps works; empty where nobody has said."""
    names: Mapping[str, str] = {
        Place.IN_CLASS: _("i klassen"),
        Place.OUT_OF_CLASS: _("ute av klassen"),
        Place.BOTH: _("både i klassen og ute"),
    }
    return names.get(place, "")


def purpose_said(purpose: str) -> str:
    """Whether the help is for everybody or follows a decision; empty where nobody has said."""
    names: Mapping[str, str] = {
        Purpose.PREVENTIVE: _("forebyggende, for alle"),
        Purpose.BY_DECISION: _("etter enkeltvedtak"),
        Purpose.BOTH: _("både forebyggende og etter vedtak"),
    }
    return names.get(purpose, "")


def how_far_said(how_far: str) -> str:
    """How far in whoever helps goes; empty where nobody has said."""
    names: Mapping[str, str] = {
        HowFar.ADVISES: _("gir råd"),
        HowFar.BESIDE: _("er med ved siden av læreren"),
        HowFar.FOR_A_WHILE: _("tar over en stund"),
        HowFar.ALONE: _("har det alene til det leveres tilbake"),
    }
    return names.get(how_far, "")


def lacks_said(lacks: Lacks) -> str:
    """What a settlement lacks before it counts."""
    names: Mapping[Lacks, str] = {
        Lacks.LEAD: _("hvem som har ansvaret"),
        Lacks.HAND_BACK: _("når læreren tar over igjen"),
    }
    return names[lacks]


def where_said(row: Settlement) -> str:
    """When, how far in and where, in a phrase."""
    return ", ".join(
        part for part in (row.when, how_far_said(row.how_far), place_said(row.place), purpose_said(row.purpose)) if part
    )


def day_said(day: object) -> str:
    """A day in the reader's language; empty for none."""
    return date_format(day, "DATE_FORMAT") if day else ""
