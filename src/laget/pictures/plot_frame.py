"""The frame of a picture with one row per figure over a common scale: its size, its words for who cannot see it, and
its axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from laget.pictures.numbers import decimal
from laget.pictures.scale import Scale, written
from laget.pictures.wrapping import text_width

WIDTH = 360.0
EDGE = 10.0
SIZE, SMALL = 14.0, 12.5
LINE = 18.0


def framed(*, id: str, title: str, describes: Iterable[str], parts: Iterable[str], bottom: float) -> str:
    """The SVG of ``parts``, which end at ``bottom``; ``id`` sets two pictures on one page apart."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="app-effects" role="img" '
            f'aria-labelledby="{id}-title" aria-describedby="{id}-desc" viewBox="0 0 {WIDTH:g} {written(bottom)}" '
            f'width="{WIDTH:g}" height="{written(bottom)}" font-family="Inter, system-ui, sans-serif" '
            f'font-size="{SIZE:g}" fill="currentColor">',
            f'<title id="{id}-title">{escape(title)}</title>',
            f'<desc id="{id}-desc">{escape(" ".join(describes))}</desc>',
            *parts,
            "</svg>",
        ]
    )


def axis(*, scale: Scale, y: float, says: str, language: str) -> Iterator[str]:
    """A line across at ``y`` with the scale's ticks and numbers below it, and under them what is measured."""
    yield (
        f'<line x1="{EDGE:g}" y1="{written(y)}" x2="{WIDTH - EDGE:g}" y2="{written(y)}" stroke="currentColor"/>'
    )
    for tick in scale.ticks():
        number, x = decimal(tick, places=scale.places, language=language), scale.x(tick)
        half = text_width(number, size=SMALL) / 2
        middle = written(min(max(float(x), half), WIDTH - half))
        yield f'<line x1="{x}" y1="{written(y)}" x2="{x}" y2="{written(y + 5)}" stroke="currentColor"/>'
        yield f'<text x="{middle}" y="{written(y + 18)}" font-size="{SMALL:g}" text-anchor="middle">{number}</text>'
    middle = f"{WIDTH / 2:g}"
    yield f'<text x="{middle}" y="{written(y + 36)}" font-size="{SMALL:g}" text-anchor="middle">{escape(says)}</text>'
