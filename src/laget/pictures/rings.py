"""The team as rings: the teacher in the middle, the primary and the secondary team around, a dot per post
(after a principal's onion, AFI r2015:6, L3775).

The picture is SVG text with presentation attributes and classes only, drawn in ``currentColor``, so that it is
the same on a page, in the dark, in print and in a PDF. A table beside it must say all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from math import ceil, sqrt

from laget.pictures.ring_lines import Link, Stroke, draw_link, path_between
from laget.pictures.ring_places import Box, Ellipse, place_in_band, place_in_rows
from laget.pictures.ring_shapes import Shape, draw_dot, radius, side
from laget.pictures.wrapping import BOLD, text_width, wrap

NAME_SIZE, NOTE_SIZE = 14.0, 13.0
NAME_WIDTH = 130.0
LINE = 17.0
GAP = 4.0
LEGEND_RADIUS = 6.0
MARGIN = 8.0


class Ring(StrEnum):
    """Where a post stands. ``OUTSIDE`` is for posts that nobody has placed: they lie below the rings."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Posts that are drawn alike: ``count`` dots, each of ``fraction`` of a full post (``None``: not stated).
    ``present`` is false when nobody is at work in them."""

    count: int
    fraction: float | None
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A role and the posts in it: ``count`` dots, each of ``fraction`` of a full post (``None``: not stated).

    ``present`` is false when nobody is at work in it. ``others`` are posts of the same role that differ in size or
    presence. ``note`` is what stands under the name.
    """

    number: int
    name: str
    count: int
    fraction: float | None
    shape: Shape
    ring: Ring
    present: bool
    note: str = ""
    others: tuple[Alike, ...] = ()

    @property
    def posts(self) -> tuple[Alike, ...]:
        """All the posts, those that are alike together."""
        return (Alike(count=self.count, fraction=self.fraction, present=self.present), *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of the picture, in one language. ``shapes`` names the profession groups of the legend, ``strokes`` the
    kinds of lines."""

    title: str
    description: str
    primary: str
    secondary: str
    outside: str
    shapes: tuple[tuple[Shape, str], ...]
    known: str
    unknown: str
    away: str
    strokes: tuple[tuple[Stroke, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The measures of a picture: with names beside the dots, or with numbers for a key printed elsewhere.

    ``core`` are the half axes of the middle, ``across`` and ``down`` how wide and how high a ring is before it
    grows, ``full`` the radius of a full post.
    """

    named: bool
    core: Ellipse
    across: float
    down: float
    full: float


WIDE = Format(named=True, core=Ellipse(rx=92, ry=44), across=100, down=62, full=13)
NARROW = Format(named=False, core=Ellipse(rx=62, ry=42), across=44, down=44, full=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """A ring that has been laid out."""

    heading: str
    heading_box: Box
    outer: Ellipse
    roles: tuple[tuple[Dot, Box], ...]


def draw_rings(
    *,
    id: str,
    centre: str,
    posts: Sequence[Dot],
    labels: Labels,
    format: Format,
    centre_note: str = "",
    links: Sequence[Link] = (),
) -> str:
    """The team as SVG. ``id`` begins every id in the picture and must be its own on the page. Links to roles outside
    the rings are not drawn."""
    primary = _band(posts, Ring.PRIMARY, labels.primary, inner=format.core, format=format)
    secondary = _band(posts, Ring.SECONDARY, labels.secondary, inner=primary.outer, format=format)
    outer = secondary.outer
    across = 2 * outer.rx
    outside, below = _draw_outside(posts, labels.outside, format, width=across)
    legend, end = _draw_legend(posts, links, labels, width=across, top=below)
    width, height = across + 2 * MARGIN, 2 * outer.ry + end + 3 * MARGIN
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="app-rings" role="img" width="{width:.0f}"',
            f' height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"',
            f' aria-labelledby="{id}-title {id}-desc" font-family="Inter, system-ui, sans-serif">',
            f'<title id="{id}-title">{escape(labels.title)}</title>',
            f'<desc id="{id}-desc">{escape(labels.description)}</desc>',
            f'<g transform="translate({width / 2:.1f} {outer.ry + MARGIN:.1f})">',
            *_draw_band(secondary, format),
            *_draw_band(primary, format),
            *_draw_links(links, (primary, secondary), format),
            *_draw_core(centre, centre_note, format),
            f'</g><g transform="translate({MARGIN:.1f} {2 * outer.ry + 2 * MARGIN:.1f})">',
            *outside,
            '<g class="app-legend">',
            *legend,
            "</g></g></svg>",
        )
    )


