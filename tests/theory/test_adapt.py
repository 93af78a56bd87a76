"""A school adapts the homework club: what it drops, alters and adds can be seen, and is never lost."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.theory.small import HOMEWORK, arrow, part, said

from laget.theory.adapt import Action, Adapted, Change, Depth, Mark, TheoryError, adapt
from laget.theory.parts import Arrow, Kind, Part


def change(action: Action, target: str, what: Part | Arrow | None = None, why: str = "No bus home") -> Change:
    return Change(target=target, action=action, what=what, why=why, by="principal", depth=Depth.PERIPHERY)


def adapted(*changes: Change) -> Adapted:
    return adapt(theory=HOMEWORK, changes=changes)


def refused(*changes: Change) -> TheoryError:
    with pytest.raises(TheoryError) as refusal:
        adapted(*changes)
    return refusal.value


def marked(result: Adapted, mark: Mark) -> set[str]:
    return {id for id, found in result.marks.items() if found is mark}


def test_without_changes_the_theory_is_as_published():
    result = adapted()
    assert result.theory == result.drawn == HOMEWORK
    assert set(result.marks.values()) == {Mark.AS_PUBLISHED}


def test_a_dropped_part_takes_its_arrows_with_it_and_can_still_be_drawn():
    result = adapted(change(Action.DROP, "free-evenings"))
    struck = {"free-evenings", "homework-done-free-evenings", "free-evenings-learning"}
    assert marked(result, Mark.STRUCK) == struck
    assert result.drawn == HOMEWORK
    assert {part.id for part in result.theory.parts} == {part.id for part in HOMEWORK.parts} - struck
    assert {one.id for one in result.theory.arrows} == {one.id for one in HOMEWORK.arrows} - struck


def test_an_altered_part_keeps_its_place():
    at_lunch = replace(HOMEWORK.part("club"), name=said("Lekser i lunsjen", "Lekser i lunsjen", "Homework at lunch"))
    result = adapted(change(Action.ALTER, "club", at_lunch))
    assert marked(result, Mark.ALTERED) == {"club"}
    assert result.theory.part("club") == at_lunch
    assert [part.id for part in result.theory.parts] == [part.id for part in HOMEWORK.parts]


def test_an_added_part_and_its_arrow_come_last():
    result = adapted(
        change(Action.ADD, "bus", part("bus", Kind.ACTIVITY)),
        change(Action.ADD, "bus-asking", arrow("bus", "asking")),
    )
    assert marked(result, Mark.ADDED) == {"bus", "bus-asking"}
    assert result.theory.parts[-1].id == "bus"
    assert result.theory.arrows[-1].id == "bus-asking"
    assert [one.target for one in result.changes] == ["bus", "bus-asking"]


def test_what_is_dropped_and_taken_in_again_stands_as_published():
    result = adapted(
        change(Action.DROP, "free-evenings-learning"),
        change(Action.ADD, "free-evenings-learning", HOMEWORK.arrow("free-evenings-learning")),
    )
    assert set(result.marks.values()) == {Mark.AS_PUBLISHED}


CLUB, ASKING = HOMEWORK.part("club"), HOMEWORK.arrow("club-asking")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([change(Action.DROP, "clubb")], "no_such_target"),
        ([change(Action.ALTER, "clubb", part("clubb", Kind.ACTIVITY))], "no_such_target"),
        ([change(Action.DROP, "club"), change(Action.DROP, "club-asking")], "no_such_target"),
        ([change(Action.ADD, "club", CLUB)], "already_there"),
        ([change(Action.DROP, "club", why=" ")], "no_why"),
        ([change(Action.DROP, "club", CLUB)], "wrong_what"),
        ([change(Action.ALTER, "club")], "wrong_what"),
        ([change(Action.ADD, "bus")], "wrong_what"),
        ([change(Action.ALTER, "club", replace(CLUB, id="bus"))], "wrong_what"),
        ([change(Action.ALTER, "club", replace(ASKING, id="club"))], "wrong_what"),
        ([change(Action.ADD, "club-bus", arrow("club", "bus"))], "no_such_end"),
        ([change(Action.ALTER, "club-asking", replace(ASKING, start="pupils-club"))], "no_such_end"),
    ],
)
def test_a_change_that_cannot_be_applied_is_refused(changes, code):
    refusal = refused(*changes)
    assert refusal.code == code
    assert refusal.values["target"] == changes[-1].target
    assert changes[-1].target in str(refusal)


taken = [thing.id for thing in (*HOMEWORK.parts, *HOMEWORK.arrows)]
ids = st.sampled_from(taken)
new_ids = st.text(min_size=1, max_size=8).filter(lambda id: id not in taken)
kinds = st.sampled_from(Kind)


@given(new_ids, kinds)
def test_adding_and_dropping_gives_back_the_original(id, kind):
    result = adapted(change(Action.ADD, id, part(id, kind)), change(Action.DROP, id))
    assert result.theory == result.drawn == HOMEWORK
    assert set(result.marks.values()) == {Mark.AS_PUBLISHED}


@given(st.lists(ids, max_size=4, unique=True))
def test_dropping_changes_neither_the_published_theory_nor_what_can_be_drawn(targets):
    before = deepcopy(HOMEWORK)
    result = adapt(theory=HOMEWORK, changes=[])
    for target in targets:
        if target in {thing.id for thing in (*result.theory.parts, *result.theory.arrows)}:
            result = adapted(*result.changes, change(Action.DROP, target))
    left = {part.id for part in result.theory.parts}
    assert before == HOMEWORK == result.drawn
    assert all(one.start in left and one.end in left for one in result.theory.arrows)
    assert left.isdisjoint(marked(result, Mark.STRUCK))
