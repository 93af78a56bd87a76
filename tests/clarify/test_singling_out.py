"""Attempts to single out what somebody answered, each by a way in that a curious colleague or leader has. Every one of
them would succeed if the thing it names were otherwise."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import permutations

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import AT, client_of
from tests.clarify.rounds import GROUPS, SITUATIONS, Rounding

from laget.clarification.answer import UNSAID
from laget.clarification.publication import read_publication
from laget.clarify import operations
from laget.clarify.links import code_of
from laget.clarify.models import Group, Receipt, Round, Statement, Tally
from laget.clarify.operations import Holders
from laget.clarify.queries.result_page import round_read
from laget.content import shelf
from laget.people.models import AuditLine
from laget.refusal import Refusal

pytestmark = pytest.mark.django_db

BREAK = SITUATIONS[0]
HERE = {BREAK: ("teacher", "teacher", "beside")}
THERE = {BREAK: ("miljoterapeut", "miljoterapeut", "alone")}
EIGHT = (Holders(role="teacher", holders=8), Holders(role="miljoterapeut", holders=1, asked=False))
RESULT = "/skoler/skole-a/avklaring/1/resultat/"


def page(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return found.content.decode()


def plain(html: str) -> str:
    """The page without what is different on each whatever was answered: the token of its forms, which round it is, its
    own address, and the day."""
    for different in (r'name="(csrfmiddlewaretoken|next)" value="[^"]+"', r"/avklaring/\d+/", r"[Rr]unde \d+",
                      r"\d+\. \w+ \d{4}"):  # fmt: skip
        html = re.sub(different, "", html)
    return html


def a_round(rounding: Rounding, *said: dict) -> Rounding:
    """A closed round that the teachers answered like this."""
    rounding.begin(own="")
    rounding.open()
    for one in said:
        rounding.answer("teacher", one)
    rounding.close()
    return rounding


def long_ago(rounding: Rounding) -> None:
    """Let the round have closed a year before, so that its situations can be put again."""
    rounding.round.closed_on = (AT - timedelta(weeks=52)).date()
    rounding.round.save()


# -- by the result -----------------------------------------------------------------------------------------


def test_by_the_result_of_a_group_that_all_but_two_agree_in(rounding: Rounding) -> None:
    """Whether six agree, or five, or four: the pages are the same to the letter, so none of the six can be told to have
    agreed."""
    client = client_of(rounding.people["teacher"])
    pages = []
    for others in (0, 1, 2, 3):
        a_round(rounding, *[HERE] * (6 - others), *[THERE] * others)
        at = RESULT.replace("/1/", f"/{rounding.round.number}/")
        pages.append(plain(page(client, at)) + plain(page(client, at.replace("resultat", "moteark"))))
        long_ago(rounding)
    assert pages[0] == pages[1] == pages[2]
    assert pages[3] != pages[0], "three and three is another band, so the comparison can fail"


def test_by_subtracting_ones_own_group_from_the_whole(rounding: Rounding) -> None:
    """The whole is a sum of bands: what is left after one's own group is a band of at least three again."""
    rounding.begin(groups=[*EIGHT, Holders(role="assistant", holders=6)], own="")
    rounding.open()
    rounding.everybody_says("teacher", 8, HERE)
    rounding.everybody_says("assistant", 5, THERE)
    rounding.answer("assistant", HERE)
    rounding.close()
    found = round_read(rounding.round, language="nb")
    (read,) = (one for one in found.reads if one.situation == BREAK)
    whole = {choice.id: choice.number for choice in read.does.choices}
    for choice in ("teacher", "miljoterapeut"):
        for view in found.publication.cells:
            own = view.bands[BREAK, "does"][choice]
            others_low, others_high = whole[choice].low - own.high, whole[choice].high - own.low
            assert others_high - others_low >= 2


def test_by_a_group_so_small_that_it_is_its_own_complement(rounding: Rounding) -> None:
    """Three assistants and eight teachers answered: no number is of the three, nor of the eight."""
    rounding.begin(groups=[*EIGHT, Holders(role="assistant", holders=5)], own="")
    rounding.open()
    rounding.everybody_says("teacher", 8, HERE)
    rounding.everybody_says("assistant", 3, THERE)
    rounding.close()
    told = page(client_of(rounding.people["teacher"]), RESULT)
    assert "Lærer og Assistent: 11 svar, anonymt." in told
    assert "av 8" not in told and "av 3" not in told
    assert "om seg selv" not in told


