"""The picture of a programme theory: everything is in it once, nothing runs over, and it reads without colour."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.pictures.a_theory import arrow, part, said, theory, theory_with_everything

from laget.content import shelf
from laget.pictures.theory_boxes import BOX_WIDTH, GAP, WIDTH, box_width
from laget.pictures.theory_diagram import PADDING, SIZE, ArrowReading, draw_theory
from laget.pictures.theory_layout import lay_out
from laget.pictures.theory_signs import READINGS
from laget.pictures.theory_words import WORDS
from laget.pictures.wrapping import text_width
from laget.refusal import Refusal
from laget.theory.adapt import Action, Change, Depth, adapt
from laget.theory.parts import Kind, Open
from laget.theory.text import LANGUAGES
from laget.verdict.judge import Outcome
from laget.verdict.observed import Agreement

SVG = "{http://www.w3.org/2000/svg}"


def shipped_and_made_up():
    return [theory_with_everything(), *shelf.theories()]


def drawn(one, **how):
    return ET.fromstring(draw_theory(theory=one, **{"language": "nb", **how}))


def with_class(picture, name):
    return [element for element in picture.iter() if name in element.get("class", "").split()]


def words(element):
    return " ".join("".join(element.itertext()).split())


def links(picture):
    return {link.get("href"): link for link in picture.iter(f"{SVG}a")}


def laid_out(one):
    return lay_out(theory=one, heights={part.id: 40.0 for part in one.parts}, top=0.0)


# -- What is in the picture ---------------------------------------------------------------------------


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_drawn_once_with_its_whole_name(one, language):
    def undivided(name):
        return name.replace("- ", "-").replace("-", "")

    boxes = with_class(drawn(one, language=language), "app-theory-part")
    names = sorted(undivided(part.name.said(language)) for part in one.parts)
    assert sorted(undivided(words(box)) for box in boxes) == names


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
def test_every_arrow_is_drawn_once_as_a_link_to_its_claim(one):
    picture = drawn(one)
    hrefs = [link.get("href") for link in picture.iter(f"{SVG}a")]
    assert hrefs == [f"#arrow-{arrow.id}" for arrow in one.arrows]
    for line in one.arrows:
        title = links(picture)[f"#arrow-{line.id}"].find(f"{SVG}title").text
        claim = line.claim.missing if isinstance(line.claim, Open) else line.claim.says
        assert title == f"{one.part(line.start).name.nb} → {one.part(line.end).name.nb}: {claim.nb}"


def test_a_part_that_is_sub_goal_and_final_goal_is_one_box_across_both_columns():
    (time,) = [box for box in with_class(drawn(theory_with_everything()), "app-theory-part") if "Mer tid" in words(box)]
    assert {"app-theory-sub-goal", "app-theory-final-goal"} <= set(time.get("class").split())
    assert float(time.find(f"{SVG}rect").get("width")) == 2 * BOX_WIDTH + GAP


def test_an_arrow_into_a_box_across_three_columns_bends_beside_the_box_it_comes_from():
    """A part can be done and be a goal as well: its box passes the column of mechanisms between. Of four mechanisms
    that lead into it, two at most are its neighbours; the others go through the gap to their right."""
    mechanisms = [f"m{number}" for number in range(1, 5)]
    one = theory(
        part("worry", Kind.TARGET_GROUP),
        part("fewer", Kind.ACTIVITY, Kind.SUB_GOAL),
        *(part(id, Kind.MECHANISM) for id in mechanisms),
        part("order", Kind.FINAL_GOAL),
        arrows=" ".join([*(f"worry>{id} {id}>fewer" for id in mechanisms), "fewer>order"]),
    )
    layout = laid_out(one)
    boxes = {box.part.id: box for box in layout.boxes}
    bent = [
        curve
        for curve in layout.curves
        if curve.arrow.end == "fewer" and " Q" in curve.path
    ]
    assert len(bent) >= 2
    lines = [curve.places[0][0] for curve in bent]
    assert len(set(lines)) == len(lines)
    assert all(boxes["m1"].right < x < boxes["m1"].right + GAP for x in lines)


def test_an_arrow_without_a_claim_is_dashed_and_marked_and_one_with_a_claim_is_not():
    arrows = links(drawn(theory_with_everything()))
    open_one, claimed = arrows["#arrow-assistenter-opplæring"], arrows["#arrow-assistenter-koordinator"]
    assert with_class(open_one, "app-theory-line")[0].get("stroke-dasharray")
    assert len(with_class(open_one, "app-theory-sign")) == 1
    assert with_class(claimed, "app-theory-line")[0].get("stroke-dasharray") is None
    assert with_class(claimed, "app-theory-sign") == []


def test_the_columns_are_headed_in_the_language_of_the_page():
    picture = words(drawn(theory_with_everything(), language="en"))
    assert [text.en in picture for text in WORDS.columns.values()] == [True] * 5
    assert "Sluttmål" not in picture


def test_it_is_named_and_described_and_leaves_its_links_to_be_found():
    picture = drawn(theory_with_everything(), id="before")
    assert picture.get("role") == "group"
    assert picture.get("aria-labelledby") == picture.find(f"{SVG}title").get("id") == "before-title"
    assert picture.get("aria-describedby") == picture.find(f"{SVG}desc").get("id") == "before-desc"
    assert "9 deler og 14 piler. 2 av pilene er åpne" in picture.find(f"{SVG}desc").text


def test_it_obeys_a_strict_content_security_policy():
    svg = draw_theory(theory=theory_with_everything(), language="nb")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:", svg)


def test_words_with_signs_of_markup_are_words():
    one = theory(
        part("a", Kind.ACTIVITY, name='Mer <b> & "mindre"'), part("b", Kind.FINAL_GOAL), arrows="a>b"
    )
    assert 'Mer <b> & "mindre"' in words(drawn(one))


def test_the_same_theory_gives_the_same_picture():
    assert draw_theory(theory=theory_with_everything(), language="nn") == draw_theory(
        theory=theory_with_everything(), language="nn"
    )


# -- Where it is ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
def test_the_lines_cross_less_than_in_the_order_the_theory_was_written(one):
    layout = laid_out(one)
    assert layout.crossings < layout.authored_crossings


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
def test_boxes_keep_their_distance_and_stay_in_the_picture(one):
    boxes = laid_out(one).boxes
    for box in boxes:
        assert box.x >= 0 and box.right <= WIDTH and box.y >= 0
        for other in boxes:
            if other is not box and other.x < box.right and box.x < other.right:
                assert other.y >= box.bottom + 20 or box.y >= other.bottom + 20


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
def test_no_line_runs_through_a_box(one):
    layout = laid_out(one)
    for curve in layout.curves:
        for x, y in points_along(curve.path):
            hit = [b.part.id for b in layout.boxes if b.x + 1 < x < b.right - 1 and b.y + 1 < y < b.bottom - 1]
            assert hit == [], curve.arrow.id


def points_along(path):
    """Points on a path of M, L, Q and C with absolute coordinates."""
    here = None
    for command, numbers in re.findall(r"([MLQC])([^MLQC]*)", path):
        values = [float(value) for value in numbers.split()]
        stops = list(zip(values[::2], values[1::2], strict=True))
        if command != "M":
            for step in range(41):
                yield between([here, *stops], step / 40)
        here = stops[-1]


def between(stops, t):
    """De Casteljau's construction."""
    while len(stops) > 1:
        stops = [
            ((1 - t) * x + t * next_x, (1 - t) * y + t * next_y)
            for (x, y), (next_x, next_y) in pairwise(stops)
        ]
    return stops[0]


