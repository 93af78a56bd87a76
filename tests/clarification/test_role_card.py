"""A card is grown from what is settled: nothing that is settled is lost on the way, nothing is there twice, and two
versions differ in exactly what was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from laget.clarification.role_card import (
    Base,
    Card,
    Loop,
    Moved,
    Origin,
    OwnWords,
    SettledTask,
    Told,
    differences,
    grow,
    is_empty,
    without_feedback,
)

ROLES = ("teacher", "assistant", "miljoterapeut", "school-nurse")
BREAK = SettledTask(
    key="after-long-break", says="Løse opp i en konflikt", lead="miljoterapeut", support=("assistant",),
    hand_back="i neste time",
)  # fmt: skip
HOME = SettledTask(key="call-home", says="Ringe hjem", lead="teacher", support=("miljoterapeut",))

tasks = st.lists(
    st.builds(
        SettledTask,
        key=st.sampled_from("abcdef"),
        says=st.sampled_from(("Ringe hjem", "ringe  hjem", "Følge ut", "Skrive")),
        lead=st.sampled_from(ROLES),
        support=st.lists(st.sampled_from(ROLES), unique=True, max_size=2).map(tuple),
        hand_back=st.sampled_from(("", "samme dag")),
    ),
    unique_by=lambda task: task.key,
    max_size=6,
)
owns = st.builds(
    OwnWords,
    about=st.sampled_from(("", "Se hele miljøet")),
    does=st.lists(st.sampled_from(("Ringe hjem", "Være ute i storefri", " ")), max_size=3).map(tuple),
    does_not=st.lists(st.sampled_from(("Være vikar", "")), max_size=2).map(tuple),
    review_on=st.none() | st.just(date(2025, 1, 6)),
)


@given(tasks)
def test_each_situation_is_on_the_card_of_whoever_leads_and_of_whoever_helps(settled):
    for task in settled:
        for role in ROLES:
            card = grow(role, settled=settled)
            leads, helps = ({line.key for line in lines} for lines in (card.leads, card.helps))
            assert (task.key in leads) == (task.lead == role)
            assert (task.key in helps) == (role in task.support and task.lead != role)


@given(tasks, owns, st.sampled_from(ROLES))
def test_no_line_is_there_twice_and_none_names_its_own_role(settled, own, role):
    card = grow(role, settled=settled, own=own, base=Base(does=own.does))
    of_words = [" ".join(line.says.split()).casefold() for line in card.leads if line.origin is not Origin.SETTLED]
    assert len(of_words) == len(set(of_words))
    assert all(line.says.strip() for line in (*card.leads, *card.does_not))
    assert role not in card.with_whom
    assert all(role not in line.with_whom for line in card.helps)


@given(tasks, tasks, owns, owns, st.sampled_from(ROLES))
def test_two_cards_differ_exactly_when_they_say_different_things(before, after, own, other, role):
    one, two = grow(role, settled=before, own=own), grow(role, settled=after, own=other)
    assert differences(one, one) == ()
    assert bool(differences(one, two)) == bool(differences(two, one))
    came = {(d.field, d.after) for d in differences(one, two) if d.what is Moved.NEW}
    went = {(d.field, d.before) for d in differences(two, one) if d.what is Moved.GONE}
    assert came == went


@given(tasks, st.sampled_from(ROLES))
def test_the_order_in_which_it_was_settled_is_no_difference(settled, role):
    assert differences(grow(role, settled=settled), grow(role, settled=settled[::-1])) == ()


def test_a_card_from_its_four_sources():
    card = grow(
        "miljoterapeut",
        settled=(BREAK, HOME),
        loops=(Loop(receiver="miljoterapeut", giver="teacher", how="på trinnmøtet"), Loop(receiver="x", giver="y")),
        own=OwnWords(about="For alle elever", does=("Ringe hjem",), does_not=("Være vikar",), mentor="principal"),
        base=Base(does=("Løse opp i en konflikt", "Veilede"), agreed_on=date(2024, 6, 3)),
        told=Told(law="Ingen lovpålagt oppgave", confidentiality="Som ansatt ved skolen"),
    )
    assert [(line.says, line.origin) for line in card.leads] == [
        ("Veilede", Origin.DESCRIPTION),
        ("Løse opp i en konflikt", Origin.SETTLED),
    ]
    assert [(line.says, line.with_whom) for line in card.helps] == [("Ringe hjem", ("teacher",))]
    assert card.leads[1].back == "i neste time"
    assert card.with_whom == ("assistant", "teacher")
    assert [loop.giver for loop in card.feedback_from] == ["teacher"] and card.feedback_to == ()
    assert (card.law, card.confidentiality) == ("Ingen lovpålagt oppgave", "Som ansatt ved skolen")
    own = replace(OwnWords(), confidentiality="Mer hos oss")
    assert grow("x", settled=(), own=own, told=Told(confidentiality="Som ansatt")).confidentiality == "Mer hos oss"


def test_what_changed_is_named():
    one = grow("miljoterapeut", settled=(BREAK, HOME))
    two = grow("miljoterapeut", settled=(replace(BREAK, hand_back="samme dag"),), own=OwnWords(about="For alle"))
    said = [(d.field, d.what) for d in differences(one, two)]
    assert said == [("leads", Moved.CHANGED), ("helps", Moved.GONE), ("about", Moved.NEW)]


def test_who_hears_from_nobody():
    loops = (Loop(receiver="assistant", giver="teacher"),)
    assert without_feedback(("teacher", "assistant", "school-nurse"), loops) == ("teacher", "school-nurse")
    assert is_empty(Card(role="assistant")) and not is_empty(grow("teacher", settled=(HOME,)))
