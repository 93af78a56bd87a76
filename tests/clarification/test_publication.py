"""What is published when a round is closed is all there is, and depends on who is how many before what they said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clarification.answered import QUESTIONS, ROLES, SITUATIONS, counted, group

from laget.clarification.answer import Question
from laget.clarification.bands import FEWEST, band
from laget.clarification.publication import publish, put_together, read_publication, write_publication

numbers = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 12), min_size=1)


@settings(deadline=None)
@given(numbers)
def test_cells_share_nobody_and_have_five_answers(answers: dict[str, int]) -> None:
    cells = put_together(answers)
    there = [role for cell in cells for role in cell]
    if sum(answers.values()) < FEWEST:
        assert cells == ()
    else:
        assert sorted(there) == sorted(answers)
        assert all(sum(answers[role] for role in cell) >= FEWEST for cell in cells)


@settings(deadline=None)
@given(numbers)
def test_no_two_that_could_stand_alone_are_put_together_without_need(answers: dict[str, int]) -> None:
    """In a cell of several, what is left without its largest group is too little to be shown alone."""
    for cell in put_together(answers):
        sizes = sorted(answers[role] for role in cell)
        assert len(cell) == 1 or sum(sizes[:-1]) < FEWEST or sizes[-1] < FEWEST


def test_a_group_of_four_joins_the_next_smallest() -> None:
    assert put_together({"teacher": 9, "assistant": 4, "miljoarbeider": 5}) == (
        ("teacher",), ("assistant", "miljoarbeider"),
    )  # fmt: skip


def test_that_nobody_answered_in_a_group_is_not_told() -> None:
    """A group without answers is put together with another like one with few, so it cannot be known who did not."""
    nobody, few = (
        publish([group("teacher", 6), group("assistant", number)], situations=SITUATIONS, choices=ROLES)
        for number in (0, 3)
    )
    assert [cell.roles for cell in nobody.cells] == [cell.roles for cell in few.cells] == [("teacher", "assistant")]


def test_of_four_answers_nothing_is_shown() -> None:
    found = publish([group("teacher", 3), group("assistant", 1)], situations=SITUATIONS, choices=ROLES)
    assert found.cells == ()
    assert found.hidden == ("teacher", "assistant")


@settings(deadline=None)
@given(st.integers(FEWEST, 9), st.data())
def test_what_is_published_is_the_bands_and_nothing_else(people: int, data: st.DataObject) -> None:
    """Two groups that differ in every count but in no band are published as the same text."""
    one = data.draw(counted(people))
    other = data.draw(counted(people))
    same = all(
        band(one[question][choice], of=people) == band(other[question][choice], of=people)
        for question in QUESTIONS
        for choice in one[question]
    )
    texts = {
        write_publication(
            publish([group("teacher", people, **counts)], situations=SITUATIONS, choices=ROLES)
        )
        for counts in (one, other)
    }
    assert (len(texts) == 1) == same


@settings(deadline=None)
@given(st.integers(FEWEST, 40))
def test_a_single_dissenter_changes_nothing_that_is_published(people: int) -> None:
    """Nor do two; three do."""
    texts = [
        write_publication(
            publish(
                [group("teacher", people, does={"teacher": people - others, "assistant": others})],
                situations=SITUATIONS,
                choices=ROLES,
            )
        )
        for others in range(4)
    ]
    assert texts[0] == texts[1] == texts[2]
    assert (texts[3] == texts[0]) == (people >= 40)


def test_who_is_put_together_does_not_depend_on_what_they_said() -> None:
    """Two rounds with the same numbers of answers and nothing else in common have the same cells."""
    told = [
        publish(
            [group("teacher", 6, does={said: 6}), group("assistant", 4, does={other: 4}), group("principal", 5)],
            situations=SITUATIONS,
            choices=ROLES,
        )
        for said, other in (("teacher", "assistant"), ("assistant", "nobody"))
    ]
    assert [cell.roles for cell in told[0].cells] == [cell.roles for cell in told[1].cells]


def test_it_is_read_as_it_was_written() -> None:
    found = publish([group("teacher", 6), group("assistant", 2)], situations=SITUATIONS, choices=ROLES)
    assert read_publication(write_publication(found)) == found
    assert found.cells[0].of("x", Question.DOES, "teacher").high == 0, "of what was not asked there is nothing"


def test_the_text_has_no_order_that_tells_which_choice_was_made_most() -> None:
    one, other = (
        write_publication(publish([group("teacher", 6, does=does)], situations=SITUATIONS, choices=ROLES))
        for does in ({"teacher": 1, "assistant": 5}, {"assistant": 5, "teacher": 1})
    )
    assert one == other
