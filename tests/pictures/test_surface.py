"""The picture of a power surface says the same as its cells, in each language, and not by shade alone."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from laget.pictures.surface import NARROWEST, SurfaceCell, SurfaceGrid, draw_surface
from laget.pictures.surface_words import parameter_words
from laget.theory.text import LANGUAGES
from laget.trial.power_designs import DESIGNS

SVG = "{http://www.w3.org/2000/svg}"
POWER = SurfaceGrid(
    design="cra2", fixed={"n": 20.0, "alpha": 0.05}, one_sided=False, measure="power", target=0.8,
    across="J", columns=(20, 40, 60), down="es", rows=(0.1, 0.25),
    cells=[
        [SurfaceCell(value=0.123), SurfaceCell(value=0.5), SurfaceCell(value=0.79)],
        [SurfaceCell(value=None), SurfaceCell(value=0.801, enough=True), SurfaceCell(value=0.95, enough=True)],
    ],
)  # fmt: skip
SIMULATED = replace(
    POWER, trials=1000, cells=[
        [SurfaceCell(value=0.123, error=0.0104), SurfaceCell(value=0.5, error=0.0158),
         SurfaceCell(value=0.79, error=0.013, unsure=True)],
        [SurfaceCell(value=None), SurfaceCell(value=0.85, error=0.011, enough=True),
         SurfaceCell(value=0.95, error=0.007, enough=True)],
    ],
)  # fmt: skip


def drawn(grid=POWER, language="nb"):
    return ET.fromstring(draw_surface(grid=grid, language=language))


def texts(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def cells_of(svg):
    """The cells' frames and numbers, row by row."""
    found = []
    for row in svg.findall(f"{SVG}g"):
        frames = [rect for rect in row.findall(f"{SVG}rect") if rect.get("stroke-opacity")]
        if row.get("transform") is None:
            found.append((frames, row.findall(f"{SVG}text")[1:]))
    return found


def test_it_is_an_image_with_a_title_and_a_description():
    svg = drawn()
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert ids[svg.get("aria-labelledby")] == "Styrke etter J (enheter på nivå 2) og es (effekt, i standardavvik)"
    assert ids[svg.get("aria-describedby")] == (
        "es = 0,10: ingen steder styrke på 0,80. es = 0,25: styrke på minst 0,80 der J er 40; 60. "
        "cra2; tosidig test; n\u00a0=\u00a020; alpha\u00a0=\u00a00,05. Regnet ut med formel."
    )


def test_the_numbers_stand_in_their_cells_and_those_that_are_enough_are_bold():
    (first, numbers), (_, others) = cells_of(drawn())
    assert [number.text for number in numbers] == ["0,12", "0,50", "0,79"]
    assert [number.text for number in others] == ["–", "0,80", "0,95"]
    assert [number.get("font-weight") for number in (*numbers, *others)] == [None] * 4 + ["600"] * 2
    for frame, number in zip(first, numbers, strict=True):
        middle = float(frame.get("x")) + float(frame.get("width")) / 2
        assert float(number.get("x")) == pytest.approx(middle, abs=0.2)
    assert "0.12" in texts(drawn(language="en"))


def test_a_better_cell_is_darker_and_no_cell_is_too_dark_to_read():
    shades = [[float(frame.get("fill-opacity")) for frame in frames] for frames, _ in cells_of(drawn())]
    assert shades[0] == sorted(shades[0])
    assert shades[1][0] == 0 < shades[1][1] < shades[1][2] < 0.4
    sizes = replace(POWER, measure="J", across="rho2", columns=(0.1, 0.2, 0.3), cells=[
        [SurfaceCell(value=float(value)) for value in row] for row in ((400, 200, 100), (50, 25, 12))
    ])  # fmt: skip
    shades = [float(frame.get("fill-opacity")) for frames, _ in cells_of(drawn(sizes)) for frame in frames]
    assert shades == sorted(shades)
    steps = [high - low for low, high in pairwise(shades)]
    assert max(steps) - min(steps) < 0.02  # half as many is as much better everywhere


def test_the_thick_line_runs_between_enough_and_not():
    svg = drawn()
    (_, (blank, enough, last)) = (list(frames) for frames, _ in cells_of(svg))
    thick = [line for line in svg.findall(f"{SVG}line") if line.get("stroke-width") == "3"]
    ends = {tuple(float(line.get(name)) for name in ("x1", "y1", "x2", "y2")) for line in thick}
    left, top = float(enough.get("x")), float(enough.get("y"))
    wide, right = float(enough.get("width")), float(last.get("x"))
    assert len(ends) == 3
    for line in ((left, top, left, top + 26), (left, top, right, top), (right, top, right + wide, top)):
        assert any(place == pytest.approx(line, abs=0.2) for place in ends)
    assert float(blank.get("x")) < left


def test_what_was_simulated_shows_its_error_and_what_cannot_be_told():
    svg = drawn(SIMULATED)
    dashed = [rect for row in svg.findall(f"{SVG}g") for rect in row.findall(f"{SVG}rect")
              if rect.get("stroke-dasharray") and row.get("transform") is None]  # fmt: skip
    assert len(dashed) == 1
    said = " ".join(texts(svg))
    assert "Simulert: 1\u00a0000 forsøk i hver rute, Monte Carlo-feil høyst 0,016." in said
    assert "for nær 0,80 til å si med 1\u00a0000 forsøk" in said
    assert "for nær" not in " ".join(texts(drawn()))


def test_a_blank_cell_is_explained_only_where_there_is_one():
    says = "– designet kan ikke gjennomføres her"
    assert says in texts(drawn())
    assert says not in texts(drawn(replace(POWER, cells=[[SurfaceCell(value=0.5)] * 3] * 2)))


@pytest.mark.parametrize("columns", [1, 9, 30])
def test_nothing_falls_outside_the_picture_and_a_small_grid_fits_a_phone(columns):
    grid = replace(POWER, columns=tuple(range(10, 10 + columns)), cells=[[SurfaceCell(value=0.88)] * columns] * 2)
    svg = drawn(grid)
    width = float(svg.get("width"))
    assert width == NARROWEST if columns <= 9 else width > NARROWEST
    for frames, _ in cells_of(svg):
        assert min(float(frame.get("x")) for frame in frames) >= 0
        assert max(float(frame.get("x")) + float(frame.get("width")) for frame in frames) <= width


def test_every_parameter_has_words_in_every_language():
    parameters = {name for design in DESIGNS.values() for name in design.defaults} | {"es", "power", "alpha"}
    for parameter in parameters:
        for language in LANGUAGES:
            assert "{" not in parameter_words(parameter, language=language)
    assert parameter_words("r2t3", language="nb") != parameter_words("r23", language="nb")


def test_only_ink_and_presentation_attributes():
    svg = draw_surface(grid=SIMULATED, language="nn", id="second")
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"currentColor", "none"}
    assert "style" not in svg
    assert 'id="second-title"' in svg
