"""The reading of one claim: what a trial says of it, given the smallest change worth having.

The rules are ours, in this order; claims are read on the 95 % interval, equivalence on the 90 %:

1. not measured — there is no value;
2. harm — the 95 % interval is beyond zero the wrong way, and the 90 % interval is not inside ±margin;
3. nothing worth having — the 90 % interval is inside ±margin, also when the 95 % interval is beyond zero;
4. clearly held — the 95 % interval is beyond the margin; held — it is beyond zero;
5. cannot tell — the rest.

*Not tried* takes the place of nothing worth having and of cannot tell, never of a clear effect or of harm:
an effect without delivery is something to explain, not to hide. Without a value it takes the place of not
measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError


class Outcome(StrEnum):
    """What is said of a claim. Nothing worth having and harm are said as plainly as a gain (R-047)."""

    NOT_MEASURED = "not_measured"
    HARM = "harm"
    NOTHING_WORTH_HAVING = "nothing_worth_having"
    CLEARLY_HELD = "clearly_held"
    HELD = "held"
    CANNOT_TELL = "cannot_tell"
    NOT_TRIED = "not_tried"


class Way(StrEnum):
    """Which way a change goes, seen from the claim."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measured effect with its two intervals, in the unit that its margin is in: standard deviations of the
    outcome, unless said.

    Raises ``VerdictError``: ``bad_interval``, where something is no number or the intervals do not lie in each other.
    The value may lie outside them: Hedges' g is shrunk and the intervals are not.
    """

    value: float
    low95: float
    high95: float
    low90: float
    high90: float

    def __post_init__(self) -> None:
        if not (isfinite(self.value) and -inf < self.low95 <= self.low90 <= self.high90 <= self.high95 < inf):
            raise VerdictError(
                "bad_interval",
                f"The effect {self.value:g} has the 95 % interval {self.low95:g} to {self.high95:g} and the 90 % "
                f"interval {self.low90:g} to {self.high90:g}; all have to be numbers, and the second to lie within "
                "the first.",
                value=self.value,
                low95=self.low95,
                high95=self.high95,
                low90=self.low90,
                high90=self.high90,
            )

    def towards(self, direction: Direction) -> Measured:
        """The effect counted so that up is the way the claim says."""
        if direction is Direction.UP:
            return self
        return Measured(
            value=-self.value, low95=-self.high95, high95=-self.low95, low90=-self.high90, high90=-self.low90
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The outcome, and for *nothing worth having* which way a real but too small change goes."""

    outcome: Outcome
    too_small: Way | None = None


def judge(
    *,
    measured: Measured | None,
    margin: float,
    direction: Direction,
    delivered: float | None = None,
    threshold: float = 0.0,
) -> Reading:
    """The reading of a claim that goes ``direction``.

    ``margin`` is the smallest change worth having, in standard deviations. ``delivered`` is the share
    delivered in the treated arm minus the control arm, ``None`` where nobody recorded it, and counts as tried
    from ``threshold``. Raises ``VerdictError``: ``negative_margin``, ``bad_share``.
    """
    if not 0 <= margin < inf:
        raise VerdictError(
            "negative_margin",
            f"The smallest change worth having is {margin:g}; it is a size, so it has to be zero or more.",
            margin=margin,
        )
    tried = carried_out(delivered, threshold) is not False
    if measured is None:
        return Reading(outcome=Outcome.NOT_MEASURED if tried else Outcome.NOT_TRIED)
    reading = _read(measured.towards(direction), margin)
    if not tried and reading.outcome in (Outcome.NOTHING_WORTH_HAVING, Outcome.CANNOT_TELL):
        return Reading(outcome=Outcome.NOT_TRIED)
    return reading


def carried_out(share: float | None, threshold: float) -> bool | None:
    """Whether an activity counts as carried out: the ``share`` delivered, treated arm minus control, against the
    protocol's ``threshold``; ``None`` where nobody recorded it. Raises ``VerdictError``: ``bad_share``."""
    for told, least in ((threshold, 0), (share, -1)):
        if told is not None and not least <= told <= 1:
            raise VerdictError(
                "bad_share",
                f"The protocol has {told:g} as a share of delivery, which no share can be; write 0.8 for 80 %.",
                value=told,
            )
    return None if share is None else share >= threshold


def _read(measured: Measured, margin: float) -> Reading:
    small = -margin < measured.low90 and measured.high90 < margin
    beyond = Way.RIGHT if measured.low95 > 0 else Way.WRONG if measured.high95 < 0 else None
    if beyond is Way.WRONG and not small:
        return Reading(outcome=Outcome.HARM)
    if small:
        return Reading(outcome=Outcome.NOTHING_WORTH_HAVING, too_small=beyond)
    if measured.low95 > margin:
        return Reading(outcome=Outcome.CLEARLY_HELD)
    if beyond is Way.RIGHT:
        return Reading(outcome=Outcome.HELD)
    return Reading(outcome=Outcome.CANNOT_TELL)
