"""What other studies found of ρ and R², for whoever plans a trial: each number with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from laget.content.faults import Fault
from laget.content.reader import Document
from laget.theory.parts import Source
from laget.theory.text import Text
from laget.trial.planning_value import PlanningShare, PlanningValues

HOME = "NO"


class SeenIn(StrEnum):
    """Where the number itself was read: in the printed table, in the abstract, or in the authors' data file."""

    TABLE = "table"
    ABSTRACT = "abstract"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningRow:
    """The shares of one outcome in one population.

    ``country`` is the ISO 3166 code, or ``several``; ``schools`` how many schools the numbers rest on and ``years``
    when they were collected, each ``None`` where the source was not seen to say. ``covariates`` says what R² is
    explained by. ``checked_on`` is the day (YYYY-MM-DD) that somebody read the number in ``seen_in``.
    """

    id: str
    outcome: Text
    population: Text
    country: str
    found: PlanningValues
    source: Source
    seen_in: SeenIn
    checked_on: str
    schools: int | None = None
    years: str | None = None
    covariates: Text | None = None

    @property
    def foreign(self) -> bool:
        """Whether the schools are other than Norwegian ones."""
        return self.country != HOME


def unsound(document: Document[tuple[PlanningRow, ...]]) -> Iterator[Fault]:
    """The rows whose shares cannot be: out of bounds, of a level that is not theirs, or more than the whole."""
    for place, row in enumerate(document.value):
        at = (place, "found", "shares")
        seen: set[tuple[str, str]] = set()
        for number, share in enumerate(row.found.shares):
            if share.level not in ("pupil", *row.found.levels) or (share.kind, share.level) == ("icc", "pupil"):
                says = f"An {share.kind} of the level '{share.level}' does not belong to these levels: correct either."
                yield document.fault((*at, number, "level"), "stray_level", says)
            if (share.kind, share.level) in seen:
                says = f"The {share.kind} of the level '{share.level}' stands here twice: keep one."
                yield document.fault((*at, number), "share_twice", says)
            seen.add((share.kind, share.level))
            if not _in_order(share):
                says = "low, value and high have to lie in this order, from 0 and below 1: correct them."
                yield document.fault((*at, number, "value"), "share_out_of_bounds", says)
            if (share.low is None, share.high is None) != (share.spread is None,) * 2:
                says = "low, high and spread go together: add what is missing, or take the others out."
                yield document.fault((*at, number), "half_a_spread", says)
        if sum(share.value for share in row.found.shares if share.kind == "icc") >= 1:
            yield document.fault(at, "shares_fill_all", "The icc sum to the whole variance or more: correct them.")
        if any(share.kind == "r2" for share in row.found.shares) != (row.covariates is not None):
            says = "An r2 and 'covariates', which says what explains it, go together: add the other."
            yield document.fault((place,), "no_covariates", says)


def _in_order(share: PlanningShare) -> bool:
    low = share.value if share.low is None else share.low
    high = share.value if share.high is None else share.high
    return 0 <= low <= share.value <= high <= 1 and share.value < 1
