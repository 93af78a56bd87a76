"""What a round says of a situation, read from bands and from what was openly said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clarification.answered import OFFERED, ROLES, SITUATIONS, counted, group

from laget.clarification.answer import UNSAID, NoRole, Question
from laget.clarification.bands import Band
from laget.clarification.publication import Publication, publish
from laget.clarification.reading import Agreement, Read, Said, everybody, read_round

HERE = SITUATIONS[0]


def said(role: str, *, number: int = 1, **more: str) -> Said:
    return Said(role=role, number=number, situation=HERE, **more)


def read(*groups: object, openly: tuple[Said, ...] = (), settled: str = "") -> Read:
    publication = publish(groups, situations=SITUATIONS, choices=ROLES)
    (found,) = read_round(publication, openly, settled={HERE: settled} if settled else None)
    return found


def numbers(found: Read) -> dict[str, tuple[int, int]]:
    return {choice.id: (choice.number.low, choice.number.high) for choice in found.does.choices}


def test_six_teachers_and_two_who_show_theirs_agree_as_far_as_it_can_be_told() -> None:
    """Six of six and two openly: at least five of eight, which is a majority and not yet two thirds."""
    found = read(
        group("teacher", 6, does={"teacher": 6}),
        openly=(said("principal", does="teacher"), said("miljoterapeut", does="teacher")),
    )
    assert numbers(found)["teacher"] == (5, 8)
    assert found.does.agreement is Agreement.MAJORITY
    assert found.does.leading == "teacher"


def test_eight_of_eight_agree() -> None:
    found = read(group("teacher", 8, does={"teacher": 8}))
    assert found.does.agreement is Agreement.AGREED
    assert not found.gap and found.collision == ()


def test_four_and_four_see_it_differently() -> None:
    """Neither can have two thirds, whatever the bands hide."""
    found = read(group("teacher", 8, does={"teacher": 4, "assistant": 4}))
    assert numbers(found)["teacher"] == numbers(found)["assistant"] == (3, 5)
    assert found.does.agreement is Agreement.SPLIT


def test_where_bands_overlap_it_cannot_be_told() -> None:
    found = read(group("teacher", 7, does={"teacher": 4, "assistant": 3}))
    assert found.does.agreement is Agreement.CANNOT_TELL
    assert found.does.leading == ""


def test_whoever_shows_an_answer_and_says_nothing_of_this_leaves_it_open() -> None:
    elsewhere = Said(role="principal", number=1, situation="elsewhere", does="teacher")
    found = read(group("teacher", 6), openly=(elsewhere, said("miljoterapeut", should="teacher")))
    assert numbers(found)[UNSAID] == (5, 8)
    assert found.does.agreement is Agreement.CANNOT_TELL


def test_nothing_said_is_said_so() -> None:
    found = read()
    assert found.does.agreement is Agreement.NOTHING_SAID
    assert found.does.choices == () and found.selves == ()


def test_what_is_not_answered_is_no_answer() -> None:
    """Six who leave it open and one who says it does not make it agreed."""
    found = read(group("teacher", 6), openly=(said("principal", does="principal"),))
    assert found.does.of == 7
    assert found.does.agreement is Agreement.CANNOT_TELL
    assert found.does.choices[0].id == UNSAID


@pytest.mark.parametrize("choice", [NoRole.NOBODY, NoRole.UNKNOWN])
def test_a_gap_is_where_a_third_surely_say_that_nobody_does_it_or_that_they_do_not_know(choice: str) -> None:
    assert read(group("teacher", 8, does={choice: 3, "teacher": 5})).gap
    assert not read(group("teacher", 8, does={choice: 2, "teacher": 6})).gap


def test_two_that_each_say_it_is_theirs_collide() -> None:
    found = read(
        openly=(said("principal", does="principal"), said("miljoterapeut", does="miljoterapeut")),
    )
    assert found.collision == ("principal", "miljoterapeut")
    agreed = read(openly=(said("principal", does="principal"), said("miljoterapeut", does="principal")))
    assert agreed.collision == ()


def test_a_role_in_a_cell_with_others_does_not_speak_for_itself() -> None:
    """Two assistants and eight teachers together: who of them said "assistant" is not known."""
    found = read(group("teacher", 8, does={"assistant": 8}), group("assistant", 2, does={"assistant": 2}))
    assert found.selves == ()
    assert found.does.leading == "assistant"


def test_what_a_role_says_of_itself_is_held_against_what_others_say() -> None:
    found = read(
        group("teacher", 8, does={"teacher": 8}),
        openly=(said("miljoterapeut", does="miljoterapeut"), said("principal", does="miljoterapeut")),
    )
    views = {view.role: view for view in found.selves}
    assert views["teacher"].own == Band(low=6, high=8) and views["teacher"].own_of == 8
    assert views["teacher"].others == Band(low=0, high=0) and views["teacher"].others_of == 2
    assert views["teacher"].differs
    assert views["miljoterapeut"].own == Band(low=1, high=1)
    assert views["miljoterapeut"].others == Band(low=1, high=3), "the principal, and at most two of the teachers"
    assert views["miljoterapeut"].differs


def test_what_is_done_is_held_against_what_is_settled() -> None:
    done = group("teacher", 8, does={"teacher": 8}, should={"miljoterapeut": 8})
    assert read(done, settled="miljoterapeut").off_settled
    assert not read(done, settled="teacher").off_settled
    assert not read(done).off_settled
    assert read(done).does_not_match_should


@settings(deadline=None)
@given(st.integers(5, 12), st.integers(5, 9), st.data())
def test_everything_that_is_read_is_a_sum_of_what_is_published(teachers: int, others: int, data: st.DataObject) -> None:
    """No number in the reading is narrower than the bands and the open answers make it: subtracting one from another
    gives a band again, and never a count."""
    groups = [group("teacher", teachers, **data.draw(counted(teachers))),
              group("assistant", others, **data.draw(counted(others)))]  # fmt: skip
    openly = tuple(
        said("principal", number=number, does=does)
        for number, does in enumerate(data.draw(st.lists(st.sampled_from(ROLES), max_size=3)), start=1)
    )
    publication = publish(groups, situations=SITUATIONS, choices=ROLES)
    (found,) = read_round(publication, openly)
    for choice in found.does.choices:
        bands = [cell.of(HERE, Question.DOES, choice.id) for cell in publication.cells]
        shown = 0 if choice.id == UNSAID else sum(one.does == choice.id for one in openly)
        assert choice.number.low == sum(band.low for band in bands) + shown
        assert choice.number.high == sum(band.high for band in bands) + shown
    for view in found.selves:
        assert view.own_of + view.others_of == found.does.of


def test_reading_tells_no_more_than_the_text_that_was_published() -> None:
    """Six alike, five and one, four and two: the same text, and so the same reading."""
    told = [
        publish([group("teacher", 6, does=does)], situations=SITUATIONS, choices=ROLES)
        for does in ({"teacher": 6}, {"teacher": 5, "assistant": 1}, {"teacher": 4, "assistant": 2})
    ]
    assert told[0] == told[1] == told[2]
    assert read_round(told[0], ()) == read_round(told[2], ())
    assert everybody(told[0], ()) == 6


def test_every_choice_that_is_offered_can_be_read() -> None:
    for question, choices in OFFERED.items():
        for choice in choices:
            found = read(group("teacher", 6, **{question: {choice: 6}}))
            answered = {Question.DOES: found.does, Question.SHOULD: found.should, Question.HOW_FAR: found.how_far}
            assert answered[question].choices[0].id == choice


def test_an_empty_publication_has_nothing_to_read() -> None:
    assert read_round(Publication(situations=(), choices=(), cells=()), ()) == ()
