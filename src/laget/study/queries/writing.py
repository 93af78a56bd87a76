"""What the pages of a study are written with: its protocol's words and numbers, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.content import places, shelf
from laget.pictures.numbers import NO_BREAK_SPACE, decimal
from laget.study.queries.lines import Overall
from laget.theory.parts import Source, Theory
from laget.theory.text import Text
from laget.verdict import say
from laget.verdict.protocol import Protocol, theory_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Words and numbers of one protocol in one language. It writes in the language that gettext is set to, too."""

    protocol: Protocol
    language: str

    def said(self, text: Text) -> str:
        """A text in the language."""
        return text.said(self.language)

    def source(self, source: Source) -> str:
        """A source with its place."""
        return f"{source.work}, {places.said(source, language=self.language)}"

    def number(self, value: float, places: int) -> str:
        """A number with so many decimals."""
        return decimal(value, places=places, language=self.language)

    def sd(self, value: float) -> str:
        """A size in standard deviations: two decimals, three where a turning point has them."""
        return self.number(value, 2 if round(value, 2) == round(value, 4) else 3)

    def range(self, low: float, high: float) -> str:
        """From one margin to another."""
        return _("%(low)s til %(high)s") % {"low": self.sd(low), "high": self.sd(high)}

    def interval(self, low: float, high: float) -> str:
        """An interval, two decimals."""
        return _("%(low)s til %(high)s") % {"low": self.number(low, 2), "high": self.number(high, 2)}

    def p(self, p: float) -> str:
        """A p value, three decimals."""
        least = 0.001
        return f"<{NO_BREAK_SPACE}{self.number(least, 3)}" if p < least else self.number(p, 3)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row: a, b and c."""
        *first, last = words
        return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last

    def overall(self, words: say.Words) -> Overall:
        """A verdict on the whole."""
        return Overall(label=self.said(words.label), sentence=self.said(words.sentence))

    def column(self, name: str) -> str:
        """What a column of the data is called."""
        return self.said(self.protocol.column_name(name))

    def theory(self) -> Theory:
        """The protocol's theory."""
        return shelf.theory(*theory_address(self.protocol))

    def outcome_name(self, indicator: str, contrast: str) -> str:
        """What tells an effect from the others of its table: the contrast, the indicator, or both."""
        protocol = self.protocol
        names = []
        if len(protocol.indicators) > 1:
            names.append(self.said(protocol.indicator(indicator).name))
        if len(protocol.contrasts) > 1 or not names:
            names.append(self.said(protocol.contrast(contrast).name))
        return ": ".join(names)

    def guard_name(self, guard: str, contrast: str) -> str:
        """The same for a guard."""
        names = [self.said(self.protocol.guard(guard).name)]
        if len(self.protocol.contrasts) > 1:
            names.append(self.said(self.protocol.contrast(contrast).name))
        return ": ".join(names)