@pytest.mark.parametrize("one", shipped_and_made_up(), ids=lambda one: one.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_runs_out_of_its_box(one, language):
    for box in with_class(drawn(one, language=language), "app-theory-part"):
        rect = {name: float(box.find(f"{SVG}rect").get(name)) for name in ("x", "y", "width", "height")}
        for line in box.iter(f"{SVG}tspan"):
            assert float(line.get("x")) + text_width(line.text, size=SIZE) <= rect["x"] + rect["width"] - PADDING
            assert rect["y"] + SIZE / 2 < float(line.get("y")) < rect["y"] + rect["height"] - 4


def test_a_word_too_long_for_a_box_is_divided():
    long = part("a", Kind.ACTIVITY, name="Organisasjonsundersøkelsesopplegg")
    picture = drawn(theory(long, part("b", Kind.FINAL_GOAL), arrows="a>b"))
    (box,) = with_class(picture, "app-theory-activity")
    lines = [line.text for line in box.iter(f"{SVG}tspan")]
    assert len(lines) > 1 and lines[0].endswith("-")
    assert max(text_width(line, size=SIZE) for line in lines) <= box_width(long) - 2 * PADDING


# -- After a study --------------------------------------------------------------------------------------


def test_each_reading_has_a_class_a_sign_and_a_line_of_its_own():
    one = theory_with_everything()
    looks = set()
    for outcome in READINGS:
        picture = drawn(one, readings={"kvalitet-tid": ArrowReading(outcome=outcome, says=said(outcome))})
        link = links(picture)["#arrow-kvalitet-tid"]
        line = with_class(link, "app-theory-line")[0]
        sign = [path.get("d") for path in with_class(link, "app-theory-sign")[0].iter(f"{SVG}path")]
        assert f"app-theory-{outcome.replace('_', '-')}" in link.get("class")
        assert link.find(f"{SVG}title").text.endswith(f"({outcome})")
        assert outcome in words(picture).split("Hva er det for?")[1]
        looks.add((line.get("stroke-width"), line.get("stroke-dasharray"), *sign))
    assert len(looks) == len({sign for *_, sign in looks}) == len({look[:2] for look in looks}) == len(READINGS)


def test_every_outcome_of_a_verdict_can_be_drawn():
    assert set(READINGS) == set(Outcome) | set(Agreement)


def test_a_reading_changes_no_other_arrow():
    one = theory_with_everything()
    before, after = (
        links(drawn(one, readings=readings))
        for readings in (None, {"kvalitet-tid": ArrowReading(outcome="held", says=said("holdt"))})
    )
    changed = [href for href in before if before[href].get("class") != after[href].get("class")]
    assert changed == ["#arrow-kvalitet-tid"]


def test_an_outcome_that_no_verdict_has_is_refused():
    with pytest.raises(Refusal) as refusal:
        draw_theory(
            theory=theory_with_everything(),
            language="nb",
            readings={"kvalitet-tid": ArrowReading(outcome="success", says=said("suksess"))},
        )
    assert refusal.value.code == "unknown_outcome"
    assert "clearly_held" in str(refusal.value)


# -- After an adaptation ----------------------------------------------------------------------------------


def test_what_a_school_struck_altered_and_added_is_seen():
    one = theory_with_everything()
    by = {"why": "Vi har ikke timene", "by": "rektor", "depth": Depth.PERIPHERY}
    altered = replace(one.part("nærhet"), name=said("Assistentene er med på trinnmøtene"))
    adapted = adapt(
        theory=one,
        changes=[
            Change(target="opplæring", action=Action.DROP, **by),
            Change(target="nærhet", action=Action.ALTER, what=altered, **by),
            Change(target="kvalitet-samarbeid", action=Action.ADD, what=arrow("kvalitet>samarbeid"), **by),
        ],
    )
    picture = drawn(adapted.drawn, changes=adapted.marks)
    boxes = {words(box): box for box in with_class(picture, "app-theory-part")}
    (struck,) = [box for says, box in boxes.items() if says.startswith("Strøket Opplæring,")]
    assert struck.findall(f"{SVG}text")[-1].get("text-decoration") == "line-through"
    assert "Endret Assistentene er med på trinnmøtene" in boxes
    assert links(picture)["#arrow-kvalitet-samarbeid"].find(f"{SVG}title").text.endswith("(Lagt til)")
    assert links(picture)["#arrow-opplæring-tid"].find(f"{SVG}title").text.endswith("(Strøket)")
    assert "Lagt til" not in "".join(boxes)


def test_a_theory_adapted_in_nothing_looks_as_published():
    one = theory_with_everything()
    adapted = adapt(theory=one, changes=[])
    assert draw_theory(theory=adapted.drawn, language="nb", changes=adapted.marks) == draw_theory(
        theory=one, language="nb"
    )
