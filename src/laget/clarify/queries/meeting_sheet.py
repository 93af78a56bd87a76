"""The result of a round on one page, for the meeting: what to begin with, and what to talk about.

Resistance and competing roles have a place here because they come with every change, as a strength as well as a brake
(AFI r2015:6, L643-648, L2180-2189). They are talked about and never asked about, counted or scored (R-192).
"""

from __future__ import annotations

from dataclasses import dataclass

from laget.clarification.meeting_prompt import one_of_each
from laget.clarification.reading import Agreement
from laget.clarify.models import Round
from laget.clarify.queries.result_page import ResultPage, ResultRow, result_page
from laget.content import shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSheet:
    """The result, the situations to begin with by number, and what to talk about."""

    result: ResultPage
    begin_with: str
    prompts: tuple[str, ...]


def meeting_sheet(round: Round, *, language: str) -> MeetingSheet:
    """The sheet of a closed round."""
    result = result_page(round, language=language)
    return MeetingSheet(result=result, begin_with=_begin_with(result.rows), prompts=prompts(language))


def prompts(language: str) -> tuple[str, ...]:
    """What the meeting talks about besides the situations."""
    return tuple(prompt.question.said(language) for prompt in one_of_each(shelf.meeting_prompts()))


def _begin_with(rows: tuple[ResultRow, ...]) -> str:
    """The situations with a gap, a collision or no agreement, at most three: those with most to talk about first."""
    open_ones = [row for row in rows if row.marks or row.agreement in (Agreement.SPLIT, Agreement.CANNOT_TELL)]
    first = sorted(open_ones, key=lambda row: -len(row.marks))[:3]
    return ", ".join(str(number) for number in sorted(row.situation.number for row in first))
