"""The team rings, drawn of a school with everything in it and of the two schools of the report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from laget.pictures.ring_places import Box
from laget.pictures.ring_shapes import Shape, radius
from laget.pictures.rings import NARROW, WIDE, Alike, Dot, Format, Labels, Ring, draw_rings
from laget.pictures.wrapping import BOLD, text_width

SVG = "{http://www.w3.org/2000/svg}"
LABELS = Labels(
    title="Laget rundt læreren ved skole Ø",
    description="Læreren i midten, det primære og det sekundære laget rundt.",
    primary="Primærlag",
    secondary="Sekundærlag",
    outside="Plassering ikke oppgitt",
    shapes=(
        (Shape.CIRCLE, "pedagogikk"),
        (Shape.SQUARE, "sosialfag"),
        (Shape.TRIANGLE, "helse"),
        (Shape.DIAMOND, "ledelse"),
        (Shape.HEXAGON, "assistenter"),
    ),
    known="fylt: størrelsen viser stillingen",
    unknown="stiplet: størrelsen er ikke oppgitt",
    away="hul: borte eller ubesatt",
)


def a_dot(number: int, name: str, ring: Ring, **changes: object) -> Dot:
    plain = Dot(
        number=number, name=name, count=1, fraction=None, shape=Shape.CIRCLE, ring=ring, present=True
    )
    return replace(plain, **changes)


ASSISTANTS = a_dot(1, "Assistent", Ring.PRIMARY, count=12, shape=Shape.HEXAGON, note="12 eller 13")
THERAPIST = a_dot(2, "Miljøterapeut", Ring.PRIMARY, fraction=1.0, shape=Shape.SQUARE)
PRINCIPAL = a_dot(3, "Rektor", Ring.PRIMARY, shape=Shape.DIAMOND)
NURSE = a_dot(4, "Helsesykepleier", Ring.SECONDARY, fraction=0.4, shape=Shape.TRIANGLE, present=False)
PPT = a_dot(5, "Rådgiver i pedagogisk-psykologisk tjeneste", Ring.SECONDARY, present=False, note="borte")
SPECIAL = a_dot(6, "Spesialpedagog", Ring.OUTSIDE, count=6)
SCHOOL = (ASSISTANTS, THERAPIST, PRINCIPAL, NURSE, PPT, SPECIAL)
CROWDED = tuple(
    a_dot(number, f"Yrkesgruppe nummer {number}", ring, count=1 + number % 5, note="deler av uken")
    for number, ring in enumerate((Ring.PRIMARY,) * 9 + (Ring.SECONDARY,) * 11, start=1)
)
EITHER = pytest.mark.parametrize("format", [WIDE, NARROW], ids=["wide", "narrow"])


def parsed(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def drawn(*posts: Dot, format: Format = WIDE, id: str = "rings") -> ElementTree.Element:
    text = draw_rings(
        id=id, centre="Trinnteamet", centre_note="19 lærere", posts=posts, labels=LABELS, format=format
    )
    return parsed(text)


def role(picture: ElementTree.Element, dot: Dot) -> ElementTree.Element:
    found = picture.find(f".//{SVG}g[@data-number='{dot.number}']")
    assert found is not None
    return found


def dots(role: ElementTree.Element) -> list[ElementTree.Element]:
    return [group for group in role.iter(f"{SVG}g") if group.get("class", "").startswith("app-dot")]


@EITHER
def test_there_is_one_dot_per_post(format: Format) -> None:
    picture = drawn(*SCHOOL, format=format)
    assert [len(dots(role(picture, dot))) for dot in SCHOOL] == [12, 1, 1, 1, 1, 6]


@EITHER
def test_posts_of_one_role_keep_their_own_size_and_presence(format: Format) -> None:
    away = Alike(count=2, fraction=0.25, present=False)
    mixed = replace(THERAPIST, others=(away, Alike(count=1, fraction=None, present=True)))
    shapes = dots(role(drawn(mixed, format=format), mixed))
    assert [shape.get("class") for shape in shapes] == ["app-dot", "app-dot app-away", "app-dot app-away", "app-dot"]
    widths = [extent(shape) for shape in shapes]
    assert widths[1] == pytest.approx(widths[0] / 2, abs=0.2), "the area follows the fraction"
    assert widths[0] > widths[3] > widths[2]


def extent(shape: ElementTree.Element) -> float:
    """How wide a dot of straight sides is."""
    polygon = shape.find(f"{SVG}polygon")
    assert polygon is not None
    across = [float(point.split(",")[0]) for point in polygon.get("points", "").split()]
    return max(across) - min(across)


def test_each_profession_group_has_its_shape() -> None:
    picture = drawn(*SCHOOL)
    corners = {
        dot.name: len(polygon.get("points", "").split())
        for dot in (ASSISTANTS, THERAPIST, NURSE)
        for polygon in role(picture, dot).iter(f"{SVG}polygon")
    }
    assert corners == {"Assistent": 6, "Miljøterapeut": 4, "Helsesykepleier": 3}
    assert role(picture, SPECIAL).find(f".//{SVG}circle") is not None


def test_nobody_there_is_hollow_and_an_unstated_size_is_dashed() -> None:
    picture = drawn(*SCHOOL)

    def marks(dot: Dot) -> list[tuple[str | None, bool]]:
        return [(mark.get("fill"), "stroke-dasharray" in mark.attrib) for mark in dots(role(picture, dot))[0]]

    assert marks(THERAPIST) == [("currentColor", False)]
    assert marks(NURSE) == [("none", False)]
    assert marks(PPT) == [("none", True)]
    assert marks(PRINCIPAL) == [("none", True), ("currentColor", False)]


def test_the_area_of_a_dot_follows_the_fraction() -> None:
    whole, quarter = radius(1.0, full=10), radius(0.25, full=10)
    assert quarter**2 == pytest.approx(whole**2 / 4)
    assert 0 < radius(None, full=10) < whole


def test_the_rings_are_where_the_school_puts_people() -> None:
    picture = drawn(*SCHOOL)
    ellipses = [
        (float(ring.get("rx", "")), float(ring.get("ry", ""))) for ring in picture.iter(f"{SVG}ellipse")
    ]
    secondary, primary, core = ellipses
    assert secondary > primary > core
    rx, ry = primary

    def share(dot: Dot) -> float:
        text = role(picture, dot).find(f"{SVG}text")
        assert text is not None
        return (float(text.get("x", "")) / rx) ** 2 + (float(text.get("y", "")) / ry) ** 2

    assert all(share(dot) < 1 for dot in (ASSISTANTS, THERAPIST, PRINCIPAL))
    assert all(share(dot) > 1 for dot in (NURSE, PPT))


@EITHER
def test_it_is_readable_without_eyes_and_obeys_a_strict_policy(format: Format) -> None:
    picture = drawn(*SCHOOL, format=format, id="e-team")
    assert picture.get("role") == "img"
    named = {element.get("id"): element.text for element in picture if element.get("id")}
    assert picture.get("aria-labelledby", "").split() == list(named) == ["e-team-title", "e-team-desc"]
    assert list(named.values()) == [LABELS.title, LABELS.description]
    assert not [element for element in picture.iter() if "style" in element.attrib or element.tag == f"{SVG}style"]
    colours = {element.get(paint) for element in picture.iter() for paint in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}


def test_words_from_outside_are_only_words() -> None:
    picture = drawn(a_dot(1, 'Lege & <b>"co"</b>', Ring.PRIMARY))
    assert 'Lege & <b>"co"</b>' in " ".join(picture.itertext())


def test_the_narrow_picture_has_numbers_for_a_key_and_no_names() -> None:
    said = [text.text for text in drawn(*SCHOOL, format=NARROW).iter(f"{SVG}text")]
    assert {"1", "2", "3", "4", "5", "6"} <= set(said)
    assert "Assistent" not in said


def test_the_legend_tells_only_what_is_in_the_picture() -> None:
    def legend(*posts: Dot) -> list[str | None]:
        group = drawn(*posts).find(f".//{SVG}g[@class='app-legend']")
        assert group is not None
        return [text.text for text in group.iter(f"{SVG}text")]

    assert legend(THERAPIST) == ["sosialfag", LABELS.known]
    assert legend(PPT) == ["pedagogikk", LABELS.unknown, LABELS.away]


@dataclass(frozen=True)
class Printed:
    says: str
    box: Box


def printed(picture: ElementTree.Element) -> list[Printed]:
    """Every text of the picture with the room it takes, in the picture's own coordinates."""
    found: list[Printed] = []

    def walk(element: ElementTree.Element, right: float, down: float) -> None:
        if moved := re.match(r"translate\((\S+) (\S+)\)", element.get("transform", "")):
            right, down = right + float(moved[1]), down + float(moved[2])
        if element.tag == f"{SVG}text":
            size = float(element.get("font-size", ""))
            width = text_width(element.text or "", size=size) * (BOLD if element.get("font-weight") else 1)
            shift = {"start": width / 2, "middle": 0.0, "end": -width / 2}[element.get("text-anchor", "")]
            x, y = right + float(element.get("x", "")) + shift, down + float(element.get("y", ""))
            found.append(Printed(element.text or "", Box(x=x, y=y - 0.3 * size, width=width, height=size * 0.9)))
        for child in element:
            walk(child, right, down)

    walk(picture, 0, 0)
    return found


def assert_legible(picture: ElementTree.Element) -> None:
    width, height = (float(picture.get(side, "")) for side in ("width", "height"))
    texts = printed(picture)
    for text in texts:
        assert abs(text.box.x - width / 2) + text.box.width / 2 <= width / 2, text.says
        assert abs(text.box.y - height / 2) + text.box.height / 2 <= height / 2, text.says
    for one, other in combinations(texts, 2):
        apart_x = abs(one.box.x - other.box.x) - (one.box.width + other.box.width) / 2
        apart_y = abs(one.box.y - other.box.y) - (one.box.height + other.box.height) / 2
        assert max(apart_x, apart_y) >= 0, (one.says, other.says)


@EITHER
@pytest.mark.parametrize("posts", [(), (NURSE,), SCHOOL, CROWDED], ids=["none", "one", "school", "crowded"])
def test_no_text_lies_on_another_or_leaves_the_picture(posts: tuple[Dot, ...], format: Format) -> None:
    assert_legible(drawn(*posts, format=format))