def _band(posts: Iterable[Dot], ring: Ring, heading: str, *, inner: Ellipse, format: Format) -> _Band:
    dots = [dot for dot in posts if dot.ring is ring]
    outer, heading_box, boxes = place_in_band(
        tuple(_size(dot, format) for dot in dots),
        inner=inner,
        across=format.across,
        down=format.down,
        heading=(text_width(heading, size=NOTE_SIZE) * BOLD, LINE),
    )
    return _Band(
        heading=heading, heading_box=heading_box, outer=outer, roles=tuple(zip(dots, boxes, strict=True))
    )


def _draw_band(band: _Band, format: Format) -> Iterator[str]:
    yield (
        f'<ellipse class="app-ring" rx="{band.outer.rx:.1f}" ry="{band.outer.ry:.1f}" fill="currentColor"'
        ' fill-opacity="0.04" stroke="currentColor" stroke-opacity="0.6"/>'
    )
    yield _text(band.heading, x=band.heading_box.x, y=band.heading_box.y + 4, size=NOTE_SIZE, bold=True)
    for dot, box in band.roles:
        yield from _draw_role(dot, box, format)


def _draw_links(links: Sequence[Link], bands: Sequence[_Band], format: Format) -> Iterator[str]:
    # The middle is an ellipse: a box within it, so that lines end a little inside its edge.
    boxes = {0: Box(x=0, y=0, width=1.7 * format.core.rx, height=1.7 * format.core.ry)}
    boxes |= {dot.number: box for band in bands for dot, box in band.roles}
    headings = [band.heading_box for band in bands]
    for link in links:
        if link.a in boxes and link.b in boxes and link.a != link.b:
            others = [box for number, box in boxes.items() if number not in (link.a, link.b)]
            around = [*others, *headings]
            if path := path_between(boxes[link.a], boxes[link.b], around=around):
                yield draw_link(link.stroke, path)


def _draw_core(centre: str, note: str, format: Format) -> Iterator[str]:
    yield (
        f'<ellipse class="app-ring" rx="{format.core.rx:.1f}" ry="{format.core.ry:.1f}" fill="currentColor"'
        ' fill-opacity="0.08" stroke="currentColor" stroke-width="1.5"/>'
    )
    names = wrap(centre, width=1.5 * format.core.rx, size=NOTE_SIZE)
    notes = (note,) if note else ()
    top = -LINE * (len(names) + len(notes)) / 2
    for place, line in enumerate((*names, *notes)):
        y = top + LINE * (place + 0.75)
        yield _text(line, x=0, y=y, size=NOTE_SIZE, bold=place < len(names))


def _draw_outside(
    posts: Sequence[Dot], heading: str, format: Format, *, width: float
) -> tuple[list[str], float]:
    """The posts nobody has placed, under a heading; and where they end."""
    dots = [dot for dot in posts if dot.ring is Ring.OUTSIDE]
    if not dots:
        return [], 0.0
    top = LINE * 1.5
    boxes, height = place_in_rows([_size(dot, format) for dot in dots], width=width, gap=2 * LINE)
    marks = [_text(heading, x=0, y=LINE * 0.75, size=NOTE_SIZE, bold=True, anchor="start")]
    for dot, box in zip(dots, boxes, strict=True):
        marks += _draw_role(dot, replace(box, y=box.y + top), format)
    return marks, top + height + LINE


