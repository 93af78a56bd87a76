"""What moved from one round to the next, as far as the bands let it be told."""

from __future__ import annotations

from tests.clarification.answered import ROLES, SITUATIONS, group

from laget.clarification.answer import Question
from laget.clarification.moved import Moved, Standing, moved
from laget.clarification.publication import publish
from laget.clarification.reading import read_round


def since(before: object, now: object) -> Moved:
    reads = [
        read_round(publish([one], situations=SITUATIONS, choices=ROLES), ()) for one in (before, now)
    ]
    (found,) = moved(*reads)
    return found


def test_from_split_to_agreed_is_achieved_and_says_what_moved() -> None:
    found = since(
        group("teacher", 9, does={"teacher": 3, "assistant": 3, "principal": 3}),
        group("teacher", 9, does={"teacher": 9}, should={"teacher": 9}),
    )
    assert found.standing is Standing.ACHIEVED
    more = [shift for shift in found.shifts if shift.question is Question.DOES and shift.more]
    assert [shift.choice for shift in more] == ["teacher"]
    assert (more[0].before.high, more[0].now.low) == (5, 6)
    fewer = {shift.choice for shift in found.shifts if shift.question is Question.DOES and not shift.more}
    assert fewer == {"assistant", "principal"}


def test_where_the_bands_overlap_nothing_is_said_to_have_moved() -> None:
    """From five of seven to seven of seven: the same band."""
    found = since(group("teacher", 7, does={"teacher": 5}), group("teacher", 7, does={"teacher": 7}))
    assert found.shifts == ()
    assert found.standing is Standing.UNDECIDED


def test_agreed_on_one_where_another_should_goes_on() -> None:
    found = since(
        group("teacher", 8, does={"teacher": 8}),
        group("teacher", 8, does={"teacher": 8}, should={"miljoterapeut": 8}),
    )
    assert found.standing is Standing.CONTINUING


def test_agreed_that_nobody_does_it_is_not_achieved() -> None:
    found = since(group("teacher", 8), group("teacher", 8, does={"nobody": 8}, should={"nobody": 8}))
    assert found.standing is Standing.CONTINUING


def test_shares_are_compared_and_not_numbers() -> None:
    """Six of eight before and eight of forty now is fewer, though more people said it."""
    found = since(group("teacher", 8, does={"teacher": 6}), group("teacher", 40, does={"teacher": 9, "assistant": 31}))
    does = {shift.choice: shift.more for shift in found.shifts if shift.question is Question.DOES}
    assert does["teacher"] is False and does["assistant"] is True


def test_a_situation_that_is_new_has_not_moved() -> None:
    now = read_round(publish([group("teacher", 8)], situations=SITUATIONS, choices=ROLES), ())
    assert moved((), now) == ()
