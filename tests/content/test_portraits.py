"""Schools A and E say what the report prints, in both places, and nothing else."""

import pytest

from laget.content import shelf
from laget.content.portrait_numbers import Span, national, ratios
from laget.content.portraits import Layer, Portrait, Status
from laget.theory.parts import Open

A, E = shelf.portrait("a"), shelf.portrait("e")


def post(portrait, id):
    return next(post for post in portrait.posts if post.id == id)


def ratio(portrait, id):
    return next(ratio.value for ratio in ratios(portrait) if ratio.id == id)


def printed(figure):
    """The first value, and every other one: a number, or the words where there is no number."""
    return figure.value, [other.says.nb if other.value is None else other.value for other in figure.alternatives]


@pytest.mark.parametrize(
    ("portrait", "id", "value", "others"),
    [
        (A, "pupils", 512, ["litt over 500"]),
        (A, "teachers", 64, []),
        (A, "units", 3, []),
        (E, "pupils", 180, []),
        (E, "staff", 40, []),
        (E, "teachers", 19, []),
        (E, "special_pedagogues", 6, []),
        (E, "assistants", 12, [13]),
        (E, "child_welfare_workers", 2, [1]),
        (E, "bound_hours", 15, []),
        (E, "activity_leaders", 24, []),
    ],
)
def test_a_number_is_as_printed_with_what_the_other_place_says(portrait, id, value, others):
    assert printed(portrait.number(id)) == (value, others)


def test_a_number_the_report_does_not_give_is_not_there():
    assert A.number("staff") is None
    assert A.number("assistants") is None


def test_an_approximate_number_says_so():
    assert E.number("pupils").says.en == "about 180"
    assert A.number("pupils").says is None


@pytest.mark.parametrize(
    ("portrait", "id", "expected"),
    [
        (A, "teachers", (64, None, Status.FILLED, Layer.CORE)),
        (A, "inspector", (3, None, Status.FILLED, Layer.PRIMARY)),
        (A, "milieu_worker", (1, 0.6, Status.FILLED, Layer.PRIMARY)),
        (A, "nurse", (1, 0.4, Status.ABSENT, Layer.SECONDARY)),
        (A, "ppt", (None, None, Status.ABSENT, Layer.SECONDARY)),
        (E, "teachers", (19, None, Status.FILLED, Layer.CORE)),
        (E, "assistants", (12, None, Status.FILLED, Layer.PRIMARY)),
        (E, "milieu_therapist", (1, 1.0, Status.FILLED, Layer.PRIMARY)),
        (E, "social_educator", (1, 1.0, Status.FILLED, Layer.PRIMARY)),
        (E, "nurse", (1, 0.2, Status.FILLED, Layer.SECONDARY)),
        (E, "ppt", (1, None, Status.FILLED, Layer.SECONDARY)),
    ],
)
def test_a_post_stands_where_the_school_puts_it(portrait, id, expected):
    found = post(portrait, id)
    assert (found.count, found.fraction, found.status, found.layer) == expected


def test_both_counts_of_a_post_are_kept():
    assert [other.value for other in post(E, "assistants").other_counts] == [13]
    assert [other.value for other in post(E, "milieu_therapist").other_counts] == [2]
    assert [said.source.section for said in post(A, "nurse").presence] == ["Appendix A", "§3.5"]


def test_what_the_report_leaves_open_is_open():
    assert isinstance(A.strategy, Open) and isinstance(E.strategy, Open)
    assert isinstance(post(A, "assistants").layer, Open)
    assert isinstance(post(E, "special_pedagogues").layer, Open)
    assert isinstance(E.municipality.inhabitants, Open)
    assert isinstance(A.money.shares, Open)
    assert isinstance(A.plan.effect_goals, Open) and isinstance(E.plan.effect_goals, Open)
    statuses = {goal.id: goal.after_half_a_year for goal in E.plan.goals}
    assert [id for id, status in statuses.items() if isinstance(status, Open)] == ["less_bound_time"]


def test_only_school_a_had_the_projects_money():
    assert (A.money.amount.value, len(A.money.uses)) == (350_000, 3)
    assert (E.money.amount, E.money.uses, E.money.shares) == (None, (), None)


def test_the_municipalities_are_as_printed():
    figures = {figure.id: figure.value for figure in A.municipality.figures}
    assert figures == {
        "settlements": 8, "compulsory_schools": 7, "upper_secondary_schools": 2, "units_under_head": 14,
    }  # fmt: skip
    assert (A.municipality.inhabitants.value, A.municipality.local_inhabitants.value) == (15_000, 2_500)
    figures = {figure.id: figure for figure in E.municipality.figures}
    assert [figures[id].value for id in ("primary_schools", "lower_secondary_schools", "pupils")] == [7, 2, 1_600]
    therapists = figures["therapists_primary"]
    assert therapists.says.nb != therapists.alternatives[0].says.nb


@pytest.mark.parametrize("portrait", [A, E], ids=["A", "E"])
def test_every_statement_says_where_it_comes_from(portrait: Portrait):
    for found in (
        *portrait.numbers, *portrait.posts, *portrait.arenas, *portrait.programmes, *portrait.needs,
        *portrait.worked, *portrait.did_not_work, *portrait.risks, *portrait.home, *portrait.anomalies,
        *portrait.plan.measures, *portrait.plan.goals, *portrait.municipality.facts,
    ):  # fmt: skip
        assert found.source.work == "AFI r2015:6" and found.source.section and found.source.lines, found.id


def test_one_printed_value_gives_one_ratio():
    value = ratio(A, "pupils_per_teacher")
    assert (value.low, value.high, value.notes) == (8.0, 8.0, ())


def test_two_printed_values_give_a_range_and_the_reason():
    value = ratio(E, "pupils_per_assistant")
    assert (value.low, value.high) == (pytest.approx(180 / 13), 15.0)
    assert [note.en for note in value.notes] == [
        "The report prints two values for assistants.",
        "The number of pupils is approximate: about 180.",
    ]


def test_a_sum_is_as_uncertain_as_its_parts():
    value = ratio(E, "pupils_per_adult")
    assert (value.low, value.high) == (pytest.approx(180 / 41), pytest.approx(180 / 39))
    assert value.low < 4.5 < value.high, "the report's own 4.5 (L1354) lies between"


@pytest.mark.parametrize(
    ("portrait", "id"),
    [
        (A, "pupils_per_adult"),
        (A, "pupils_per_assistant"),
        (A, "pupils_per_assistant_fte"),
        (E, "pupils_per_assistant_fte"),
    ],
)
def test_no_number_is_made_up(portrait, id):
    value = ratio(portrait, id)
    assert not isinstance(value, Span)
    assert value.missing.en.startswith("Cannot be reckoned")


def test_the_national_number_comes_with_its_caution():
    assert [figure.says.nb for figure in national(shelf.norms())] == ["4–8", "rundt 75"]
    assert all(figure.note is not None for figure in national(shelf.norms()))
