"""The worked examples: what is told has its lines, what is made up says so, and what the report left open is open."""

import pytest

from laget.clarification.settlement import Lacks, Settlement, missing
from laget.content import shelf
from laget.content.worked_examples import Outcome, Part

TEACHERS = {role.id for role in shelf.roles().values() if role.profession == "teaching" and not role.service}


@pytest.fixture(params=["c", "e"])
def example(request):
    (found,) = (one for one in shelf.worked_examples() if one.id == request.param)
    return found


def settlement_of(example, situation):
    (found,) = (one for one in example.settlements if one.situation == situation)
    return found


def lacks(worked):
    settlement = Settlement(
        situation=worked.situation,
        lead=worked.lead,
        support=worked.support,
        how_far=worked.how_far,
        hand_back=worked.hand_back.nb if worked.hand_back else "",
    )
    return missing(settlement, teachers=TEACHERS)


def test_the_two_schools_that_the_report_tells_conflicts_of_are_worked():
    assert [one.id for one in shelf.worked_examples()] == ["c", "e"]


def test_whatever_is_settled_is_told_or_said_to_be_made_up(example):
    for one in example.settlements:
        settled = {part for part in Part if getattr(one, part)}
        assert one.source is not None or settled <= set(one.invented), one.situation
        assert set(one.invented) <= settled, one.situation


def test_when_the_teacher_is_back_is_never_put_into_the_mouth_of_the_report(example):
    for one in example.settlements:
        assert one.hand_back is None or Part.HAND_BACK in one.invented, one.situation


def test_what_school_e_had_not_settled_after_half_a_year_is_not_settled_here():
    (e,) = (one for one in shelf.worked_examples() if one.id == "e")
    break_conflict = settlement_of(e, "after-long-break")
    assert lacks(break_conflict) == (Lacks.HAND_BACK,)
    assert break_conflict.review.outcome is Outcome.UNDECIDED
    assert settlement_of(e, "take-over-again").review.outcome is Outcome.UNDECIDED
    assert [matter.situation for matter in e.matters] == ["take-over-again"]


def test_what_the_social_teacher_and_the_section_leaders_disagree_on_waits_at_school_c():
    (c,) = (one for one in shelf.worked_examples() if one.id == "c")
    assert lacks(settlement_of(c, "social-conflicts-on-grade")) == (Lacks.LEAD,)
    (matter,) = c.matters
    assert (matter.situation, matter.due < 0) == ("social-conflicts-on-grade", True)
    assert lacks(settlement_of(c, "talk-group")) == ()


def test_nobody_who_is_few_answers_by_number(example):
    assert [group.role for group in example.round.groups if group.ballots and group.holders < 5] == []
    assert len(example.round.situations) <= 12
