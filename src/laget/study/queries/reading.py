"""What is kept of a reading, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laget.verdict import say
from laget.verdict.chain import ArrowStep, Step, WaysIn
from laget.verdict.guard import GuardOutcome, GuardReading
from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.observed import Agreement

# Designsystemet's colours; the sign and the words say the same without them. What no lots were drawn about has no
# colour of success, and neither has a guard that was kept.
COLOURS = {
    Outcome.CLEARLY_HELD: "success",
    Outcome.HELD: "success",
    Outcome.HARM: "danger",
    Outcome.CANNOT_TELL: "warning",
    Outcome.NOTHING_WORTH_HAVING: "info",
    Outcome.NOT_TRIED: "neutral",
    Outcome.NOT_MEASURED: "neutral",
}
AGREEMENT_COLOURS = {
    Agreement.AGREES: "info",
    Agreement.DISAGREES: "danger",
    Agreement.CANNOT_TELL: "warning",
    Agreement.NOT_MEASURED: "neutral",
}
GUARD_COLOURS = {
    GuardOutcome.KEPT: "neutral",
    GuardOutcome.BROKEN: "danger",
    GuardOutcome.NOT_SHOWN: "warning",
}
STEP_COLOURS = {
    Step.AGREES: "info",
    Step.IN_DOUBT: "warning",
    Step.SOME_OTHER_WAY: "warning",
    Step.CANNOT_TELL: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words for something that was read, its code and its colour."""

    outcome: str
    words: say.Words
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A reading as it is printed."""

    outcome: str
    sign: str
    label: str
    sentence: str
    colour: str


def reading_line(said: Said, *, language: str) -> ReadingLine:
    """A reading in one language."""
    return ReadingLine(
        outcome=said.outcome,
        sign=said.words.sign,
        label=said.words.label.said(language),
        sentence=said.words.sentence.said(language),
        colour=said.colour,
    )


def of_claim(kept: Mapping[str, Any]) -> Said:
    """What is said of a claim, from the finding's JSON."""
    too_small = kept["too_small"]
    reading = Reading(outcome=Outcome(kept["outcome"]), too_small=Way(too_small) if too_small else None)
    return Said(outcome=reading.outcome, words=say.words_for(reading), colour=COLOURS[reading.outcome])


def of_agreement(kept: str) -> Said:
    """What is said of an arrow that no lots were drawn about."""
    agreement = Agreement(kept)
    return Said(outcome=agreement, words=say.words_for_agreement(agreement), colour=AGREEMENT_COLOURS[agreement])


def of_guard(kept: Mapping[str, Any]) -> Said:
    """What is said of a guard."""
    reading = GuardReading(outcome=GuardOutcome(kept["outcome"]), measured=kept["measured"])
    return Said(outcome=reading.outcome, words=say.words_for_guard(reading), colour=GUARD_COLOURS[reading.outcome])


def of_arrow(kept: Mapping[str, Any]) -> Said:
    """What is said of an arrow of either kind."""
    return of_agreement(kept["agreement"]) if kept["kind"] == "observed" else of_claim(kept["reading"])


def of_step(kept: Mapping[str, Any], *, bare: bool) -> Said:
    """What is said of an arrow along the chain; ``bare`` leaves out that no lots were drawn (said before)."""
    step = ArrowStep(arrow=kept["arrow"], step=Step(kept["step"]), randomised=bare or kept["randomised"])
    return Said(outcome=step.step, words=say.words_for_step(step), colour=STEP_COLOURS[step.step])


def of_ways(kept: str) -> Said:
    """What is said of all ways into a part."""
    ways = WaysIn(kept)
    return Said(outcome=ways, words=say.WAYS_IN[ways], colour="warning")
