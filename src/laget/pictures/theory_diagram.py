"""A programme theory as a picture: five columns, boxes, and an arrow for each claim.

The picture is SVG text with presentation attributes and classes, so that it obeys a strict content security
policy, is readable in black on white without a style sheet, and takes its colours from one where there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from laget.pictures.theory_boxes import KINDS, WIDTH, Box, box_width, column_x
from laget.pictures.theory_curves import Curve, Point
from laget.pictures.theory_layout import lay_out
from laget.pictures.theory_signs import (
    CHANGES,
    CLAIMED,
    OPEN,
    READINGS,
    Look,
    dashed,
    disc,
    free_place,
    head,
    line,
    moved,
    number,
    plate,
    stroke,
)
from laget.pictures.theory_words import WORDS, DiagramWords
from laget.pictures.wrapping import text_width, wrap
from laget.refusal import Refusal
from laget.theory.adapt import Mark
from laget.theory.parts import Arrow, Open, Part, Theory
from laget.theory.text import Text

SIZE = 14.0
SMALL = 12.0
LINE = 18.0
PADDING = 11.0
_TOP = 56.0
_FOOT = 34.0
_LEGEND_LINE = 26.0
_LEGEND_TEXT = 58.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowReading:
    """What a study says of an arrow: the verdict's outcome code, and the word for it."""

    outcome: str
    says: Text


