"""What role cards begin from, and what goes with it: the roles that meet, the steps of a new role, the meeting."""

import pytest

from laget.clarification.meeting_prompt import Theme, one_of_each
from laget.clarification.overlap import Overlap, meeting
from laget.content import shelf
from laget.theory.parts import Source
from laget.theory.text import LANGUAGES, Text

TOLD_OF = {
    "contact-teacher", "resource-teacher", "special-educator", "special-education-coordinator", "social-teacher",
    "counsellor", "miljoterapeut", "miljoarbeider", "social-professional", "barnevernspedagog", "vernepleier",
    "assistant", "school-nurse", "ppt", "section-leader", "assistant-principal", "principal", "sfo-leader",
}  # fmt: skip


def overlap(*roles):
    says, source = Text(nb="a", nn="a", en="a"), Source(work="b", section="c")
    return Overlap(id="-".join(roles), roles=roles, says=says, source=source)


def test_the_roles_that_meet_one_role_are_found_from_both_sides():
    nurse_social, social_leader = overlap("nurse", "social"), overlap("social", "leader")
    assert meeting([nurse_social, social_leader], "social") == (nurse_social, social_leader)
    assert [one.other("social") for one in (nurse_social, social_leader)] == ["nurse", "leader"]
    assert meeting([nurse_social], "leader") == ()


def test_every_role_the_report_tells_of_has_a_card_to_begin_from():
    assert set(shelf.role_cards()) >= TOLD_OF


def test_a_card_has_something_to_do_something_open_and_confidentiality_in_plain_words():
    for card in shelf.role_cards().values():
        assert card.duties and card.unsettled, card.role
        assert len({one.id for one in card.duties}) == len(card.duties), card.role
        assert len({one.id for one in card.unsettled}) == len(card.unsettled), card.role


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duty_is_a_line_and_what_is_open_is_asked(language):
    for card in shelf.role_cards().values():
        assert [duty for duty in card.duties if duty.says.said(language).endswith(".")] == [], card.role
        assert [one for one in card.unsettled if "?" not in one.says.said(language)] == [], card.role


def test_roles_meet_once_and_each_of_them_has_a_card():
    overlaps = shelf.role_overlaps()
    pairs = [frozenset(one.roles) for one in overlaps]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)
    assert {role for pair in pairs for role in pair} <= set(shelf.role_cards())
    assert [one.id for one in overlaps if one.id != "-".join(one.roles)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_meeting_is_asked_and_never_scored(language):
    prompts = shelf.meeting_prompts()
    assert {prompt.theme for prompt in prompts} == set(Theme)
    assert [prompt.id for prompt in prompts if not prompt.question.said(language).endswith("?")] == []


def test_a_sheet_has_the_first_question_of_each_theme():
    prompts = shelf.meeting_prompts()
    sheet = one_of_each(prompts)
    assert [prompt.theme for prompt in sheet] == list(Theme)
    assert sheet[0].id == "what-is-worth-keeping"
    assert one_of_each([prompt for prompt in prompts if prompt.theme is Theme.CONFLICT]) == (sheet[-1],)


def test_a_new_role_is_presented_before_it_has_a_mentor():
    steps = list(shelf.introduction_steps())
    asked_for = ["presentation", "expectations", "parents", "instruction", "mentor"]
    assert [step for step in steps if step in asked_for] == asked_for
