"""Data are analysed as the lots fell, by the analysis that was sealed with them."""

import numpy as np
import pytest
from tests.trial.drawing import declared_with, framed, schools

from laget.trial.allocate import arms_of_schools
from laget.trial.allocation_design import Complete, Pairs
from laget.trial.as_drawn import as_drawn
from laget.trial.errors import TrialError
from laget.trial.estimate import estimate
from laget.trial.seal import seal, verify


def opened_draw(method=None, columns=None):
    declared, frame = framed(method or Complete(name="complete"), columns)
    return verify(seal(frame=frame, declaration=declared_with(declared), secret=bytes(32)))


def pupils(opened, *, each: int = 6) -> dict[str, np.ndarray]:
    """``each`` pupils at every school that was drawn, in the arm it got."""
    rng = np.random.default_rng(5)
    drawn = arms_of_schools(frame=opened.frame, draw=opened.draw)
    school = np.repeat(list(drawn), each)
    reading = rng.normal(size=school.size)
    return {
        "school": school,
        "arm": np.array([drawn[one] for one in school]),
        "reading": reading,
        "reading_after": reading + rng.normal(size=school.size),
    }


def with_school(columns, school: str, arm: str):
    added = {"school": school, "arm": arm, "reading": 0.0, "reading_after": 9.0}
    return {name: np.append(values, added[name]) for name, values in columns.items()}


def test_it_works():
    opened = opened_draw()
    columns = pupils(opened)
    found = as_drawn(columns=columns, opened=opened)
    assert found.notes == ()
    declaration = opened.declaration
    fit = estimate(
        columns=found.columns,
        estimand=declaration.estimand,
        estimator=declaration.estimator,
        alpha=declaration.alpha,
    )
    assert (fit.n, fit.groups) == (72, {"school": 12})


def test_a_school_in_another_arm_than_the_lots_gave():
    opened = opened_draw()
    columns = pupils(opened)
    other = {"team": "usual", "usual": "team"}[columns["arm"][7]]
    columns["arm"][7] = other
    with pytest.raises(TrialError) as caught:
        as_drawn(columns=columns, opened=opened)
    assert caught.value.code == "not_as_drawn"
    assert caught.value.values["row"] == 8
    assert columns["school"][7] in str(caught.value)


def test_a_school_that_came_later_is_listed_and_left_out():
    opened = opened_draw()
    columns = pupils(opened)
    found = as_drawn(columns=with_school(columns, "skole 999", "team"), opened=opened)
    assert found.notes == ("Not in the draw, and left out: 'skole 999'.",)
    assert {name: values.tolist() for name, values in found.columns.items()} == {
        name: values.tolist() for name, values in columns.items()
    }


def test_a_school_without_a_partner_is_not_in_the_trial():
    opened = opened_draw(Pairs(name="pairs", covariates=("pupils",), pairs=5))
    (left, _) = opened.draw.left_out
    found = as_drawn(columns=with_school(pupils(opened), left, "team"), opened=opened)
    assert left in found.notes[0]
    assert left not in found.columns["school"]


def test_schools_without_rows_are_named():
    opened = opened_draw()
    columns = pupils(opened)
    few = {name: values[columns["school"] >= "skole 007"] for name, values in columns.items()}
    (note,) = as_drawn(columns=few, opened=opened).notes
    assert note.startswith("Drawn, and without rows: 'skole 000'")
    assert "and 2 more" in note


def test_ids_are_the_same_however_their_letters_are_composed():
    names = schools() | {"school": np.array([f"Ås {number:02d}" for number in range(12)])}
    opened = opened_draw(columns=names)
    columns = pupils(opened)
    apart = columns | {"school": np.array([one.replace("Å", "A\u030a") for one in columns["school"]])}
    assert as_drawn(columns=apart, opened=opened).notes == ()


def test_data_of_another_trial():
    opened = opened_draw()
    columns = pupils(opened)
    with pytest.raises(TrialError) as caught:
        as_drawn(columns=columns | {"school": np.char.add("x", columns["school"])}, opened=opened)
    assert caught.value.code == "nobody_drawn"
