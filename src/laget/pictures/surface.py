"""Power over a grid of two parameters, as a picture: a cell per pair of values, with its number in it.

A darker cell is a better one. Where the power is enough the numbers are bold, and a thick line runs along the edge of
those cells, so that nothing is said by shade alone. Drawn in ``currentColor`` with presentation attributes alone: the
same in the dark, in grey and on paper. With nine columns or fewer it is as wide as a phone; with more it grows. A table
beside it must say all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log

from laget.pictures.numbers import NO_BREAK_SPACE, decimal, whole
from laget.pictures.scale import written as _n
from laget.pictures.surface_words import WORDS, SurfaceWords, parameter_words
from laget.pictures.wrapping import BOLD, OTHER_FONT, text_width, wrap
from laget.theory.text import Text

NARROWEST = 360.0
EDGE = 10.0
SIZE, SMALL, NUMBER = 14.0, 12.5, 11.5
LINE = 18.0
HIGH = 26.0
# The darkest cell, as ink over paper: its number still has a contrast of 7 to 1.
DARKEST = 0.36


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceCell:
    """One cell: its ``value`` (``None`` where there is none), whether it is ``enough``, and whether it is too near to
    enough to be told from it (``unsure``). ``error`` is the Monte Carlo error of a simulated value."""

    value: float | None
    enough: bool = False
    unsure: bool = False
    error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceGrid:
    """Cells row by row, under the values of the parameter ``across`` and beside those of ``down``.

    ``measure`` is ``"power"``, ``"mdes"`` or the name of a size; ``target`` the power that is enough; ``trials`` how
    many were simulated in each cell, or ``None`` by formula. ``design`` is the design's name, and ``fixed`` what was
    the same in every cell.
    """

    design: str
    fixed: Mapping[str, float]
    one_sided: bool
    measure: str
    target: float
    across: str
    columns: Sequence[float]
    down: str
    rows: Sequence[float]
    cells: Sequence[Sequence[SurfaceCell]]
    trials: int | None = None


def draw_surface(*, grid: SurfaceGrid, language: str, words: SurfaceWords = WORDS, id: str = "surface") -> str:
    """The SVG of ``grid`` in ``language``. ``id`` sets two pictures on one page apart."""
    return _Drawing(grid=grid, language=language, words=words).svg(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    grid: SurfaceGrid
    language: str
    words: SurfaceWords

    @property
    def left(self) -> float:
        """Where the cells begin, right of the labels of the rows."""
        return EDGE + OTHER_FONT * max(text_width(label, size=SMALL) for label in self._labels(self.grid.rows)) + 6

    @property
    def wide(self) -> float:
        """The width of a cell: the room there is on a phone, or what its number and label need."""
        numbers = [BOLD * text_width(self._value(cell), size=NUMBER) for row in self.grid.cells for cell in row]
        needed = max(*numbers, *(text_width(label, size=SMALL) for label in self._labels(self.grid.columns)))
        needed = OTHER_FONT * needed + 3
        return max((NARROWEST - EDGE - self.left) / len(self.grid.columns), needed)

    @property
    def right(self) -> float:
        return self.left + self.wide * len(self.grid.columns)

    def svg(self, id: str) -> str:
        width = self.right + EDGE
        heading, top = self._heading(width)
        bottom = top + HIGH * len(self.grid.rows)
        axis, y = self._axis(bottom, width)
        legend, end = self._legend(y, width)
        measure, across, down = self._measure(), self._named(self.grid.across), self._named(self.grid.down)
        title = self._said(self.words.title).format(measure=measure, across=across, down=down)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="app-effects" role="img" '
                f'aria-labelledby="{id}-title" aria-describedby="{id}-desc" viewBox="0 0 {_n(width)} {_n(end)}" '
                f'width="{_n(width)}" height="{_n(end)}" font-family="Inter, system-ui, sans-serif" '
                f'font-size="{SIZE:g}" fill="currentColor">',
                f'<title id="{id}-title">{escape(title)}</title>',
                f'<desc id="{id}-desc">{escape(" ".join(self._describes()))}</desc>',
                *heading,
                *self._cells(top),
                *self._border(top),
                *axis,
                *legend,
                "</svg>",
            ]
        )

    def _said(self, text: Text) -> str:
        return text.said(self.language)

    def _named(self, parameter: str) -> str:
        return f"{parameter} ({parameter_words(parameter, language=self.language)})"

    def _measure(self) -> str:
        named = self.words.measures.get(self.grid.measure)
        return self._said(named) if named else self._said(self.words.size).format(size=self.grid.measure)

    def _target(self) -> str:
        return decimal(self.grid.target, places=2, language=self.language)

    def _labels(self, values: Sequence[float]) -> list[str]:
        """The values of an axis with as many decimals as it takes to tell them apart."""
        places = max(len(f"{value:.4f}".rstrip("0").partition(".")[2]) for value in values)
        return [decimal(value, places=places, language=self.language) for value in values]

    def _value(self, cell: SurfaceCell) -> str:
        if cell.value is None:
            return "–"
        if self.grid.measure in self.words.measures:
            return decimal(cell.value, places=2, language=self.language)
        return whole(round(cell.value), language=self.language)

    def _describes(self) -> Iterator[str]:
        """What each row says, in a sentence."""
        across = self._labels(self.grid.columns)
        for label, row in zip(self._labels(self.grid.rows), self.grid.cells, strict=True):
            name = f"{self.grid.down} = {label}"
            if self.grid.measure != "power":
                values = [self._value(cell) for cell in row]
                yield self._said(self.words.row).format(row=name, first=values[0], last=values[-1])
                continue
            columns = [column for column, cell in zip(across, row, strict=True) if cell.enough]
            says = self.words.enough if columns else self.words.nowhere
            yield self._said(says).format(
                row=name, target=self._target(), across=self.grid.across, columns="; ".join(columns)
            )
        yield f"{self._about()}. {self._how()}"

    def _about(self) -> str:
        """The design and what was the same in every cell."""
        side = self.words.one_sided if self.grid.one_sided else self.words.two_sided
        same = [
            f"{name} = {self._labels((value,))[0]}".replace(" ", NO_BREAK_SPACE)
            for name, value in self.grid.fixed.items()
        ]
        return "; ".join((self.grid.design, self._said(side), *same))

    def _how(self) -> str:
        if self.grid.trials is None:
            return self._said(self.words.formula)
        error = max(cell.error or 0 for row in self.grid.cells for cell in row)
        return self._said(self.words.simulated).format(
            trials=whole(self.grid.trials, language=self.language),
            error=decimal(error, places=3, language=self.language),
        )

    def _heading(self, width: float) -> tuple[list[str], float]:
        """What the numbers are and what runs down; and where the cells begin."""
        drawn, y = [], 4.0
        for line in wrap(self._measure(), width=(width - 2 * EDGE) / BOLD / OTHER_FONT, size=SIZE):
            y += LINE
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-weight="600">{escape(line)}</text>')
        for line in wrap(f"↓ {self._named(self.grid.down)}", width=(width - 2 * EDGE) / OTHER_FONT, size=SMALL):
            y += LINE
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        return drawn, y + 8

    def _cells(self, top: float) -> Iterator[str]:
        for place, (label, row) in enumerate(zip(self._labels(self.grid.rows), self.grid.cells, strict=True)):
            y = top + HIGH * place
            drawn = [
                f'<text x="{_n(self.left - 8)}" y="{_n(y + 17)}" font-size="{SMALL:g}" text-anchor="end">{label}</text>'
            ]
            for column, cell in enumerate(row):
                drawn += self._cell(cell, self.left + self.wide * column, y)
            yield "<g>" + "".join(drawn) + "</g>"

    def _cell(self, cell: SurfaceCell, x: float, y: float) -> Iterator[str]:
        yield (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(self.wide)}" height="{_n(HIGH)}" fill="currentColor" '
            f'fill-opacity="{DARKEST * self._good(cell):.2f}" stroke="currentColor" stroke-opacity="0.25"/>'
        )
        if cell.unsure:
            yield (
                f'<rect x="{_n(x + 2.5)}" y="{_n(y + 2.5)}" width="{_n(self.wide - 5)}" height="{_n(HIGH - 5)}" '
                f'fill="none" stroke="currentColor" stroke-dasharray="3 2"/>'
            )
        weight = ' font-weight="600"' if cell.enough else ""
        yield (
            f'<text x="{_n(x + self.wide / 2)}" y="{_n(y + 17)}" font-size="{NUMBER:g}" '
            f'text-anchor="middle"{weight}>{self._value(cell)}</text>'
        )

    def _good(self, cell: SurfaceCell) -> float:
        """From 0 for the worst to 1 for the best: power as it is, the others by their logarithms, since half is as
        much better wherever it is."""
        if cell.value is None:
            return 0.0
        if self.grid.measure == "power":
            return cell.value
        values = [one.value for row in self.grid.cells for one in row if one.value is not None]
        low, high = log(min(values)), log(max(values))
        return (high - log(cell.value)) / (high - low) if high > low else 0.0

    def _border(self, top: float) -> Iterator[str]:
        """The line between the cells that are enough and their neighbours that are not."""
        cells = self.grid.cells
        for place, row in enumerate(cells):
            for column, cell in enumerate(row):
                x, y = self.left + self.wide * column, top + HIGH * place
                if column and cell.enough != row[column - 1].enough:
                    yield _thick(x, y, x, y + HIGH)
                if place and cell.enough != cells[place - 1][column].enough:
                    yield _thick(x, y, x + self.wide, y)

    def _axis(self, y: float, width: float) -> tuple[list[str], float]:
        """The values across and what they are; and where they end."""
        y += 16
        drawn = [
            f'<text x="{_n(self.left + self.wide * (place + 0.5))}" y="{_n(y)}" font-size="{SMALL:g}" '
            f'text-anchor="middle">{label}</text>'
            for place, label in enumerate(self._labels(self.grid.columns))
        ]
        for line in wrap(f"→ {self._named(self.grid.across)}", width=(width - 2 * EDGE) / OTHER_FONT, size=SMALL):
            y += LINE
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        return drawn, y + 4

    def _legend(self, y: float, width: float) -> tuple[list[str], float]:
        """What shade, line and marks mean, and how the numbers were found; and where the picture ends."""
        drawn = []
        for sample, says in self._keys():
            y += LINE + 2
            drawn.append(f'<g transform="translate({EDGE:g} {_n(y - 4)})">{sample}</g>')
            for number, line in enumerate(wrap(says, width=(width - 2 * EDGE - 40) / OTHER_FONT, size=SMALL)):
                y += LINE if number else 0
                drawn.append(f'<text x="{EDGE + 40:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        if any(cell.value is None for row in self.grid.cells for cell in row):
            y += LINE + 2
            says = escape(self._said(self.words.cannot))
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-size="{SMALL:g}">{says}</text>')
        y += 4
        for line in wrap(f"{self._about()}. {self._how()}", width=(width - 2 * EDGE) / OTHER_FONT, size=SMALL):
            y += LINE
            drawn.append(f'<text x="{EDGE:g}" y="{_n(y)}" font-size="{SMALL:g}">{escape(line)}</text>')
        return drawn, y + 8

    def _keys(self) -> Iterator[tuple[str, str]]:
        darker = self.words.darker.get(self.grid.measure, self.words.darker_size)
        steps = "".join(
            f'<rect x="{10 * place}" y="-8" width="10" height="16" fill="currentColor" '
            f'fill-opacity="{DARKEST * share:.2f}"/>'
            for place, share in enumerate((0.2, 0.6, 1.0))
        )
        frame = '<rect x="0" y="-8" width="30" height="16" fill="none" stroke="currentColor" stroke-opacity="0.25"/>'
        yield steps + frame, self._said(darker)
        cells = [cell for row in self.grid.cells for cell in row]
        if len({cell.enough for cell in cells}) > 1:
            yield _thick(0, 0, 30, 0), self._said(self.words.line).format(target=self._target())
        if any(cell.unsure for cell in cells):
            sample = (
                '<rect x="0" y="-8" width="30" height="16" fill="none" stroke="currentColor" stroke-dasharray="3 2"/>'
            )
            trials = whole(self.grid.trials or 0, language=self.language)
            yield sample, self._said(self.words.unsure).format(target=self._target(), trials=trials)


def _thick(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="currentColor" stroke-width="3" '
        f'stroke-linecap="square"/>'
    )
