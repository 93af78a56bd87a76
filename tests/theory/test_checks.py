"""One small theory that holds, and each way it can be broken."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.theory.small import HOMEWORK, arrow, claim, indicator, part, statement

from laget.theory.checks import check
from laget.theory.parts import Kind, Source, Theory


def broken(theory: Theory) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code, finding.at) for finding in check(theory)]


def with_arrow(place: int, **changes: object) -> Theory:
    arrows = list(HOMEWORK.arrows)
    arrows[place] = replace(arrows[place], **changes)
    return replace(HOMEWORK, arrows=tuple(arrows))


def test_a_sound_theory_has_no_finding():
    assert check(HOMEWORK) == ()


WAYS: list[tuple[Callable[[], Theory], str, tuple[str | int, ...]]] = [
    (
        lambda: replace(HOMEWORK, parts=(*HOMEWORK.parts[:-1], replace(HOMEWORK.parts[-1], kinds=()))),
        "part_without_kind",
        ("parts", 5, "kinds"),
    ),
    (lambda: with_arrow(4, end="laerning"), "arrow_end_missing", ("arrows", 4, "end")),
    (
        lambda: replace(HOMEWORK, arrows=(*HOMEWORK.arrows, arrow("learning", "asking"))),
        "arrow_not_left_to_right",
        ("arrows", 6),
    ),
    (
        lambda: replace(HOMEWORK, parts=(*HOMEWORK.parts, part("posters", Kind.ACTIVITY))),
        "part_loose",
        ("parts", 6),
    ),
    (lambda: with_arrow(1, claim=claim()), "claim_without_indicator", ("arrows", 1, "claim", "indicators")),
    (
        lambda: with_arrow(1, claim=claim("questions", "smiles")),
        "indicator_unknown",
        ("arrows", 1, "claim", "indicators", 1),
    ),
    (
        lambda: replace(HOMEWORK, indicators=(*HOMEWORK.indicators, indicator("smiles"))),
        "indicator_unused",
        ("indicators", 4),
    ),
    (
        lambda: with_arrow(1, claim=replace(claim("questions"), source=Source(work="A book", section=" "))),
        "claim_without_source",
        ("arrows", 1, "claim", "source"),
    ),
    (lambda: with_arrow(4, id="club"), "id_repeated", ("arrows", 4, "id")),
    (
        lambda: replace(HOMEWORK, indicators=(*HOMEWORK.indicators, indicator("marks"))),
        "id_repeated",
        ("indicators", 4, "id"),
    ),
    (lambda: replace(HOMEWORK, barriers=(statement("bus"),)), "id_repeated", ("barriers", 0, "id")),
]


@pytest.mark.parametrize(("breaking", "code", "at"), WAYS)
def test_each_way_of_breaking_it_is_found_where_it_is(breaking, code, at):
    assert broken(breaking()) == [(code, at)]


def test_a_goal_that_no_activity_leads_to_is_out_of_reach():
    arrows = tuple(one for one in HOMEWORK.arrows if one.start != "homework-done")
    theory = replace(HOMEWORK, arrows=arrows, indicators=HOMEWORK.indicators[:2])
    assert [finding.values["part"] for finding in check(theory) if finding.code == "goal_out_of_reach"] == [
        "free-evenings",
        "learning",
    ]


def test_a_part_of_two_kinds_may_be_reached_as_either():
    into = replace(HOMEWORK, arrows=(*HOMEWORK.arrows, arrow("learning", "free-evenings")))
    assert broken(into) == [("arrow_not_left_to_right", ("arrows", 6))]
    theory = replace(HOMEWORK, parts=(*HOMEWORK.parts, part("rest", Kind.SUB_GOAL, Kind.FINAL_GOAL)))
    assert broken(replace(theory, arrows=(*HOMEWORK.arrows, arrow("free-evenings", "rest")))) == []


def test_every_finding_says_what_it_is_about():
    for breaking, _, _ in WAYS:
        for finding in check(breaking()):
            assert all(str(value) in finding.says for value in finding.values.values())
