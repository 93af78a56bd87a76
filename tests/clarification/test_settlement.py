"""A settlement counts when it says who leads, and when the teacher is back wherever something is taken from the
teacher."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from laget.clarification.answer import HowFar
from laget.clarification.settlement import (
    Lacks,
    Place,
    Purpose,
    Settlement,
    is_settled,
    missing,
    needs_hand_back,
)

TEACHERS = frozenset({"contact-teacher", "teacher"})
ROLES = ("contact-teacher", "teacher", "assistant", "miljoterapeut", "principal")

settlements = st.builds(
    Settlement,
    situation=st.just("after-long-break"),
    lead=st.sampled_from(("", *ROLES)),
    support=st.lists(st.sampled_from(ROLES), unique=True).map(tuple),
    when=st.sampled_from(("", "etter storefri")),
    how_far=st.none() | st.sampled_from(HowFar),
    place=st.none() | st.sampled_from(Place),
    purpose=st.none() | st.sampled_from(Purpose),
    hand_back=st.sampled_from(("", "  ", "samme dag, med beskjed")),
    decided_by=st.sampled_from(("", "trinnmøtet")),
    review_on=st.none() | st.just(date(2027, 1, 4)),
)


@given(settlements)
def test_what_another_leads_is_not_settled_before_the_teacher_is_back(settlement):
    settled = is_settled(settlement, teachers=TEACHERS)
    if settlement.lead and settlement.lead not in TEACHERS:
        assert settled == bool(settlement.hand_back.strip())
    assert not (settled and not settlement.lead)


@given(settlements)
def test_a_rule_for_handing_back_never_makes_it_less_settled(settlement):
    said = replace(settlement, hand_back="når timen er over")
    assert is_settled(said, teachers=TEACHERS) == bool(settlement.lead)
    assert set(missing(said, teachers=TEACHERS)) <= set(missing(settlement, teachers=TEACHERS))


def test_a_teacher_who_leads_is_helped_without_being_handed_anything_back():
    beside = Settlement(situation="x", lead="teacher", support=("assistant",), how_far=HowFar.BESIDE)
    assert not needs_hand_back(beside, teachers=TEACHERS)
    taken_over = replace(beside, how_far=HowFar.FOR_A_WHILE)
    assert missing(taken_over, teachers=TEACHERS) == (Lacks.HAND_BACK,)
    two_teachers = replace(taken_over, support=("contact-teacher",))
    assert is_settled(two_teachers, teachers=TEACHERS)


def test_an_empty_settlement_lacks_only_who_leads():
    nothing = Settlement(situation="x")
    assert missing(nothing, teachers=TEACHERS) == (Lacks.LEAD,)
