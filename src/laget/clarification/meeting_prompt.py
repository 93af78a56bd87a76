"""What to talk about at the meeting on who does what: resistance, and roles that compete. It is discussed and never
scored: nobody answers it alone, and nothing of it is kept (AFI r2015:6, L643-648, L2180-2189; R-192 (in part))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Source
from laget.theory.text import Text


class Theme(StrEnum):
    """What a prompt is about."""

    IDENTITY = "identity"
    RESISTANCE = "resistance"
    COMPETING = "competing"
    HAND_BACK = "hand_back"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPrompt:
    """A question for the whole meeting. ``told`` is what the report tells, so that the question is nobody's."""

    id: str
    theme: Theme
    question: Text
    told: Text
    source: Source


def one_of_each(prompts: Sequence[MeetingPrompt]) -> tuple[MeetingPrompt, ...]:
    """The first prompt of each theme, in the order of the themes: as many as there is room for on a sheet."""
    first = {theme: next((prompt for prompt in prompts if prompt.theme is theme), None) for theme in Theme}
    return tuple(prompt for prompt in first.values() if prompt is not None)
