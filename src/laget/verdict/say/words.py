"""What a verdict is told with."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A verdict as a short label, as a sentence, and as a sign."""

    label: Text
    sentence: Text
    sign: str = ""
