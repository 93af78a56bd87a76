"""Effects as a picture: estimates and their intervals against zero and the smallest change worth having.

One row per effect: a dot, a thick line for the 95 % interval, and upright ticks where the 90 % interval ends. The
names stand above the lines and not beside them, so that the picture is as readable on a phone as on a page. It
is drawn in ``currentColor`` with presentation attributes alone: the same in the dark, in print and in a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from laget.pictures.numbers import decimal
from laget.pictures.plot_frame import EDGE, LINE, SIZE, SMALL, WIDTH, axis, framed
from laget.pictures.scale import Scale, scale_over
from laget.pictures.scale import written as _n
from laget.pictures.wrapping import wrap
from laget.theory.text import Text

_ROOM = 28.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRow:
    """One effect in standard deviations: what it is called, what is read of it, and its two intervals."""

    name: str
    reading: str
    value: float
    low95: float
    high95: float
    low90: float
    high90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotWords:
    """What the picture says around the effects. ``describes`` is filled with name, value, low, high and
    reading; ``margin`` with the margin."""

    title: Text
    describes: Text
    axis: Text
    interval95: Text
    interval90: Text
    margin: Text
    to: Text


WORDS = PlotWords(
    title=Text(
        nb="Forskjell fra sammenligningsgruppen, med usikkerhet",
        nn="Skilnad frå samanlikningsgruppa, med uvisse",
        en="Difference from the comparison group, with uncertainty",
    ),
    describes=Text(
        nb="{name}: {value}, 95 % mellom {low} og {high}. {reading}.",
        nn="{name}: {value}, 95 % mellom {low} og {high}. {reading}.",
        en="{name}: {value}, 95 % between {low} and {high}. {reading}.",
    ),
    axis=Text(nb="Standardavvik", nn="Standardavvik", en="Standard deviations"),
    interval95=Text(nb="95 %-intervallet", nn="95 %-intervallet", en="the 95% interval"),
    interval90=Text(
        nb="her slutter 90 %-intervallet", nn="her sluttar 90 %-intervallet", en="where the 90% interval ends"
    ),
    margin=Text(
        nb="minste endring verdt å ha (±{margin})",
        nn="minste endring verd å ha (±{margin})",
        en="smallest change worth having (±{margin})",
    ),
    to=Text(nb="til", nn="til", en="to"),
)


def draw_effects(
    *,
    rows: Sequence[EffectRow],
    margin: float,
    language: str,
    words: PlotWords = WORDS,
    id: str = "effects",
) -> str:
    """The SVG of ``rows``, from top to bottom, against zero and ±``margin``, in ``language``.

    ``id`` sets two pictures on one page apart.
    """
    plot = _Plot(rows=rows, margin=margin, language=language, words=words, scale=_scale(rows, margin))
    return plot.svg(id)


def _scale(rows: Sequence[EffectRow], margin: float) -> Scale:
    """A scale that holds every interval and the margin."""
    low = min(-margin, *(min(row.low95, row.low90) for row in rows))
    high = max(margin, *(max(row.high95, row.high90) for row in rows))
    return scale_over(low, high, left=EDGE, right=WIDTH - EDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    rows: Sequence[EffectRow]
    margin: float
    language: str
    words: PlotWords
    scale: Scale

    def svg(self, id: str) -> str:
        parts, y = [], 4.0
        for row in self.rows:
            drawn, y = self._row(row, y)
            parts.append(drawn)
        y += 4
        legend, bottom = self._legend(y + 46)
        across = axis(scale=self.scale, y=y, says=self._said(self.words.axis), language=self.language)
        return framed(
            id=id,
            title=self._said(self.words.title),
            describes=map(self._describes, self.rows),
            parts=[*parts, *across, *legend],
            bottom=bottom,
        )

    def _said(self, text: Text) -> str:
        return text.said(self.language)

    def _number(self, value: float) -> str:
        return decimal(value, places=2, language=self.language)

    def _describes(self, row: EffectRow) -> str:
        return self._said(self.words.describes).format(
            name=row.name,
            value=self._number(row.value),
            low=self._number(row.low95),
            high=self._number(row.high95),
            reading=row.reading,
        )

    def _figures(self, row: EffectRow) -> str:
        to = self._said(self.words.to)
        return f"{self._number(row.value)} ({self._number(row.low95)} {to} {self._number(row.high95)})"

    def _row(self, row: EffectRow, y: float) -> tuple[str, float]:
        """The row's words and its interval, and where the next row begins."""
        lines = []
        for line in wrap(row.name, width=(WIDTH - 2 * EDGE) / 1.08, size=SIZE):
            y += LINE
            lines.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-weight="600">{escape(line)}</text>')
        for line in wrap(f"{self._figures(row)} · {row.reading}", width=WIDTH - 2 * EDGE, size=SMALL):
            y += LINE
            lines.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        top, y = y + 6, y + 6 + _ROOM
        middle = (top + y) / 2
        x = self.scale.x
        marks = [
            f'<line x1="{x(row.low95)}" y1="{_n(middle)}" x2="{x(row.high95)}" y2="{_n(middle)}" '
            f'stroke="currentColor" stroke-width="4"/>',
            *(
                f'<line x1="{x(end)}" y1="{_n(middle - 7)}" x2="{x(end)}" y2="{_n(middle + 7)}" '
                f'stroke="currentColor" stroke-width="1.5"/>'
                for end in (row.low90, row.high90)
            ),
            f'<circle cx="{x(row.value)}" cy="{_n(middle)}" r="6"/>',
        ]
        return "<g>" + "".join([*lines, *self._guides(top, y), *marks]) + "</g>", y + 6

    def _guides(self, top: float, bottom: float) -> Iterator[str]:
        """Zero, and the room in which a change is too small to be worth having."""
        low, high = self.scale.x(-self.margin), self.scale.x(self.margin)
        yield (
            f'<rect x="{low}" y="{_n(top)}" width="{_n(float(high) - float(low))}" height="{_n(bottom - top)}" '
            f'fill="currentColor" fill-opacity="0.08"/>'
        )
        for edge in (low, high):
            yield (
                f'<line x1="{edge}" y1="{_n(top)}" x2="{edge}" y2="{_n(bottom)}" stroke="currentColor" '
                f'stroke-dasharray="4 3"/>'
            )
        zero = self.scale.x(0)
        yield (
            f'<line x1="{zero}" y1="{_n(top)}" x2="{zero}" y2="{_n(bottom)}" stroke="currentColor" '
            f'stroke-width="1.5"/>'
        )

    def _legend(self, y: float) -> tuple[list[str], float]:
        """What the marks mean, one to a line; and where the picture ends."""
        margin = self._said(self.words.margin).format(margin=self._number(self.margin))
        keys = (
            ('<line x1="0" x2="30" stroke="currentColor" stroke-width="4"/>', self._said(self.words.interval95)),
            ('<line x1="15" x2="15" y1="-7" y2="7" stroke="currentColor" stroke-width="1.5"/>',
             self._said(self.words.interval90)),
            ('<line x1="0" x2="30" stroke="currentColor" stroke-dasharray="4 3"/>', margin),
        )  # fmt: skip
        drawn = []
        for sample, says in keys:
            y += LINE
            drawn.append(
                f'<g transform="translate({EDGE:g} {_n(y - 4)})">{sample}'
                f'<text x="40" y="4" font-size="{SMALL:g}">{escape(says)}</text></g>'
            )
        return drawn, y + 8

