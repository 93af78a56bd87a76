"""A kept reading, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.verdict import say
from laget.verdict.judge import Outcome, Reading, Way

# Designsystemet's colours; the sign and the words say the same without them.
COLOURS = {
    Outcome.CLEARLY_HELD: "success",
    Outcome.HELD: "success",
    Outcome.HARM: "danger",
    Outcome.CANNOT_TELL: "warning",
    Outcome.NOTHING_WORTH_HAVING: "info",
    Outcome.NOT_TRIED: "neutral",
    Outcome.NOT_MEASURED: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A reading as it is printed."""

    outcome: str
    sign: str
    label: str
    sentence: str
    colour: str


def reading_of(kept: Mapping[str, str | None]) -> Reading:
    """A reading from the finding's JSON."""
    too_small = kept["too_small"]
    return Reading(outcome=Outcome(kept["outcome"]), too_small=Way(too_small) if too_small else None)


def words_of(kept: Mapping[str, str | None]) -> say.Words:
    """The words for a reading from the finding's JSON."""
    return say.words_for(reading_of(kept))


def reading_line(kept: Mapping[str, str | None], *, language: str) -> ReadingLine:
    """A reading from the finding's JSON, in one language."""
    reading = reading_of(kept)
    words = say.words_for(reading)
    return ReadingLine(
        outcome=reading.outcome.value,
        sign=words.sign,
        label=words.label.said(language),
        sentence=words.sentence.said(language),
        colour=COLOURS[reading.outcome],
    )
