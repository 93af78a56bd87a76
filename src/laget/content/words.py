"""The nouns of Laget, each once: its name in code, in three languages, and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One noun. ``code`` is the name used in code and addresses; ``formerly`` are older and other names that
    people still search for, in any language."""

    code: str
    nb: str
    nn: str
    en: str
    definition: Text
    source: Source
    formerly: tuple[str, ...] = ()

    @property
    def name(self) -> Text:
        """What it is called, in each language."""
        return Text(nb=self.nb, nn=self.nn, en=self.en)