def test_by_four_who_answered_in_all(rounding: Rounding) -> None:
    a_round(rounding, HERE, HERE, HERE, THERE)
    told = page(client_of(rounding.people["teacher"]), RESULT)
    assert "Svarene fra Lærer vises ikke, fordi de er færre enn fem til sammen." in told
    assert " av 4" not in told and "4 svar" not in told
    assert "Løse opp i en konflikt" in told, "the situation is there, and what is hidden is said"


def test_by_what_the_leader_sees_while_it_is_open(rounding: Rounding) -> None:
    """No count ticks: from none to four it is the same page, and from five to six."""
    rounding.begin(own="")
    rounding.open()
    leader = client_of(rounding.people["principal"])
    at = "/skoler/skole-a/avklaring/1/"
    seen = [plain(page(leader, at))]
    for said in (HERE, THERE, HERE, HERE, HERE, THERE):
        rounding.answer("teacher", said)
        seen.append(plain(page(leader, at)))
    assert len(set(seen[:5])) == 1
    assert len(set(seen[5:])) == 1
    assert seen[4] != seen[5]


def test_by_the_result_before_it_is_closed(rounding: Rounding) -> None:
    rounding.begin(own="")
    rounding.open()
    rounding.everybody_says("teacher", 6, HERE)
    for who in ("principal", "coordinator", "teacher", "staff_representative"):
        reader = client_of(rounding.people[who])
        for name in ("result", "meeting", "moved"):
            assert reader.get(reverse(f"clarify:{name}", args=["skole-a", 1])).status_code == 404


# -- by who declined ---------------------------------------------------------------------------------------


def test_by_who_declined(rounding: Rounding) -> None:
    """Whoever says no, whoever takes it back and whoever never comes leave the same rows, the same log and the same
    pages."""
    told = []
    for does in ("nothing", "decline", "share and take back"):
        rounding.begin(own="")
        rounding.open()
        opened = AuditLine.objects.latest("id").pk
        (nurse,) = rounding.seats("school-nurse")
        at, anybody = reverse("clarify:answer", args=[code_of(nurse.handle)]), Client()
        if does == "decline":
            anybody.post(at, {"do": "look", "does-1": "teacher"})
            anybody.post(at, {"do": "decline", "does-1": "teacher"})
        if does == "share and take back":
            anybody.post(at, {"do": "send", "does-1": "teacher"})
            anybody.post(at, {"do": "take_back"})
        number = rounding.round.number
        leader = plain(page(client_of(rounding.principal), f"/skoler/skole-a/avklaring/{number}/"))
        rounding.close()
        result = plain(page(client_of(rounding.people["teacher"]), f"/skoler/skole-a/avklaring/{number}/resultat/"))
        rows = Statement.objects.with_scopes_disabled().count()
        since = AuditLine.objects.filter(id__gt=opened).order_by("id")
        lines = list(since.values_list("verb", "thing_kind", "person"))
        told.append((leader, result, rows, lines))
        long_ago(rounding)
    assert told[0] == told[1] == told[2]


def test_by_what_a_link_tells_whoever_finds_it(rounding: Rounding) -> None:
    """The shared link never shows an answer, and a seat's only its own holder's."""
    rounding.begin(own="")
    rounding.open()
    rounding.answer("teacher", THERE)
    (nurse,), (principal,) = rounding.seats("school-nurse"), rounding.seats("principal")
    rounding.share(nurse, HERE, words="Bare meg")
    anybody = Client()
    group = page(anybody, reverse("clarify:answer", args=[code_of(str(rounding.group("teacher").handle))]))
    assert re.findall(r'value="(\w+)" checked', group) == []
    hers = reverse("clarify:answer", args=[code_of(nurse.handle)])
    kept = page(anybody, hers)
    assert "Et svar er delt med denne lenken" in kept and "Bare meg" not in kept
    for do in ("look", "change", "decline", "send"):
        assert "Bare meg" not in anybody.post(hers, {"do": do, "words-1": "En annens"}).content.decode()
    assert "Bare meg" not in page(anybody, reverse("clarify:answer", args=[code_of(principal.handle)]))
    rounding.close()
    assert "Bare meg" in page(anybody, hers)


