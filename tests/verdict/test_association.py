"""The association along an arrow that no lots were drawn about: what it is blind to, and when there is none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.theory.small import said
from tests.verdict.small import MARKS, PROTOCOL, pupils

from laget.theory.parts import Direction
from laget.trial.errors import TrialError
from laget.verdict.association import associate, direction_of
from laget.verdict.errors import VerdictError

ASKING = replace(MARKS, id="asking", column="questions")
DONE = replace(MARKS, id="done", column="marks", part="homework-done", name=said("Lekser", "Lekser", "Homework"))


def columns(*, slope=0.6, club=1.0):
    """Marks that follow the questions asked, and an arm that moves both."""
    made = pupils(effect=club)
    rng = np.random.default_rng(3)
    treated = made["arm"] == "club"
    made["questions"] = rng.normal(size=treated.size) + 2.0 * treated
    made["marks"] = made["marks"] + slope * made["questions"]
    return made


def associated(made, start=ASKING, end=DONE):
    return associate(protocol=PROTOCOL, columns=made, start=start, end=end)


def test_it_works():
    found = associated(columns())
    assert found.estimate == pytest.approx(0.6, abs=0.15)
    assert found.low95 < found.low90 < found.estimate < found.high90 < found.high95
    scale = found.sd_start / found.sd_end
    assert (found.size.low95, found.size.value) == pytest.approx((found.low95 * scale, found.estimate * scale))


@given(st.floats(-50, 50), st.floats(-50, 50))
@settings(max_examples=10, deadline=None)
def test_what_the_lots_did_to_both_ends_is_no_part_of_it(to_start, to_end):
    made = columns()
    treated = made["arm"] == "club"
    moved = made | {
        "questions": made["questions"] + to_start * treated,
        "marks": made["marks"] + to_end * treated,
    }
    one, other = associated(made), associated(moved)
    assert (other.estimate, other.se, other.size.value) == pytest.approx((one.estimate, one.se, one.size.value))


@given(st.floats(0.01, 100), st.floats(0.01, 100))
@settings(max_examples=10, deadline=None)
def test_in_standard_deviations_the_units_do_not_matter(of_start, of_end):
    made = columns()
    scaled = made | {"questions": made["questions"] * of_start, "marks": made["marks"] * of_end}
    one, other = associated(made).size, associated(scaled).size
    assert (other.value, other.low95, other.high90) == pytest.approx((one.value, one.low95, one.high90))


def test_where_one_is_to_fall_and_the_other_to_rise_the_claim_is_that_they_part():
    falls = replace(DONE, direction=Direction.DOWN)
    assert direction_of(ASKING, DONE) is direction_of(replace(ASKING, direction=Direction.DOWN), falls) is Direction.UP
    assert direction_of(ASKING, falls) is Direction.DOWN


def test_an_end_that_was_not_measured_gives_none():
    made = columns()
    assert associated(made, start=replace(ASKING, column=None)) is None
    assert associated(made, end=replace(DONE, column=None)) is None


def test_a_mechanism_that_one_school_alone_decides_is_refused():
    made = columns()
    asked = np.where(made["school"] == 1, made["questions"], 0.0)
    with pytest.raises(VerdictError) as refused:
        associated(made | {"questions": asked})
    assert refused.value.code == "association_unknown"


@pytest.mark.parametrize(
    ("questions", "code"),
    [(np.ones, "no_spread"), (lambda rows: np.full(rows, "many"), "not_numeric")],
)
def test_a_mechanism_that_cannot_be_told_apart_is_refused(questions, code):
    made = columns()
    with pytest.raises(TrialError) as refused:
        associated(made | {"questions": questions(made["marks"].size)})
    assert refused.value.code == code
