"""Role clarification in the demo: schools C and E as worked examples, and no word that is not said to be made up."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import A_DAY, AT, client_of
from tests.team.test_deeds import rows

from laget.clarification.matter import Level, standing
from laget.clarification.publication import read_publication
from laget.clarification.settlement import Lacks, missing
from laget.clarify.models import (
    CardVersion,
    Introduction,
    Matter,
    Receipt,
    Review,
    Round,
    Seat,
    Settlement,
    Statement,
    Tally,
)
from laget.clarify.queries.cards import card_sources
from laget.clarify.queries.result_page import result_page
from laget.clarify.queries.settled import newest, teachers, value_of
from laget.content import shelf
from laget.front import demo
from laget.people import audit
from laget.schools.queries import school_with_code

CODES = ("skole-c", "skole-e")


@pytest.fixture
def worked(cast) -> dict[str, Round]:
    """The round of each school that has a worked example."""
    demo.load_worked_examples(at=AT)
    rounds = Round.objects.with_scopes_disabled().select_related("school")
    return {round.school.code: round for round in rounds}


def test_c_and_e_have_held_a_round_that_is_marked_and_of_which_no_answer_is_left(worked):
    assert sorted(worked) == list(CODES)
    for example in shelf.worked_examples():
        round = worked[f"skole-{example.id}"]
        assert (round.origin, round.state) == ("worked_example", "closed")
        many = [group for group in example.round.groups if group.ballots]
        counted = {group.role: sum(one.count for one in group.ballots) for group in many}
        assert {cell.roles[0]: cell.answers for cell in read_publication(round.publication).cells} == counted
    assert [kept for kept in (Tally, Receipt) if kept.objects.with_scopes_disabled().exists()] == []
    (seat,) = Seat.objects.with_scopes_disabled().filter(group__round=worked["skole-c"], group__role="principal")
    assert not Statement.objects.with_scopes_disabled().filter(seat=seat).exists(), "declined, or did not come"


def test_the_conflicts_can_be_seen_in_the_results(worked):
    c, e = (result_page(worked[code], language="nb") for code in CODES)
    at_c, at_e = ({row.situation.key: row for row in page.rows} for page in (c, e))
    assert at_c["social-conflicts-on-grade"].agreement == "split"
    assert at_c["someone-to-talk-to"].marks, "two roles say that they do it"
    assert at_c["need-to-know"].marks, "nobody does it"
    assert at_e["after-long-break"].marks, "two roles say that they do it"
    assert at_e["take-over-again"].agreement != at_e["someone-to-talk-to"].agreement == "agreed"


def test_what_is_settled_is_settled_and_what_the_report_left_open_is_open(worked):
    lacks = {
        (code, row.key): missing(value_of(row), teachers=teachers())
        for code in CODES
        for row in newest(school_with_code(code))
    }
    assert lacks["skole-c", "talk-group"] == lacks["skole-e", "child-welfare-report"] == ()
    assert lacks["skole-c", "social-conflicts-on-grade"] == (Lacks.LEAD,)
    assert lacks["skole-e", "after-long-break"] == (Lacks.HAND_BACK,)
    assert lacks["skole-e", "take-over-again"] == (Lacks.LEAD,), "who and when is what they had not settled"
    reviews = Review.objects.with_scopes_disabled().filter(settlement__school__code="skole-e")
    found = {one.settlement.key: one.outcome for one in reviews.select_related("settlement")}
    assert (found["take-over-again"], found["talk-group"]) == ("undecided", "achieved")
    waits = {
        matter.school.code: standing(matter.dates, on=AT.date()).level
        for matter in Matter.objects.with_scopes_disabled().select_related("school")
    }
    assert waits == {"skole-c": Level.OWNER, "skole-e": Level.SCHOOL}


def test_a_card_grows_from_the_description_and_from_what_is_settled(worked):
    miljoterapeut = card_sources(school_with_code("skole-e"), language="nb").card("miljoterapeut")
    assert "Prioritere sammen med rektor" in [line.says for line in miljoterapeut.leads]
    led = {line.key: line for line in miljoterapeut.leads}
    assert led["talk-group"].back.startswith("Oppdiktet: ")
    assert "take-over-again" not in led, "that is not the miljøterapeut's"
    assert [loop.receiver for loop in miljoterapeut.feedback_to] == ["contact-teacher"]
    versions = CardVersion.objects.with_scopes_disabled().select_related("card")
    assert {(one.card.role, one.origin) for one in versions} == {
        ("school-nurse", "worked_example"), ("miljoterapeut", "worked_example"),
    }  # fmt: skip
    steps = Introduction.objects.with_scopes_disabled().filter(role="miljoterapeut")
    assert {one.step for one in steps} <= set(shelf.introduction_steps())


def test_what_is_made_up_says_so_where_it_stands(worked, cast):
    settlements = Settlement.objects.with_scopes_disabled().all()
    made_up = [
        *Statement.objects.with_scopes_disabled().exclude(words="").values_list("words", flat=True),
        *settlements.exclude(hand_back="").values_list("hand_back", flat=True),
        *settlements.exclude(decided_by="").values_list("decided_by", flat=True),
    ]
    assert [said for said in made_up if not said.startswith("Oppdiktet: ")] == []
    assert [one.key for one in settlements if one.origin != "worked_example"] == []
    assert [one for one in Matter.objects.with_scopes_disabled().all() if "oppdiktet" not in one.question] == []
    principal = client_of(cast["principal-c"])
    for page in ("clarify:result", "clarify:meeting"):
        assert "svarene er oppdiktet." in principal.get(reverse(page, args=["skole-c", 1])).content.decode()
    pages = [reverse(f"clarify:{name}", args=["skole-c"]) for name in
             ("rounds", "settlements", "role_cards", "matters", "who_helps", "feedback", "reviews")]  # fmt: skip
    for page in [*pages, reverse("clarify:role_card", args=["skole-c", "school-nurse"])]:
        shown = principal.get(page).content.decode()
        assert "Eksempel, laget av det rapporten forteller." in shown, page
        assert "har selv svart" not in shown, page


def test_each_example_is_marked_beside_what_it_says_and_not_at_the_foot_alone(worked, cast):
    school = school_with_code("skole-c")
    settled = [row for row in newest(school) if not missing(value_of(row), teachers=teachers())]
    principal = client_of(cast["principal-c"])

    def marks(name: str, *of: str, **asked: str) -> int:
        found = principal.get(reverse(f"clarify:{name}", args=["skole-c", *of]), asked)
        assert found.status_code == 200
        main = found.content.decode().partition("<main")[2].partition("</main>")[0]
        return main.count("Eksempel, laget av det rapporten forteller.")

    at_the_foot = marks("feedback")
    assert marks("who_helps") - at_the_foot == len(settled)
    told = Review.objects.with_scopes_disabled().filter(settlement__in=settled).count()
    assert marks("reviews") - at_the_foot == len(settled) + told
    assert {marks("settlement", row.key) - at_the_foot for row in newest(school)} == {1}
    assert marks("role_card", settled[0].lead, utkast="ja") - at_the_foot == 1
    assert marks("role_card", "police", utkast="ja") - at_the_foot == 0, "of which nothing is settled"


def test_whoever_writes_a_card_is_told_whom_it_meets_and_what_is_open(worked, cast):
    principal = client_of(cast["principal-c"])
    written = principal.get(reverse("clarify:write_card", args=["skole-c", "social-teacher"])).content.decode()
    assert "Avdelingsleder</strong>: Nye avdelingsledere kan ta over oppgaver" in written
    assert "Hvem gjør kontorarbeidet som følger med?" in written
    card = principal.get(reverse("clarify:role_card", args=["skole-c", "social-teacher"])).content.decode()
    assert "Et forslag fra Laget. Ingen jurist har lest det." in card


def test_the_owner_has_the_matter_that_nobody_answered_on_the_first_page(worked, cast):
    (matter,) = Matter.objects.with_scopes_disabled().filter(school__code="skole-c")
    first_page = client_of(cast["owner-c"]).get("/").content.decode()
    assert reverse("clarify:owner_matter", args=["kommune-c", matter.pk]) in first_page


def test_loaded_again_nothing_changes(worked):
    before = rows()
    demo.load_worked_examples(at=AT + A_DAY)
    assert rows() == before
    assert audit.verify() == ()
