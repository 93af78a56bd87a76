"""The two verdicts on the whole, kept apart: the theory, and how it was carried out (AFI r2015:6, §6.1; R-063).

A theory that was never carried out is not refuted by a trial without effect, and a trial that did everything
as planned does not prove the theory right. Neither verdict takes a guard as its argument: a kept one is no
credit, and the alarm of the others stands beside whatever the theory got.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from laget.theory.parts import Kind, Theory
from laget.verdict.judge import Outcome, carried_out


class TheoryVerdict(StrEnum):
    """What the arrows say of the theory together."""

    NOT_TESTED = "not_tested"
    HARMFUL = "harmful"
    HELD = "held"
    DID_NOT_HOLD = "did_not_hold"
    HELD_IN_PART = "held_in_part"
    CANNOT_TELL = "cannot_tell"


class PracticeVerdict(StrEnum):
    """How much of the theory's activities was carried out."""

    NOT_RECORDED = "not_recorded"
    NOT_CARRIED_OUT = "not_carried_out"
    IN_PART = "in_part"
    CARRIED_OUT = "carried_out"


def of_theory(outcomes: Iterable[Outcome], *, doubted: bool = False) -> TheoryVerdict:
    """The verdict on a theory whose randomised arrows read as ``outcomes``. Arrows without a value say nothing.

    ``doubted`` is whether an arrow that no lots were drawn about disagrees with the theory, or is in doubt along the
    chain. That takes away from a theory that otherwise held; where such an arrow agrees, nothing is added.
    """
    read = set(outcomes) - {Outcome.NOT_MEASURED, Outcome.NOT_TRIED}
    held = read & {Outcome.HELD, Outcome.CLEARLY_HELD}
    if not read:
        return TheoryVerdict.CANNOT_TELL if doubted else TheoryVerdict.NOT_TESTED
    if Outcome.HARM in read:
        return TheoryVerdict.HARMFUL
    if read == held and not doubted:
        return TheoryVerdict.HELD
    if held:
        return TheoryVerdict.HELD_IN_PART
    if read == {Outcome.NOTHING_WORTH_HAVING}:
        return TheoryVerdict.DID_NOT_HOLD
    return TheoryVerdict.CANNOT_TELL


def of_practice(theory: Theory, delivered: Mapping[str, float | None], threshold: float) -> PracticeVerdict:
    """The verdict on the carrying out of ``theory``, given the share ``delivered`` of each activity."""
    done = [carried_out(delivered.get(activity.id), threshold) for activity in theory.column(Kind.ACTIVITY)]
    if all(one is None for one in done):
        return PracticeVerdict.NOT_RECORDED
    if True not in done:
        return PracticeVerdict.NOT_CARRIED_OUT
    return PracticeVerdict.CARRIED_OUT if all(done) else PracticeVerdict.IN_PART
