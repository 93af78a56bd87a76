"""The effect plot says the same as its numbers, in each language, and without colour."""

import re
import xml.etree.ElementTree as ET

import pytest

from laget.pictures.effect_plot import EffectRow, draw_effects
from laget.pictures.numbers import decimal, whole
from laget.pictures.plot_frame import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
AIDE = EffectRow(
    name="Vanlig klasse med assistent", reading="Kan ikke si", value=0.013,
    low95=-0.0925, high95=0.1186, low90=-0.0752, high90=0.1013,
)  # fmt: skip
SMALL = EffectRow(
    name="Liten klasse <3", reading="Holdt", value=0.1845, low95=0.0796, high95=0.2895, low90=0.0969, high90=0.2723
)


def drawn(*rows, margin=0.1, language="nb"):
    return ET.fromstring(draw_effects(rows=rows or (AIDE, SMALL), margin=margin, language=language))


def texts(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def test_it_is_an_image_with_a_title_and_a_description():
    svg = drawn()
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert ids[svg.get("aria-labelledby")] == "Forskjell fra sammenligningsgruppen, med usikkerhet"
    describes = ids[svg.get("aria-describedby")]
    assert "Vanlig klasse med assistent: 0,01, 95 % mellom −0,09 og 0,12. Kan ikke si." in describes


def test_each_row_tells_its_numbers_and_its_reading():
    assert "0,01 (−0,09 til 0,12) · Kan ikke si" in texts(drawn())
    assert "0.01 (−0.09 to 0.12) · Kan ikke si" in texts(drawn(language="en"))


def places(svg):
    """For each row the ends of its thick line, its dot and its ticks, as places across."""
    found = []
    for row in svg.iter(f"{SVG}g"):
        thick = [line for line in row.findall(f"{SVG}line") if line.get("stroke-width") == "4"]
        dot = row.find(f"{SVG}circle")
        if thick and dot is not None:
            ends = float(thick[0].get("x1")), float(thick[0].get("x2"))
            found.append((ends, float(dot.get("cx")), row))
    return found


def test_the_marks_lie_where_the_numbers_are():
    """The axis says where −0.1 and 0.3 are; everything else follows."""
    svg = drawn()
    axis = {text.text: float(text.get("x")) for text in svg.iter(f"{SVG}text") if text.get("text-anchor") == "middle"}
    unit = (axis["0,2"] - axis["0,0"]) / 0.2
    for row, (ends, dot, _) in zip((AIDE, SMALL), places(svg), strict=True):
        assert dot == pytest.approx(axis["0,0"] + row.value * unit, abs=0.2)
        assert ends == pytest.approx((axis["0,0"] + row.low95 * unit, axis["0,0"] + row.high95 * unit), abs=0.2)


def test_ticks_end_the_90_percent_interval_and_the_guides_are_zero_and_the_margin():
    svg = drawn()
    axis = {text.text: float(text.get("x")) for text in svg.iter(f"{SVG}text") if text.get("text-anchor") == "middle"}
    unit = (axis["0,2"] - axis["0,0"]) / 0.2
    for row, (_, _, drawn_row) in zip((AIDE, SMALL), places(svg), strict=True):
        thin, dashed = [], []
        for line in drawn_row.findall(f"{SVG}line"):
            if line.get("stroke-width") == "1.5":
                thin.append((float(line.get("x1")) - axis["0,0"]) / unit)
            if line.get("stroke-dasharray"):
                dashed.append((float(line.get("x1")) - axis["0,0"]) / unit)
        assert thin == pytest.approx([0, row.low90, row.high90], abs=0.001)
        assert dashed == pytest.approx([-0.1, 0.1], abs=0.001)


@pytest.mark.parametrize("margin", [0.02, 0.1, 0.25, 3.0])
def test_nothing_falls_outside_the_picture(margin):
    svg = drawn(margin=margin)
    across = [element.get(name) for element in svg.iter() for name in ("x1", "x2", "cx", "x")]
    numbers = [float(place) for place in across if place]
    assert min(numbers) >= 0
    assert max(numbers) <= WIDTH
    ticks = [text for text in texts(svg) if re.fullmatch(r"−?\d+,\d+", text)]
    assert 2 <= len(ticks) <= 8


def test_a_long_name_is_wrapped():
    long = EffectRow(**{name: getattr(AIDE, name) for name in AIDE.__slots__} | {"name": "En lang sammenligning " * 4})
    assert len(texts(drawn(long))) > len(texts(drawn(AIDE)))


def test_only_ink_and_presentation_attributes():
    svg = draw_effects(rows=(AIDE, SMALL), margin=0.1, language="nb")
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"currentColor"}
    assert "style" not in svg


def test_two_pictures_on_a_page_keep_apart():
    svg = draw_effects(rows=(AIDE,), margin=0.1, language="nb", id="second")
    assert 'id="second-title"' in svg
    assert "effects-title" not in svg


@pytest.mark.parametrize(
    ("value", "places", "language", "written"),
    [
        (1234567.891, 2, "nb", "1\u00a0234\u00a0567,89"),
        (1234567.891, 2, "en", "1,234,567.89"),
        (-0.004, 2, "nn", "0,00"),
        (-0.005001, 2, "nn", "−0,01"),
        (-1000, 0, "en", "−1,000"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, places, language, written):
    assert decimal(value, places=places, language=language) == written


def test_a_whole_number_has_no_decimals():
    assert whole(635000, language="nb") == "635\u00a0000"
