"""The pages of a round, from the first button to the printed page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import AT, client_of
from tests.clarify.rounds import GROUPS, OWN, SITUATIONS, Rounding
from tests.team.maps import LIST, Mapping

from laget.clarification.answer import UNSAID
from laget.clarify.links import as_printed, code_of
from laget.clarify.models import Group, Round, Seat
from laget.clarify.operations import Holders
from laget.clarify.views.answering import answer
from laget.team.operations import begin_map

pytestmark = pytest.mark.django_db

BREAK = SITUATIONS[0]
HERE = {BREAK: ("teacher", "social-teacher", "beside")}
LATER = AT + timedelta(weeks=26)


def link_of(link: Group | Seat) -> str:
    return reverse("clarify:answer", args=[code_of(str(link.handle))])


def page(client: Client, address: str, **sent: str) -> str:
    found = client.post(address, sent, follow=True) if sent else client.get(address, follow=True)
    assert found.status_code == 200, (address, found.status_code)
    return found.content.decode()


@pytest.fixture
def opened(rounding: Rounding) -> Rounding:
    rounding.begin()
    rounding.open()
    return rounding


# -- from the first button to the last ---------------------------------------------------------------------


def test_the_thin_way_through(rounding: Rounding) -> None:
    """Begin, choose, open, answer, share, close, read."""
    principal = client_of(rounding.principal)
    at = reverse("clarify:rounds", args=["skole-a"])
    assert "Begynn en runde" in page(principal, at)
    here = principal.post(at)["Location"]
    fields = {
        "situation": [BREAK, "call-home"],
        "own-0": OWN,
        "role-0": "teacher", "holders-0": "6", "asked-0": "on",
        "role-1": "social-teacher", "holders-1": "1", "asked-1": "on",
        "role-2": "psychologist", "holders-2": "1",
        "answer_by": "2024-09-01",
        "do": "next",
    }  # fmt: skip
    told = page(principal, here, **fields)
    assert "anonymt, med én felles lenke" in told and "Kommunepsykolog" in told and "1. september 2024" in told
    assert "Runden er åpnet." in page(principal, f"{here}apning/", do="open")
    rounding.round = Round.objects.with_scope(owner=rounding.school.owner_id).get()
    assert [group.asked for group in map(rounding.group, ("teacher", "psychologist"))] == [True, False]
    assert page(principal, f"{here}lenker/").count("<svg") == 2
    anybody, said = Client(), {"does-1": "teacher", "should-1": "social-teacher", "how_far-1": "beside"}
    group, seat = link_of(rounding.group("teacher")), link_of(rounding.seats("social-teacher")[0])
    key = re.search('name="key" value="([^"]+)"', page(anybody, group))[1]
    assert "Se over svaret ditt" in page(anybody, group, do="look", key=key, **said)
    assert rounding.group("teacher").answers == 0
    assert "talt med" in page(anybody, group, do="send", key=key, **said)
    assert "delt" in page(anybody, seat, do="send", **said, **{"words-1": "Jeg rekker det ikke"})
    result = page(principal, f"{here}avslutning/", do="close")
    assert "Jeg rekker det ikke" in result and "færre enn fem til sammen" in result
    assert "Å snakke om" in page(principal, f"{here}moteark/")


def test_a_round_begins_with_the_roles_of_the_map(rounding: Rounding) -> None:
    """Each with as many as the map says, services not asked, and a number it does not say as one."""
    team_map = begin_map(school=rounding.school, year=2024, person=rounding.principal, at=AT)
    Mapping(team_map=team_map, principal=rounding.principal).save(LIST)
    client_of(rounding.principal).post(reverse("clarify:rounds", args=["skole-a"]))
    rounding.round = Round.objects.with_scope(owner=rounding.school.owner_id).get()
    groups = Group.objects.with_scope(owner=rounding.school.owner_id).order_by("place")
    told = {role: (holders, asked) for role, holders, asked in groups.values_list("role", "holders", "asked")}
    assert told["teacher"] == (23, True) and told["assistant"] == (8, True)
    assert told["psychologist"] == (1, False)


def test_a_faulty_draft_keeps_everything_that_was_typed(rounding: Rounding) -> None:
    rounding.begin()
    here = reverse("clarify:round", args=["skole-a", 1])
    told = page(client_of(rounding.principal), here, **{
        "situation": "lateness", "own-0": "Noe eget", "role-0": "teacher", "holders-0": "mange", "asked-0": "on",
        "answer_by": "i morgen",
    })  # fmt: skip
    assert "«mange» er ikke et antall." in told and "«i morgen» er ikke en dato." in told
    for typed in ('value="mange"', 'value="Noe eget"', 'value="i morgen"', 'value="lateness" checked'):
        assert typed in told
    assert rounding.keys()[:4] == list(SITUATIONS), "and nothing of it was saved"


def test_what_a_deed_refuses_is_said_on_the_page_it_came_from(rounding: Rounding) -> None:
    rounding.begin()
    principal = client_of(rounding.principal)
    here = reverse("clarify:round", args=["skole-a", 1])
    sent = {f"own-{number}": f"Situasjon {number}" for number in range(13)}
    assert "Velg høyst 12 situasjoner" in page(principal, here, **sent)
    assert "Skolen har alt en runde i gang." in page(principal, reverse("clarify:rounds", args=["skole-a"]), do="x")
    assert "Lagret." in page(principal, here, **{"own-0": ""})
    assert "Velg minst én situasjon." in page(principal, f"{here}apning/", do="x")


# -- by a link ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "takk/"])
def test_a_link_is_kept_by_nobody_and_told_to_no_other_site(opened: Rounding, path: str) -> None:
    for link in (opened.group("teacher"), opened.seats("school-nurse")[0]):
        answered = Client().get(link_of(link) + path)
        assert answered["Cache-Control"] == "private, no-store"
        assert answered["Referrer-Policy"] == "same-origin"
        assert 'content="noindex"' in answered.content.decode()
        assert "https://" not in re.sub(r"<svg.*?</svg>", "", answered.content.decode()), "no address of another site"


def test_following_a_link_changes_nothing_however_often(opened: Rounding) -> None:
    """A mail scanner follows every link in a letter, also the one that takes back, if it could."""
    (nurse,) = opened.seats("school-nurse")
    opened.share(nurse, HERE)
    anybody = Client()
    for query in ("", "?do=send&does-1=teacher&key=x", "?do=take_back", "?do=decline"):
        for link in (nurse, opened.group("teacher")):
            anybody.get(link_of(link) + query)
            anybody.head(link_of(link) + query)
    assert len(opened.statements()) == 1
    assert opened.group("teacher").answers == 0


def test_a_code_is_read_as_it_is_printed(opened: Rounding) -> None:
    printed = as_printed(code_of(str(opened.group("teacher").handle))).upper()
    assert "Du svarer som Lærer." in page(Client(), reverse("clarify:answer", args=[printed]))


def test_whoever_is_signed_in_answers_as_nobody(opened: Rounding) -> None:
    """The page does not show who is signed in: an anonymous answer would not look like one."""
    told = page(client_of(opened.people["teacher"]), link_of(opened.group("teacher")))
    assert opened.people["teacher"].name not in told.split("<main")[0].replace("Laget", "")
    assert "Logg ut" not in told


def test_what_is_looked_over_and_declined_is_nowhere(opened: Rounding) -> None:
    (nurse,) = opened.seats("school-nurse")
    anybody = Client()
    looked = page(anybody, link_of(nurse), do="look", **{"does-1": "teacher", "words-1": "Ikke si det til noen"})
    assert "Ikke si det til noen" in looked and "Ingenting er lagret ennå." in looked
    assert "Ingenting er delt" in page(anybody, link_of(nurse), do="decline", **{"words-1": "Ikke si det til noen"})
    assert opened.statements() == []
    assert "Ikke si det til noen" not in page(anybody, link_of(nurse))


def test_a_faulty_answer_is_told_of_and_still_there(opened: Rounding) -> None:
    (nurse,) = opened.seats("school-nurse")
    told = page(Client(), link_of(nurse), do="look", **{"should-2": "teacher", "words-1": "Gjelder 01017012345"})
    assert "fødselsnummer" in told
    assert 'name="should-2" value="teacher" checked' in told
    assert page(Client(), link_of(nurse), do="look", **{"does-1": "wizard"}).count("ikke blant dem du kan velge") == 1
    assert "Du har ikke svart på noe ennå." in page(Client(), link_of(opened.group("teacher")), do="send")


def test_the_seventh_of_six_is_told(opened: Rounding) -> None:
    opened.everybody_says("teacher", 6, HERE)
    told = page(Client(), link_of(opened.group("teacher")), do="send", **{"does-1": "teacher"})
    assert "si fra til den som leder runden" in told.replace("\n", " ")


def test_after_closing_the_holder_of_a_seat_can_only_take_back(opened: Rounding) -> None:
    (nurse,) = opened.seats("school-nurse")
    opened.share(nurse, HERE, words="Bare på tirsdager")
    opened.close()
    anybody = Client()
    told = page(anybody, link_of(nurse))
    assert "Ta svaret tilbake" in told and "Endre svaret" not in told
    result = reverse("clarify:result", args=["skole-a", 1])
    assert "Bare på tirsdager" in page(client_of(opened.people["teacher"]), result)
    page(anybody, link_of(nurse), do="take_back")
    assert "Bare på tirsdager" not in page(client_of(opened.people["teacher"]), result)
    assert "Runden tar ikke imot svar nå" in page(anybody, link_of(nurse))


def test_the_answering_view_is_the_marked_exception() -> None:
    assert answer.login_required is False


# -- on paper ----------------------------------------------------------------------------------------------


def test_an_open_sheet_is_typed_only_if_it_is_to_be_shown(opened: Rounding) -> None:
    steward = client_of(opened.people["staff_representative"])
    typing = reverse("clarify:typing", args=["skole-a", 1])
    (nurse,) = opened.seats("school-nurse")
    sent = {"link": f"s{nurse.pk}", "does-1": "teacher"}
    assert "Ellers skal det ikke føres inn." in page(steward, typing, **sent)
    assert opened.statements() == []
    assert "Arket er ført inn." in page(steward, typing, **sent, shown="on")
    assert len(opened.statements()) == 1
    assert "har alt delt et svar selv" in page(steward, typing, **sent, shown="on")


def test_a_sheet_from_another_round_or_from_nobody_is_not_typed(opened: Rounding) -> None:
    typing = reverse("clarify:typing", args=["skole-a", 1])
    steward = client_of(opened.people["staff_representative"])
    for link in ("", "g999", "s999", "teacher"):
        assert "Velg hvem arket er fra." in page(steward, typing, link=link, **{"does-1": "teacher"})


# -- half a year later -------------------------------------------------------------------------------------


def test_a_round_is_repeated_and_says_what_moved(rounding: Rounding) -> None:
    eight = [Holders(role="teacher", holders=9), *GROUPS[1:]]
    rounding.begin(groups=eight, own="")
    rounding.open()
    rounding.everybody_says("teacher", 5, {BREAK: ("teacher", "miljoterapeut", UNSAID)})
    rounding.everybody_says("teacher", 4, {BREAK: ("assistant", "miljoterapeut", UNSAID)})
    first = rounding.close()
    client_of(rounding.principal).post(reverse("clarify:rounds", args=["skole-a"]), {"repeat": "1"})
    rounding.round = Round.objects.with_scope(owner=rounding.school.owner_id).get(number=2)
    assert rounding.round.repeats_id == first.pk
    assert rounding.keys() == list(SITUATIONS)
    assert rounding.group("teacher").holders == 9
    rounding.open(at=LATER)
    said = {BREAK: ("miljoterapeut", "miljoterapeut", "for_a_while")}
    rounding.everybody_says("teacher", 9, said)
    for role in ("social-teacher", "school-nurse", "miljoterapeut"):
        rounding.share(rounding.seats(role)[0], said)
    rounding.close(at=LATER)
    told = page(client_of(rounding.people["teacher"]), reverse("clarify:moved", args=["skole-a", 2]))
    achieved = told.split("Oppnådd")[1].split("</section>")[0]
    assert "Løse opp i en konflikt" in achieved and "Før: Uenige. Nå: Enige." in achieved
    assert "Gjør det i dag: Flere sier Miljøterapeut, fra 0–2 av 9 til 9–12 av 12." in achieved
    assert "Ringe hjem" in told.split("Ikke avgjort")[1]
    assert "Hva har flyttet seg siden runde 1?" in page(
        client_of(rounding.people["teacher"]), reverse("clarify:result", args=["skole-a", 2])
    )