def _draw_legend(
    posts: Sequence[Dot], links: Sequence[Link], labels: Labels, *, width: float, top: float
) -> tuple[list[str], float]:
    """What the shapes, the ways to fill them and the lines mean, for those in the picture; and where it ends."""
    samples = list(_samples(posts, labels))
    strokes = [(stroke, says) for stroke, says in labels.strokes if any(link.stroke is stroke for link in links)]
    sizes = [(text_width(says, size=NOTE_SIZE) + 1.4 * LINE, LINE) for _, _, _, says in samples]
    sizes += [(text_width(says, size=NOTE_SIZE) + 2.6 * LINE, LINE) for _, says in strokes]
    boxes, height = place_in_rows(sizes, width=width, gap=LINE)
    marks = []
    for (shape, fraction, present, says), box in zip(samples, boxes[: len(samples)], strict=True):
        left, y = box.x - box.width / 2, top + box.y
        # A post of unstated size is drawn smaller than a full one; here all samples are equally large.
        full = LEGEND_RADIUS * LEGEND_RADIUS / radius(fraction, full=LEGEND_RADIUS)
        marks.append(draw_dot(shape, x=left + LINE / 2, y=y, fraction=fraction, present=present, full=full))
        marks.append(_text(says, x=left + 1.4 * LINE, y=y + 4.5, size=NOTE_SIZE, anchor="start"))
    for (stroke, says), box in zip(strokes, boxes[len(samples) :], strict=True):
        left, y = box.x - box.width / 2, top + box.y
        marks.append(draw_link(stroke, f"M{left:.1f} {y:.1f}h{2.1 * LINE:.1f}"))
        marks.append(_text(says, x=left + 2.6 * LINE, y=y + 4.5, size=NOTE_SIZE, anchor="start"))
    return marks, top + height


def _samples(posts: Sequence[Dot], labels: Labels) -> Iterator[tuple[Shape, float | None, bool, str]]:
    for shape, name in labels.shapes:
        if any(dot.shape is shape for dot in posts):
            yield shape, 1.0, True, name
    alike = [group for dot in posts for group in dot.posts]
    if any(group.fraction is not None for group in alike):
        yield Shape.CIRCLE, 1.0, True, labels.known
    if any(group.fraction is None for group in alike):
        yield Shape.CIRCLE, None, True, labels.unknown
    if any(not group.present for group in alike):
        yield Shape.CIRCLE, 1.0, False, labels.away


def _size(dot: Dot, format: Format) -> tuple[float, float]:
    """The width and height of a role: its dots, with name and note below or the number to the left."""
    columns, rows = _grid(_count(dot))
    cell = _cell(dot, format)
    if not format.named:
        return text_width(str(dot.number), size=NAME_SIZE) * BOLD + GAP + columns * cell, max(rows * cell, LINE)
    names, notes = _lines(dot)
    widths = [text_width(line, size=NAME_SIZE) for line in names]
    widths += [text_width(line, size=NOTE_SIZE) for line in notes]
    return max(columns * cell, *widths), rows * cell + LINE * (len(names) + len(notes))


def _draw_role(dot: Dot, box: Box, format: Format) -> Iterator[str]:
    columns, rows = _grid(_count(dot))
    cell = _cell(dot, format)
    left, top = box.x - columns * cell / 2, box.y - box.height / 2
    yield f'<g class="app-role" data-number="{dot.number}">'
    if not format.named:
        left, top = box.x + box.width / 2 - columns * cell, box.y - rows * cell / 2
        yield _text(str(dot.number), x=left - GAP, y=box.y + 5, size=NAME_SIZE, bold=True, anchor="end")
    each = (group for group in dot.posts for _ in range(group.count))
    for place, post in enumerate(each):
        row, column = divmod(place, columns)
        x, y = left + (column + 0.5) * cell, top + (row + 0.5) * cell
        yield draw_dot(dot.shape, x=x, y=y, fraction=post.fraction, present=post.present, full=format.full)
    if format.named:
        names, notes = _lines(dot)
        baseline = top + rows * cell + LINE * 0.75
        for place, line in enumerate((*names, *notes)):
            size = NAME_SIZE if place < len(names) else NOTE_SIZE
            yield _text(line, x=box.x, y=baseline + place * LINE, size=size)
    yield "</g>"


def _lines(dot: Dot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wrap(dot.name, width=NAME_WIDTH, size=NAME_SIZE), wrap(dot.note, width=NAME_WIDTH, size=NOTE_SIZE)


def _count(dot: Dot) -> int:
    return sum(group.count for group in dot.posts)


def _grid(count: int) -> tuple[int, int]:
    """Columns and rows for ``count`` dots: about three times as wide as high, as rings have room for."""
    rows = max(1, round(sqrt(count / 3)))
    return ceil(count / rows), rows


def _cell(dot: Dot, format: Format) -> float:
    return max(side(dot.shape, fraction=group.fraction, full=format.full) for group in dot.posts) + 3


def _text(says: str, *, x: float, y: float, size: float, bold: bool = False, anchor: str = "middle") -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} text-anchor="{anchor}"'
        f' fill="currentColor">{escape(says)}</text>'
    )
