"""What holds along every chain, and what is no chain."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.theory.small import HOMEWORK

from laget.theory.parts import Kind
from laget.verdict.chain import Step, WaysIn, read_chain
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Outcome

PARTS = ("asking", "homework-done", "free-evenings", "learning")
MOVED = (Outcome.HELD, Outcome.CLEARLY_HELD, Outcome.HARM)

outcomes = st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.NOT_TRIED])
effects = st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, outcomes))
shares = st.none() | st.floats(min_value=-1, max_value=1)


def read(effects, share=1.0, theory=HOMEWORK):
    return read_chain(theory=theory, effects=effects, delivered={"club": share}, threshold=0.5)


def steps(chain):
    return {one.arrow: one.step for one in chain.steps}


def test_it_works():
    chain = read({"asking": Outcome.HELD, "homework-done": Outcome.NOTHING_WORTH_HAVING})
    assert steps(chain) == {
        "club-asking": Step.AGREES,
        "asking-homework-done": Step.IN_DOUBT,
        "homework-done-free-evenings": Step.CANNOT_TELL,
        "free-evenings-learning": Step.CANNOT_TELL,
        "homework-done-learning": Step.CANNOT_TELL,
    }
    assert [one.arrow for one in chain.steps if one.randomised] == ["club-asking"]
    assert chain.doubted
    assert chain.ways_in == {}


@given(effects, shares)
def test_no_arrow_is_in_doubt_unless_its_end_is_shown_not_to_have_followed(effects, share):
    for arrow, step in steps(read(effects, share)).items():
        if step is Step.IN_DOUBT:
            end = HOMEWORK.arrow(arrow).end
            assert effects[end] in (Outcome.NOTHING_WORTH_HAVING, *MOVED)
        if step is Step.SOME_OTHER_WAY:
            assert effects[HOMEWORK.arrow(arrow).end] in MOVED


@given(effects, shares, st.sampled_from(PARTS))
def test_cannot_tell_is_never_taken_for_did_not_move(effects, share, unknown):
    chain = read({**effects, unknown: Outcome.CANNOT_TELL}, share)
    for arrow, step in steps(chain).items():
        if unknown in (HOMEWORK.arrow(arrow).start, HOMEWORK.arrow(arrow).end):
            assert step is Step.CANNOT_TELL
    assert unknown not in chain.ways_in


@given(effects, shares)
def test_what_nobody_measured_is_as_what_cannot_be_told(effects, share):
    told = dict.fromkeys(PARTS, Outcome.CANNOT_TELL) | effects
    assert read(told, share) == read(effects, share)


@given(effects, shares)
def test_none_of_the_ways_means_every_way(effects, share):
    chain = read(effects, share)
    told = steps(chain)
    for part, says in chain.ways_in.items():
        into = {told[arrow.id] for arrow in HOMEWORK.arrows if arrow.end == part}
        assert says is not WaysIn.NONE_OF_THEM or into == {Step.SOME_OTHER_WAY}


def test_a_doubt_about_the_activitys_own_arrow_is_not_counted_twice():
    chain = read({"asking": Outcome.NOTHING_WORTH_HAVING})
    assert steps(chain)["club-asking"] is Step.IN_DOUBT
    assert not chain.doubted


def test_what_is_activity_and_mechanism_in_one_is_known_where_its_two_answers_are_one():
    both = tuple(
        replace(part, kinds=(*part.kinds, Kind.ACTIVITY)) if part.id == "asking" else part for part in HOMEWORK.parts
    )
    theory = replace(HOMEWORK, parts=both)

    def step(share, **effects):
        chain = read_chain(theory=theory, effects=effects, delivered={"asking": share}, threshold=0.5)
        return steps(chain)["asking-homework-done"]

    goal = {"homework-done": Outcome.HELD}
    assert step(1.0, **goal) is Step.AGREES
    assert step(1.0, asking=Outcome.HELD, **goal) is Step.AGREES
    assert step(0.0, asking=Outcome.HELD, **goal) is Step.CANNOT_TELL
    assert step(None, asking=Outcome.NOTHING_WORTH_HAVING, **goal) is Step.SOME_OTHER_WAY


@pytest.mark.parametrize(
    ("effects", "delivered", "code"),
    [
        ({"dancing": Outcome.HELD}, {}, "not_a_moving_part"),
        ({"club": Outcome.HELD}, {}, "not_a_moving_part"),
        ({"asking": Outcome.NOT_TRIED}, {}, "not_tried_in_chain"),
        ({}, {"asking": 1.0}, "not_in_theory"),
        ({}, {"club": 80.0}, "bad_share"),
    ],
)
def test_what_is_no_chain_is_refused(effects, delivered, code):
    with pytest.raises(VerdictError) as refused:
        read_chain(theory=HOMEWORK, effects=effects, delivered=delivered, threshold=0.5)
    assert refused.value.code == code
