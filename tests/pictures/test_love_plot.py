"""The love plot says the same as the balance table, in each language, and without colour."""

import re
import xml.etree.ElementTree as ET

import pytest

from laget.pictures.love_plot import LoveRow, draw_love
from laget.pictures.plot_frame import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
PUPILS = LoveRow(name="elever", differences=(-0.06,), most=0.5)
READING = LoveRow(name="lesing <3", differences=(0.1612,))
THREE = LoveRow(name="fravær", differences=(0.0, -0.31), most=0.3)


def drawn(*rows, arms=("laget", "som før"), language="nb"):
    return ET.fromstring(draw_love(rows=rows or (PUPILS, READING), arms=arms, language=language))


def texts(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def rows_of(svg):
    """The rows, which are the groups that are not moved."""
    return [group for group in svg.findall(f"{SVG}g") if group.get("transform") is None]


def axis_of(svg):
    """From standard deviations to places, as the axis has it."""
    ticks = {text.text: float(text.get("x")) for text in svg.findall(f"{SVG}text")}
    return lambda value: ticks["0,0"] + value / 0.2 * (ticks["0,2"] - ticks["0,0"])


def test_it_is_an_image_with_a_title_and_a_description():
    svg = drawn()
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert ids[svg.get("aria-labelledby")] == "Forskjell mellom gruppene før forsøket"
    assert ids[svg.get("aria-describedby")] == (
        "elever: som før minus laget −0,06. Tillatt: ±0,50. lesing <3: som før minus laget 0,16."
    )


def test_the_numbers_stand_beside_the_names_as_the_language_writes_them():
    said = [text.text for row in rows_of(drawn()) for text in row.iter(f"{SVG}text")]
    assert said == ["elever", "−0,06", "lesing <3", "0,16"]
    assert "−0.06" in texts(drawn(language="en"))


def test_the_dots_lie_where_the_numbers_are_and_the_limits_where_the_design_put_them():
    svg = drawn()
    place = axis_of(svg)
    for row, group in zip((PUPILS, READING), rows_of(svg), strict=True):
        (dot,) = group.iter(f"{SVG}circle")
        assert float(dot.get("cx")) == pytest.approx(place(row.differences[0]), abs=0.2)
        upright = [line for line in group.iter(f"{SVG}line") if line.get("x1") == line.get("x2")]
        dashed = [float(line.get("x1")) for line in upright if line.get("stroke-dasharray")]
        whole = [float(line.get("x1")) for line in upright if not line.get("stroke-dasharray")]
        assert dashed == pytest.approx([place(-0.5), place(0.5)] if row.most else [], abs=0.2)
        assert whole == pytest.approx([place(0)], abs=0.2)


def test_several_arms_have_a_lane_each_and_no_line_goes_through_a_number():
    svg = drawn(THREE, arms=("laget", "kurs", "som før"))
    (row,) = rows_of(svg)
    circles = list(row.iter(f"{SVG}circle"))
    assert len({circle.get("cy") for circle in circles}) == 2
    assert [text for text in texts(svg) if text in ("1", "2")] == ["1", "2", "1", "2"]
    assert "1: 0,00 · 2: −0,31" in texts(svg)
    for circle in circles:
        x, y, radius = (float(circle.get(name)) for name in ("cx", "cy", "r"))
        for line in row.iter(f"{SVG}line"):
            if float(line.get("y1")) <= y <= float(line.get("y2")) and line.get("x1") == line.get("x2"):
                assert abs(float(line.get("x1")) - x) >= radius
    assert {"kurs minus laget", "som før minus laget"} <= set(texts(svg))


def test_only_a_design_with_limits_has_them_explained():
    explained = "det meste designet tillot mellom to grupper"
    assert explained in texts(drawn(PUPILS))
    assert explained not in texts(drawn(READING))


@pytest.mark.parametrize("apart", [0.0, 0.01, -0.24, 1.7, -5.3])
def test_nothing_falls_outside_the_picture(apart):
    svg = drawn(LoveRow(name="Et langt navn på noe vi vet " * 4, differences=(apart,), most=2.0))
    across = [element.get(name) for element in svg.iter() for name in ("x1", "x2", "cx", "x")]
    numbers = [float(place) for place in across if place]
    assert min(numbers) >= 0
    assert max(numbers) <= WIDTH


def test_small_differences_look_small():
    svg = drawn(LoveRow(name="elever", differences=(0.01,)))
    (dot,) = rows_of(svg)[0].iter(f"{SVG}circle")
    assert abs(float(dot.get("cx")) - WIDTH / 2) < 0.05 * WIDTH


def test_only_ink_and_presentation_attributes():
    svg = draw_love(rows=(THREE,), arms=("a", "b", "c"), language="nn", id="second")
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"currentColor", "none"}
    assert "style" not in svg
    assert 'id="second-title"' in svg