def test_by_opening_the_slip_of_a_seat_before_the_round_is_closed(rounding: Rounding) -> None:
    """Whoever printed the slips can open any of them. What was shared is read only where it was shared from, and a new
    link takes it along, for its holder could not take it back."""
    rounding.begin(own="")
    rounding.open()
    (nurse,) = rounding.seats("school-nurse")
    hers = reverse("clarify:answer", args=[code_of(nurse.handle)])
    her_phone, the_leaders = Client(), Client()
    assert her_phone.post(hers, {"do": "send", "words-1": "Bare meg"}).status_code == 302
    assert "Bare meg" in page(her_phone, hers)
    assert "Bare meg" not in page(the_leaders, hers)
    assert the_leaders.post(hers, {"do": "decline"}).status_code == 200
    assert "Bare meg" in page(her_phone, hers)
    operations.renew_link(link=nurse, person=rounding.principal, at=AT)
    assert rounding.statements() == []


def test_by_typing_the_librarys_own_words_to_ask_again(rounding: Rounding) -> None:
    """The same situation in the school's own words is the same situation."""
    rounding.begin(own="")
    rounding.open()
    rounding.close()
    rounding.begin(keys=(), own=shelf.situations()["after-long-break"].text.en.upper())
    with pytest.raises(Refusal) as refusal:
        rounding.open()
    assert refusal.value.code == "repeated_too_soon"


# -- by repeats --------------------------------------------------------------------------------------------


def test_by_asking_the_same_again_when_one_has_come(rounding: Rounding) -> None:
    a_round(rounding, *[HERE] * 5)
    rounding.begin(own="")
    with pytest.raises(Refusal) as refusal:
        rounding.open(at=AT + timedelta(weeks=11, days=6))
    assert refusal.value.code == "repeated_too_soon"


def test_by_one_round_in_half_and_the_other_half_beside_it(rounding: Rounding) -> None:
    """Two rounds at once, with one teacher in another group, would be subtracted from each other."""
    rounding.begin(own="")
    rounding.open()
    with pytest.raises(Refusal) as refusal:
        rounding.begin(own="")
    assert refusal.value.code == "round_is_on"


def test_by_closing_twice_with_one_answer_between(rounding: Rounding) -> None:
    a_round(rounding, *[HERE] * 5)
    published = rounding.round.publication
    with pytest.raises(Refusal):
        rounding.answer("teacher", THERE)
    rounding.close()
    assert rounding.round.publication == published


def test_by_dropping_and_looking(rounding: Rounding) -> None:
    rounding.begin(own="")
    rounding.open()
    rounding.everybody_says("teacher", 6, HERE)
    rounding.drop()
    assert client_of(rounding.people["principal"]).get(RESULT).status_code == 404
    assert Tally.objects.with_scopes_disabled().count() == 0


def test_by_correcting_how_many_there_are_until_somebody_is_alone(rounding: Rounding) -> None:
    """What is open cannot be changed: nobody is moved out of a group that has answered."""
    rounding.begin(own="")
    rounding.open()
    with pytest.raises(Refusal) as refusal:
        operations.change_round(
            round=rounding.round, situations=(), groups=GROUPS[1:], answer_by=None, person=rounding.principal, at=AT
        )
    assert refusal.value.code == "round_not_draft"


# -- by order and time -------------------------------------------------------------------------------------


def test_by_the_order_in_which_they_came(rounding: Rounding) -> None:
    """Whatever the order, the database holds the same counters in the same rows, and receipts that tell nothing."""
    held = set()
    for order in permutations((HERE, HERE, THERE)):
        rounding.begin(own="")
        rounding.open()
        for said in order:
            rounding.answer("teacher", said)
        rows = Tally.objects.with_scopes_disabled().order_by("pk")
        held.add(tuple(rows.values_list("situation__key", "question", "choice", "count")))
        rounding.drop()
    assert len(held) == 1


