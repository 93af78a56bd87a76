"""The reading of an arrow that no lots were drawn about: from a mechanism or a sub-goal on to a goal.

Pupils and schools where the mechanism moved were not picked by lot, so something else may lie behind what is seen
with it. The words are therefore *agrees with*, *disagrees with* and *cannot tell*, never *held* or *harm*. The
numbers are read as for any claim: shown to go as the claim says, agrees; the opposite way, or shown too small to be
worth having, disagrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from laget.theory.parts import Direction
from laget.verdict.judge import Measured, Outcome, judge


class Agreement(StrEnum):
    """What is said of a claim that was observed and not tried by lot."""

    NOT_MEASURED = "not_measured"
    AGREES = "agrees"
    DISAGREES = "disagrees"
    CANNOT_TELL = "cannot_tell"


# Never not tried: a mechanism can move for other reasons than the activity (docs/decisions/0002).
_AGREEMENTS: Mapping[Outcome, Agreement] = {
    Outcome.NOT_MEASURED: Agreement.NOT_MEASURED,
    Outcome.CLEARLY_HELD: Agreement.AGREES,
    Outcome.HELD: Agreement.AGREES,
    Outcome.HARM: Agreement.DISAGREES,
    Outcome.NOTHING_WORTH_HAVING: Agreement.DISAGREES,
    Outcome.CANNOT_TELL: Agreement.CANNOT_TELL,
}


def observe(*, measured: Measured | None, margin: float, direction: Direction) -> Agreement:
    """Whether what was ``measured`` along an arrow agrees with a claim that goes ``direction``.

    Raises ``VerdictError``: ``negative_margin``.
    """
    return _AGREEMENTS[judge(measured=measured, margin=margin, direction=direction).outcome]
