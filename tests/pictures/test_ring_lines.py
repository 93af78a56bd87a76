"""Lines in the team rings: from edge to edge, round the names of others, and told apart without colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures.test_rings import CROWDED, EITHER, LABELS, SCHOOL, SVG, parsed

from laget.pictures.ring_lines import Link, Stroke, path_between
from laget.pictures.ring_places import Box
from laget.pictures.rings import Dot, Format, draw_rings

STROKES = tuple((stroke, stroke.value) for stroke in Stroke)
NUMBERS = re.compile(r"-?\d+\.\d")


def drawn(*links: Link, posts: tuple[Dot, ...] = SCHOOL, format: Format):
    from dataclasses import replace

    labels = replace(LABELS, strokes=STROKES)
    return parsed(draw_rings(id="r", centre="L", posts=posts, labels=labels, format=format, links=links))


def paths(picture) -> list[dict[str, str]]:
    """The lines of the picture, without those of the legend."""
    return [path.attrib for path in picture.iter(f"{SVG}path") if "Q" in path.get("d", "")]


@EITHER
def test_each_kind_has_its_stroke_and_its_word(format: Format) -> None:
    links = (Link(a=0, b=1, stroke=Stroke.SOLID), Link(a=1, b=4, stroke=Stroke.DOTTED))
    picture = drawn(*links, format=format)
    dashes = [path.get("stroke-dasharray") for path in paths(picture)]
    assert len(dashes) == 2 and dashes[0] is None and dashes[1]
    said = [text.text for text in picture.iter(f"{SVG}text")]
    assert "solid" in said and "dotted" in said and "dashed" not in said


@EITHER
def test_a_line_to_a_role_outside_the_rings_or_to_itself_is_not_drawn(format: Format) -> None:
    links = (Link(a=1, b=6, stroke=Stroke.SOLID), Link(a=0, b=0, stroke=Stroke.SOLID))
    assert paths(drawn(*links, format=format)) == []


@EITHER
def test_lines_stay_within_the_picture_of_a_crowded_school(format: Format) -> None:
    numbers = [dot.number for dot in CROWDED]
    links = [Link(a=a, b=b, stroke=Stroke.DASHED) for a in (0, 3) for b in numbers if a != b]
    picture = drawn(*links, posts=CROWDED, format=format)
    width = float(picture.get("width"))
    found = paths(picture)
    assert len(found) == len(links)
    for path in found:
        x0, _y0, _x, _y, x1, _y1 = map(float, NUMBERS.findall(path["d"]))
        assert max(abs(x0), abs(x1)) <= width / 2


def test_a_line_goes_round_what_stands_between() -> None:
    one, other = Box(x=-100, y=0, width=20, height=20), Box(x=100, y=0, width=20, height=20)
    between = Box(x=0, y=0, width=30, height=10)
    straight, bent = (path_between(one, other, around=around) for around in ([], [between]))
    assert NUMBERS.findall(straight)[3] == "0.0" or " -0.0" in straight
    assert abs(float(NUMBERS.findall(bent)[3])) > 20


places = st.floats(-200, 200, allow_nan=False)
boxes = st.builds(Box, x=places, y=places, width=st.floats(5, 80), height=st.floats(5, 40))


@given(one=boxes, other=boxes)
def test_a_line_begins_and_ends_outside_the_two_it_joins(one: Box, other: Box) -> None:
    path = path_between(one, other, around=[])
    if path is None:
        return
    x0, y0, _x, _y, x1, y1 = map(float, NUMBERS.findall(path))
    for box in (one, other):
        for x, y in ((x0, y0), (x1, y1)):
            assert abs(x - box.x) >= box.width / 2 - 0.1 or abs(y - box.y) >= box.height / 2 - 0.1


def test_boxes_that_lie_on_each_other_have_no_line_between() -> None:
    box = Box(x=0, y=0, width=50, height=50)
    assert path_between(box, Box(x=5, y=5, width=50, height=50), around=[]) is None


@pytest.mark.parametrize("stroke", list(Stroke))
def test_every_stroke_can_be_drawn(stroke: Stroke) -> None:
    from laget.pictures.ring_lines import draw_link

    assert draw_link(stroke, "M0 0h9").startswith('<path class="app-link"')
