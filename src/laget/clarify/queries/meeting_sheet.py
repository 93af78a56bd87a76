"""The result of a round on one page, for the meeting: what to begin with, and what to talk about.

Resistance and competing roles have a place here because they come with every change, as a strength as well as a brake
(AFI r2015:6, L643-648, L2180-2189). They are talked about and never asked about, counted or scored (R-192).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarification.reading import Agreement
from laget.clarify.models import Round
from laget.clarify.queries.result_page import ResultPage, ResultRow, result_page


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """The result, the situations to begin with by number, and what to talk about."""

    result: ResultPage
    begin_with: str
    prompts: tuple[str, ...]


def meeting_sheet(round: Round, *, language: str) -> MeetingSheet:
    """The sheet of a closed round."""
    result = result_page(round, language=language)
    return MeetingSheet(result=result, begin_with=_begin_with(result.rows), prompts=prompts())


def prompts() -> tuple[str, ...]:
    """What the meeting talks about besides the situations."""
    return (
        _("Hva er vi redde for å miste hvis noen andre gjør dette? Hva av det er det verdt å ta vare på?"),
        _("Hvor gjør to av oss det samme? Hvem trår andre på tærne, og hva trenger de for å slippe?"),
        _("Hvor tenker vi «dette skal jeg klare selv», og får eleven hjelp senere av det?"),
        _("Når er læreren på igjen? Hvem sier det til hvem?"),
    )


def _begin_with(rows: tuple[ResultRow, ...]) -> str:
    """The situations with a gap, a collision or no agreement, at most three: those with most to talk about first."""
    open_ones = [row for row in rows if row.marks or row.agreement in (Agreement.SPLIT, Agreement.CANNOT_TELL)]
    first = sorted(open_ones, key=lambda row: -len(row.marks))[:3]
    return ", ".join(str(number) for number in sorted(row.situation.number for row in first))
