"""Role clarification in the demo: schools C and E as worked examples, and no word that is not said to be made up."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import A_DAY, AT, client_of
from tests.team.test_deeds import rows

from laget.clarification.publication import read_publication
from laget.clarify.models import Receipt, Round, Seat, Statement, Tally
from laget.clarify.queries.result_page import result_page
from laget.content import shelf
from laget.front import demo
from laget.people import audit


@pytest.fixture
def worked(cast) -> dict[str, Round]:
    """The round of each school that has a worked example."""
    demo.load_worked_examples(at=AT)
    rounds = Round.objects.with_scopes_disabled().select_related("school")
    return {round.school.code: round for round in rounds}


def test_c_and_e_have_held_a_round_that_is_marked(worked):
    assert set(worked) == {"skole-c", "skole-e"}
    for round in worked.values():
        assert (round.origin, round.state) == ("worked_example", "closed")
        assert round.closed_on < AT.date()


@pytest.mark.parametrize("page", ["clarify:result", "clarify:meeting"])
def test_nobody_is_let_to_think_that_the_school_answered(worked, cast, page):
    shown = client_of(cast["principal-c"]).get(reverse(page, args=["skole-c", 1])).content.decode()
    assert "Ingen har svart: svarene er oppdiktet." in shown
    assert "har selv svart" not in shown


def test_what_is_published_is_of_those_who_are_many(worked):
    for example in shelf.worked_examples():
        publication = read_publication(worked[f"skole-{example.id}"].publication)
        many = [group for group in example.round.groups if group.ballots]
        counted = {group.role: sum(one.count for one in group.ballots) for group in many}
        assert {cell.roles[0]: cell.answers for cell in publication.cells} == counted
    for answered in (Tally, Receipt):
        assert not answered.objects.with_scopes_disabled().exists()


def test_what_one_said_is_said_to_be_made_up(worked):
    words = Statement.objects.with_scopes_disabled().exclude(words="").values_list("words", flat=True)
    assert words and all(said.startswith("Oppdiktet: ") for said in words)


def test_those_who_did_not_show_anything_have_a_seat_and_nothing_more(worked):
    (seat,) = Seat.objects.with_scopes_disabled().filter(group__round=worked["skole-c"], group__role="principal")
    assert not Statement.objects.with_scopes_disabled().filter(seat=seat).exists()


def test_the_conflicts_can_be_seen_in_the_results(worked):
    c, e = (result_page(worked[code], language="nb") for code in ("skole-c", "skole-e"))
    at_c, at_e = ({row.situation.key: row for row in page.rows} for page in (c, e))
    assert at_c["social-conflicts-on-grade"].agreement == "split"
    assert at_c["someone-to-talk-to"].marks, "two roles say that they do it"
    assert at_c["need-to-know"].marks, "nobody does it"
    assert at_e["after-long-break"].marks, "two roles say that they do it"
    assert at_e["take-over-again"].agreement != at_e["someone-to-talk-to"].agreement == "agreed"


def test_loaded_again_nothing_changes(worked):
    before = rows()
    demo.load_worked_examples(at=AT + A_DAY)
    assert rows() == before
    assert audit.verify() == ()