def test_by_when_they_answered(rounding: Rounding) -> None:
    """No field of what is kept of an anonymous answer is a time, a person or an address, and the group that counts how
    many came has no time either."""
    fields = {field.name for model in (Tally, Receipt) for field in model._meta.get_fields()}
    assert fields == {"id", "owner", "group", "situation", "question", "choice", "count", "key_hash"}
    for model in (Tally, Receipt, Group):
        times = [field.name for field in model._meta.fields if isinstance(field, models.DateField | models.TimeField)]
        assert times == []


def test_by_the_log(rounding: Rounding) -> None:
    """Between opening and closing the log has no line, however many answer."""
    rounding.begin(own="")
    rounding.open()
    before = AuditLine.objects.count()
    rounding.everybody_says("teacher", 6, HERE)
    rounding.share(rounding.seats("principal")[0], HERE)
    operations.take_back(seat=rounding.seats("principal")[0])
    assert AuditLine.objects.count() == before


def test_by_which_rows_were_written_last(rounding: Rounding) -> None:
    """An answer is one UPDATE of every counter of the group, so no row is younger than another."""
    rounding.begin(own="")
    rounding.open()
    with CaptureQueriesContext(connection) as asked:
        rounding.answer("teacher", HERE)
    writes = [one["sql"] for one in asked if "clarify_tally" in one["sql"] and one["sql"].startswith("UPDATE")]
    assert len(writes) == 1
    where = writes[0].split(" WHERE ")[-1]
    assert "choice" not in where and "question" not in where and "situation" not in where


@pytest.mark.postgres
def test_by_which_rows_postgres_has_written_last(rounding: Rounding) -> None:
    """The transaction that wrote a row last (xmin) is the same for every counter of the group, chosen or not."""
    rounding.begin(own="")
    rounding.open()
    rounding.answer("teacher", HERE)
    with connection.cursor() as cursor:
        of = [rounding.group("teacher").pk]
        cursor.execute("SELECT DISTINCT xmin::text FROM clarify_tally WHERE group_id = %s", of)
        assert len(cursor.fetchall()) == 1


# -- by what can be taken out ------------------------------------------------------------------------------


def test_by_an_export(rounding: Rounding) -> None:
    """The publication is all that is left, and no address gives anything but pages of it."""
    a_round(rounding, *[HERE] * 4, THERE, THERE)
    kept = Round.objects.with_scopes_disabled().get()
    assert set(re.findall(r'"(\w+)":', kept.publication)) == {
        "answers", "bands", "cells", "choices", "hidden", "roles", "schema", "situations",
    }  # fmt: skip
    for model in apps.get_app_config("clarify").get_models():
        if model in (Tally, Receipt):
            assert model.objects.with_scopes_disabled().count() == 0
    reader = client_of(rounding.people["principal"])
    for name in ("result", "meeting"):
        at = reverse(f"clarify:{name}", args=["skole-a", 1])
        for asked in ("?format=csv", "?format=json", "?alle=1"):
            answered = reader.get(at + asked)
            assert answered["Content-Type"].startswith("text/html")
            assert plain(answered.content.decode()) == plain(page(reader, at))


def test_by_two_questions_of_one_person_held_together(rounding: Rounding) -> None:
    """That whoever said "the teacher does it" also said "alone" is nowhere: other pairs, the same rows."""
    told = []
    pairs = (
        [("teacher", "teacher", "alone"), ("principal", "teacher", "beside")],
        [("teacher", "teacher", "beside"), ("principal", "teacher", "alone")],
    )
    for pair in pairs:
        rounding.begin(own="")
        rounding.open()
        for said in pair:
            rounding.answer("teacher", {BREAK: said})
        told.append(rounding.tallies("teacher"))
        rounding.drop()
    assert told[0] == told[1]


def test_leaving_a_question_open_is_a_choice_like_the_others(rounding: Rounding) -> None:
    """A group of six in which one left a question open is still a group of six."""
    a_round(rounding, *[HERE] * 5, {BREAK: (UNSAID, "teacher", UNSAID)})
    (cell,) = read_publication(rounding.round.publication).cells
    assert cell.answers == 6
    assert (cell.of(BREAK, "does", UNSAID).low, cell.of(BREAK, "does", UNSAID).high) == (0, 2)