def draw_theory(
    *,
    theory: Theory,
    language: str,
    words: DiagramWords = WORDS,
    readings: Mapping[str, ArrowReading] | None = None,
    changes: Mapping[str, Mark] | None = None,
    id: str = "theory",
) -> str:
    """The SVG of ``theory`` in ``language``. Each arrow is a link to ``#arrow-<its id>`` in the page.

    The theory is a sound one (see ``theory.checks``). ``readings`` are a study's, by arrow id. ``changes`` are
    the marks of an adaptation, by the id of part or arrow; ``theory`` is then what ``adapt`` calls ``drawn``.
    ``id`` sets two diagrams on one page apart. Raises ``Refusal``: ``unknown_outcome``.
    """
    for arrow, reading in (readings or {}).items():
        if reading.outcome not in READINGS:
            raise Refusal(
                "unknown_outcome",
                f"The reading of the arrow '{arrow}' is '{reading.outcome}', which is no outcome of a verdict: "
                f"use one of {', '.join(READINGS)}.",
                arrow=arrow,
                outcome=reading.outcome,
            )
    drawing = _Drawing(
        theory=theory,
        language=language,
        words=words,
        readings=readings or {},
        changes={id: mark for id, mark in (changes or {}).items() if mark in CHANGES},
    )
    return drawing.svg(escape(id))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    theory: Theory
    language: str
    words: DiagramWords
    readings: Mapping[str, ArrowReading]
    changes: Mapping[str, Mark]

    def svg(self, id: str) -> str:
        heights = {part.id: self._height(part) for part in self.theory.parts}
        layout = lay_out(theory=self.theory, heights=heights, top=_TOP)
        legend, bottom = self._legend(layout.bottom + _FOOT)
        shape = f'viewBox="0 0 {WIDTH:g} {number(bottom)}" width="{WIDTH:g}" height="{number(bottom)}"'
        font = f'font-family="Inter, system-ui, sans-serif" font-size="{SIZE:g}" fill="currentColor"'
        # Not role="img", which would hide the links.
        named = f'role="group" aria-labelledby="{id}-title" aria-describedby="{id}-desc"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="app-theory" {named} {shape} {font}>',
                f'<title id="{id}-title">{self._title()}</title>',
                f'<desc id="{id}-desc">{self._describes()}</desc>',
                *self._headings(),
                *(self._box(box) for box in layout.boxes),
                *self._arrows(layout.curves),
                *legend,
                "</svg>",
            ]
        )

    def _said(self, text: Text) -> str:
        return escape(text.said(self.language))

    def _title(self) -> str:
        return self._said(self.words.title).format(name=self._said(self.theory.name))

    def _describes(self) -> str:
        return self._said(self.words.describes).format(
            parts=len(self.theory.parts),
            arrows=len(self.theory.arrows),
            open=sum(isinstance(arrow.claim, Open) for arrow in self.theory.arrows),
        )

    def _headings(self) -> Iterator[str]:
        for column, kind in enumerate(KINDS):
            x = number(column_x(column))
            yield (
                f'<text x="{x}" y="18" font-weight="600">{self._said(self.words.columns[kind])}</text> '
                f'<text class="app-theory-quiet" x="{x}" y="36" font-size="{SMALL:g}">'
                f"{self._said(self.words.questions[kind])}</text>"
            )

    # -- Boxes ------------------------------------------------------------------------------------------

    def _lines(self, part: Part) -> tuple[str, ...]:
        return wrap(part.name.said(self.language), width=box_width(part) - 2 * PADDING, size=SIZE)

    def _height(self, part: Part) -> float:
        return (len(self._lines(part)) + (part.id in self.changes)) * LINE + 2 * PADDING

    def _box(self, box: Box) -> str:
        mark = self.changes.get(box.part.id)
        x, y = box.x + PADDING, box.y + PADDING + SIZE
        shapes = [
            f'<rect class="app-theory-box" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
            f'height="{number(box.height)}" rx="6" fill="#fff" stroke="currentColor" '
            f'stroke-width="{2.5 if mark is Mark.ADDED else 1:g}"{dashed("6 4" if mark is Mark.STRUCK else "")}/>'
        ]
        if mark:
            shapes.append(moved((x + 4, y - 4), stroke(CHANGES[mark])))
            shapes.append(
                f'<text x="{number(x + 14)}" y="{number(y)}" font-size="{SMALL:g}" font-weight="600">'
                f"{self._said(self.words.changes[mark])}</text>"
            )
            y += LINE
        lines = " ".join(
            f'<tspan x="{number(x)}" y="{number(y + row * LINE)}">{escape(words)}</tspan>'
            for row, words in enumerate(self._lines(box.part))
        )
        struck = ' text-decoration="line-through"' if mark is Mark.STRUCK else ""
        shapes.append(f"<text{struck}>{lines}</text>")
        named = _classes("part", *box.part.kinds, *([mark] if mark else []))
        return f'<g class="{named}">{" ".join(shapes)}</g>'

    # -- Arrows -----------------------------------------------------------------------------------------

    def _look(self, arrow: Arrow) -> Look:
        if reading := self.readings.get(arrow.id):
            return READINGS[reading.outcome]
        return OPEN if isinstance(arrow.claim, Open) else CLAIMED

    def _arrows(self, curves: Iterable[Curve]) -> Iterator[str]:
        taken: list[Point] = []
        for curve in curves:
            look, mark = self._look(curve.arrow), self.changes.get(curve.arrow.id)
            signs = []
            if look.sign:
                taken.append(free_place(curve.places, taken))
                signs.append(disc(taken[-1], look))
            if mark:
                taken.append(free_place(curve.places, taken))
                signs.append(plate(taken[-1], mark))
            yield (
                f'<a class="{self._arrow_classes(curve.arrow)}" href="#arrow-{escape(curve.arrow.id)}">'
                f"<title>{self._leads(curve.arrow)}</title>"
                # A wide line that is not seen, so that a finger or a pointer can hit it.
                f'<path class="app-theory-grip" d="{curve.path}" fill="none" stroke="currentColor" '
                f'stroke-opacity="0" stroke-width="14"/>'
                f"{line(curve.path, look)}{head(curve.tip, curve.direction, look)}{''.join(signs)}</a>"
            )

    def _arrow_classes(self, arrow: Arrow) -> str:
        reading, mark = self.readings.get(arrow.id), self.changes.get(arrow.id)
        unread = "open" if isinstance(arrow.claim, Open) else "claimed"
        return _classes("arrow", reading.outcome if reading else unread, *([mark] if mark else []))

    def _leads(self, arrow: Arrow) -> str:
        """The arrow in words: from, to, its claim, and what was read or changed."""
        says = arrow.claim.missing if isinstance(arrow.claim, Open) else arrow.claim.says
        start, end = self.theory.part(arrow.start), self.theory.part(arrow.end)
        leads = f"{self._said(start.name)} → {self._said(end.name)}: {self._said(says)}"
        reading, mark = self.readings.get(arrow.id), self.changes.get(arrow.id)
        more = [reading.says] if reading else []
        more += [self.words.changes[mark]] if mark else []
        return " ".join([leads, *(f"({self._said(text)})" for text in more)])

    # -- Legend -----------------------------------------------------------------------------------------

    def _legend(self, top: float) -> tuple[list[str], float]:
        """What the lines and signs in this picture mean, in rows; and where the picture ends."""
        keys, left, x, y = [], column_x(0), column_x(0), top
        for sample, says, named in self._legend_entries():
            width = _LEGEND_TEXT + text_width(says.said(self.language), size=SMALL) + 2 * SMALL
            if x > left and x + width > WIDTH:
                x, y = left, y + _LEGEND_LINE
            text = f'<text x="{_LEGEND_TEXT:g}" y="4" font-size="{SMALL:g}">{self._said(says)}</text>'
            keys.append(moved((x, y), f'<g class="{named}">{sample}</g>', text))
            x += width
        return keys, y + _LEGEND_LINE / 2

    def _legend_entries(self) -> Iterator[tuple[str, Text, str]]:
        unread = [arrow.claim for arrow in self.theory.arrows if arrow.id not in self.readings]
        if any(not isinstance(claim, Open) for claim in unread):
            yield _sample(CLAIMED), self.words.claimed, _classes("arrow", "claimed")
        if any(isinstance(claim, Open) for claim in unread):
            yield _sample(OPEN), self.words.open, _classes("arrow", "open")
        for outcome, look in READINGS.items():
            said = dict.fromkeys(one.says for one in self.readings.values() if one.outcome == outcome)
            for says in said:
                yield _sample(look), says, _classes("arrow", outcome)
        for mark in CHANGES:
            if mark in self.changes.values():
                yield plate((40, 0), mark), self.words.changes[mark], _classes("arrow", mark)


def _sample(look: Look) -> str:
    sign = disc((20, 0), look) if look.sign else ""
    return line("M0 0 L40 0", look) + head((50, 0), (1, 0), look) + sign


def _classes(*names: str) -> str:
    return " ".join(f"app-theory-{name.replace('_', '-')}" for name in names)
