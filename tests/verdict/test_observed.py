"""What holds for every arrow that no lots were drawn about."""

from hypothesis import given
from hypothesis import strategies as st
from tests.verdict.test_judge import effects, margins

from laget.theory.parts import Direction
from laget.verdict.judge import Outcome, judge
from laget.verdict.observed import Agreement, observe


@given(effects(), margins, st.sampled_from(Direction))
def test_an_observed_arrow_agrees_where_a_tried_one_would_have_held_and_nowhere_else(effect, margin, direction):
    agreement = observe(measured=effect, margin=margin, direction=direction)
    outcome = judge(measured=effect, margin=margin, direction=direction).outcome
    assert (agreement is Agreement.AGREES) == (outcome in (Outcome.HELD, Outcome.CLEARLY_HELD))
    assert (agreement is Agreement.CANNOT_TELL) == (outcome is Outcome.CANNOT_TELL)
