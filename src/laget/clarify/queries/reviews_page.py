"""Half a year later: how it went with what was settled, in the report's style (AFI r2015:6, L4440-4473)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.clarification.moved import Standing
from laget.clarification.settlement import HALF_A_YEAR
from laget.clarify.access import LEAD_CLARIFYING
from laget.clarify.models import Review
from laget.clarify.queries.cards import settled_rows, task_of
from laget.clarify.queries.roles_here import roles_here
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A settled situation and how it went with it: ``outcome`` is empty where nobody has looked back at what counts
    now. ``due`` is whether it is time to; ``worked_example`` marks what nobody at the school has settled."""

    key: str
    situation: str
    settled: str
    settled_on: date
    due: bool
    outcome: str
    note: str
    reviewed_on: date | None
    worked_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPage:
    """The page. ``told`` are the three kinds of outcome with what is of each, in the report's order; ``rows``
    everything settled, what it is time for first."""

    heading: str
    school: School
    may_lead: bool
    rows: tuple[ReviewRow, ...]
    told: tuple[tuple[str, tuple[ReviewRow, ...]], ...]
    due: int


def reviews_page(school: School, *, person: Person, at: datetime, language: str) -> ReviewsPage:
    """The page, for a reader who may see what is clarified."""
    day = localdate(at)
    here = roles_here(school, language=language)
    settled = settled_rows(school)
    found = Review.objects.with_scope(owner=school.owner_id).filter(settlement__in=[row.pk for row in settled])
    reviews: Mapping[int, Review] = {row.settlement_id: row for row in found.order_by("reviewed_on", "id")}
    rows = []
    for row in settled:
        review = reviews.get(row.pk)
        settled_on = localdate(row.settled_at)
        due_on = review.reviewed_on + HALF_A_YEAR if review else row.review_on or settled_on + HALF_A_YEAR
        rows.append(
            ReviewRow(
                key=row.key,
                situation=task_of(row, language=language).says,
                settled=", ".join(part for part in (here.names[row.lead], row.hand_back) if part),
                settled_on=settled_on,
                due=due_on <= day,
                outcome=review.outcome if review else "",
                note=review.note if review else "",
                reviewed_on=review.reviewed_on if review else None,
                worked_example=row.origin == "worked_example",
            )
        )
    rows.sort(key=lambda row: (not row.due, row.settled_on))
    return ReviewsPage(
        heading=_("Hvordan gikk det med det vi bestemte ved %(school)s?") % {"school": school.name},
        school=school,
        may_lead=LEAD_CLARIFYING in verbs_at(person, school, at),
        rows=tuple(rows),
        told=tuple(
            (outcome_said(outcome), of_it)
            for outcome in Standing
            if (of_it := tuple(row for row in rows if row.outcome == outcome))
        ),
        due=sum(row.due for row in rows),
    )


def outcome_said(outcome: str) -> str:
    """How it went."""
    names: Mapping[str, str] = {
        Standing.ACHIEVED: _("Oppnådd"),
        Standing.CONTINUING: _("Fortsetter"),
        Standing.UNDECIDED: _("Ikke avgjort"),
    }
    return names[outcome]
