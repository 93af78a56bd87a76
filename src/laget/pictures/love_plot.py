"""How alike the arms of a draw came out, as a picture: a love plot, called so after Thomas Love.

One row per covariate: zero is no difference from the first arm, a dot is how far another arm's mean lies from it in
standard deviations, and upright lines are the most that the design allowed. With three arms or more each has a lane
of its own, and its number stands in the dot. As the other pictures it is drawn in ``currentColor`` with presentation
attributes alone, with the names above the lines, so that it is the same on a phone, in the dark and in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from laget.pictures.numbers import decimal
from laget.pictures.plot_frame import EDGE, LINE, SIZE, SMALL, WIDTH, axis, framed
from laget.pictures.scale import Scale, scale_over
from laget.pictures.scale import written as _n
from laget.pictures.wrapping import BOLD, OTHER_FONT, text_width, wrap
from laget.theory.text import Text

LANE = 20.0
# A picture of nothing but small differences does not blow them up to its whole width.
LEAST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class LoveRow:
    """One covariate: each arm's mean minus the first arm's, without the first, in standard deviations.

    ``most`` is the largest difference that the design allowed, or ``None`` where it set none.
    """

    name: str
    differences: tuple[float, ...]
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoveWords:
    """What the picture says around the rows. ``describes`` is filled with name, arm and value, ``against`` with arm
    and first, ``limit`` with most."""

    title: Text
    describes: Text
    axis: Text
    against: Text
    limit: Text
    limits: Text


WORDS = LoveWords(
    title=Text(
        nb="Forskjell mellom gruppene før forsøket",
        nn="Skilnad mellom gruppene før forsøket",
        en="Difference between the arms before the trial",
    ),
    describes=Text(nb="{name}: {arm} {value}.", nn="{name}: {arm} {value}.", en="{name}: {arm} {value}."),
    axis=Text(nb="Standardavvik", nn="Standardavvik", en="Standard deviations"),
    against=Text(nb="{arm} minus {first}", nn="{arm} minus {first}", en="{arm} minus {first}"),
    limit=Text(nb="Tillatt: {most}.", nn="Tillate: {most}.", en="Allowed: {most}."),
    limits=Text(
        nb="det meste designet tillot mellom to grupper",
        nn="det meste designet tillét mellom to grupper",
        en="the most the design allowed between two arms",
    ),
)


def draw_love(
    *, rows: Sequence[LoveRow], arms: Sequence[str], language: str, words: LoveWords = WORDS, id: str = "love"
) -> str:
    """The SVG of ``rows``, from top to bottom, in ``language``; ``arms`` are named in the draw's order.

    ``id`` sets two pictures on one page apart.
    """
    reach = max(LEAST, *(abs(apart) for row in rows for apart in row.differences), *(row.most or 0 for row in rows))
    scale = scale_over(-reach, reach, left=EDGE, right=WIDTH - EDGE)
    return _Plot(rows=rows, arms=arms, language=language, words=words, scale=scale).svg(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    rows: Sequence[LoveRow]
    arms: Sequence[str]
    language: str
    words: LoveWords
    scale: Scale

    @property
    def several(self) -> bool:
        return len(self.arms) > 2

    @property
    def radius(self) -> float:
        return 8.0 if self.several else 6.0

    def svg(self, id: str) -> str:
        parts, y = [], 4.0
        for row in self.rows:
            drawn, y = self._row(row, y)
            parts.append(drawn)
        legend, bottom = self._legend(y + 42)
        across = axis(scale=self.scale, y=y, says=self._said(self.words.axis), language=self.language)
        return framed(
            id=id,
            title=self._said(self.words.title),
            describes=self._describes(),
            parts=[*parts, *across, *legend],
            bottom=bottom,
        )

    def _said(self, text: Text) -> str:
        return text.said(self.language)

    def _number(self, value: float) -> str:
        return decimal(value, places=2, language=self.language)

    def _against(self, arm: str) -> str:
        return self._said(self.words.against).format(arm=arm, first=self.arms[0])

    def _describes(self) -> Iterator[str]:
        for row in self.rows:
            for arm, apart in zip(self.arms[1:], row.differences, strict=True):
                yield self._said(self.words.describes).format(
                    name=row.name, arm=self._against(arm), value=self._number(apart)
                )
            if row.most is not None:
                yield self._said(self.words.limit).format(most=f"±{self._number(row.most)}")

    def _figures(self, row: LoveRow) -> str:
        numbers = [self._number(apart) for apart in row.differences]
        return " · ".join(f"{place}: {one}" for place, one in enumerate(numbers, 1)) if self.several else numbers[0]

    def _row(self, row: LoveRow, y: float) -> tuple[str, float]:
        """The row's name and figures, its lanes, and where the next row begins."""
        figures = self._figures(row)
        taken = OTHER_FONT * text_width(figures, size=SMALL)
        drawn = []
        beside = not self.several
        room = WIDTH - 2 * EDGE - (taken + 12 if beside else 0)
        for line in wrap(row.name, width=room / BOLD / OTHER_FONT, size=SIZE):
            y += LINE
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-weight="600">{escape(line)}</text>')
        if not beside:
            y += LINE
        x, anchor = (WIDTH - EDGE, ' text-anchor="end"') if beside else (EDGE, "")
        drawn.append(f'<text x="{_n(x)}" y="{_n(y)}" font-size="{SMALL:g}"{anchor}>{figures}</text>')
        top, y = y + 5, y + 5 + LANE * len(row.differences)
        for lane, apart in enumerate(row.differences):
            drawn += self._guides(top + LANE * lane, row.most, apart)
            drawn += self._mark(apart, top + LANE * (lane + 0.5), lane + 1)
        return "<g>" + "".join(drawn) + "</g>", y + 4

    def _guides(self, top: float, most: float | None, apart: float) -> Iterator[str]:
        """Zero, and the most that was allowed, in one lane; not through a number."""
        ends = () if most is None else (-most, most)
        for value, stroke in ((0.0, 'stroke-width="1.5"'), *((end, 'stroke-dasharray="4 3"') for end in ends)):
            x = self.scale.x(value)
            if not self.several or abs(float(x) - float(self.scale.x(apart))) > self.radius:
                yield (
                    f'<line x1="{x}" y1="{_n(top)}" x2="{x}" y2="{_n(top + LANE)}" stroke="currentColor" {stroke}/>'
                )

    def _mark(self, apart: float, y: float, number: int) -> Iterator[str]:
        """A stalk from zero to the dot; with several arms the number stands in the dot."""
        zero, x = self.scale.x(0), self.scale.x(apart)
        end = float(x) - self.radius if apart > 0 else float(x) + self.radius
        if abs(float(x) - float(zero)) > self.radius:
            yield (
                f'<line x1="{zero}" y1="{_n(y)}" x2="{_n(end)}" y2="{_n(y)}" stroke="currentColor" '
                f'stroke-width="2"/>'
            )
        yield from self._dot(float(x), y, number)

    def _dot(self, x: float, y: float, number: int) -> Iterator[str]:
        if not self.several:
            yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{self.radius:g}"/>'
            return
        yield (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{self.radius:g}" fill="none" stroke="currentColor" '
            f'stroke-width="1.5"/>'
        )
        yield f'<text x="{_n(x)}" y="{_n(y + 4)}" font-size="11" text-anchor="middle">{number}</text>'

    def _legend(self, y: float) -> tuple[list[str], float]:
        """What the marks mean, one below the other; and where the picture ends."""
        keys = [
            ("".join(self._dot(15, 0, number)), self._against(arm)) for number, arm in enumerate(self.arms[1:], 1)
        ]
        if any(row.most is not None for row in self.rows):
            sample = '<line x1="15" x2="15" y1="-8" y2="8" stroke="currentColor" stroke-dasharray="4 3"/>'
            keys.append((sample, self._said(self.words.limits)))
        drawn = []
        for sample, says in keys:
            y += LINE + 2
            drawn.append(f'<g transform="translate({EDGE:g} {_n(y - 4)})">{sample}</g>')
            for number, line in enumerate(wrap(says, width=(WIDTH - 2 * EDGE - 40) / OTHER_FONT, size=SMALL)):
                y += LINE if number else 0
                drawn.append(f'<text x="{EDGE + 40:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        return drawn, y + 8
