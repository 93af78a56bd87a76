"""How much the pages of a round ask of the database: the same for a small round and a large one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import client_of
from tests.clarify.rounds import GROUPS, SITUATIONS, Rounding

from laget.clarify.links import code_of
from laget.clarify.operations import Holders
from laget.content import shelf

pytestmark = pytest.mark.django_db

LARGE = (
    Holders(role="teacher", holders=40),
    Holders(role="contact-teacher", holders=20),
    Holders(role="assistant", holders=13),
    *(Holders(role=role, holders=4) for role in ("social-teacher", "school-nurse", "miljoterapeut", "principal")),
    *(Holders(role=role, holders=1, asked=False) for role in ("ppt", "bup", "child-welfare", "police", "doctor")),
)
ROUND = "/skoler/skole-a/avklaring/1/"
# Of these, eight or nine are spent on who asks and what they may.
CEILINGS = {"": 15, "lenker/": 15, "ark/": 15, "skriv-inn/": 15}
CEILINGS_CLOSED = {"resultat/": 16, "moteark/": 16}
TO_ANSWER = 30


def asked_by(browser: Client, address: str, **sent: str) -> int:
    # The first request of a process looks at the database's age, once.
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        answered = browser.post(address, sent) if sent else browser.get(address)
    assert answered.status_code in (200, 302), address
    return len(asked)


def a_round(rounding: Rounding, *, large: bool) -> dict[str, int]:
    """How many queries each page of a round takes, from open to closed, by its address within the round."""
    keys = list(shelf.situations())[:12] if large else SITUATIONS[:2]
    rounding.begin(groups=LARGE if large else GROUPS, keys=keys, own="")
    number = rounding.round.number
    at = ROUND.replace("/1/", f"/{number}/")
    rounding.open()
    reader, anybody = client_of(rounding.principal), Client()
    link = f"/svar/{code_of(str(rounding.group('teacher').handle))}/"
    said = dict.fromkeys(keys, ("teacher", "principal", "beside"))
    seats = [seat for role in ("social-teacher", "school-nurse", "principal") for seat in rounding.seats(role)]
    for seat in seats:
        rounding.share(seat, said, words="Med egne ord.")
    rounding.everybody_says("teacher", 6, said)
    found = {page: asked_by(reader, at + page) for page in CEILINGS}
    found["svar"] = asked_by(anybody, link)
    if large:
        found["sendt"] = asked_by(anybody, link, do="send", key="k", **{"does-1": "teacher"})
    rounding.close()
    return found | {page: asked_by(reader, at + page) for page in CEILINGS_CLOSED}


def test_a_page_of_a_round_asks_the_same_of_two_situations_and_of_twelve(rounding: Rounding) -> None:
    few = a_round(rounding, large=False)
    rounding.round.closed_on = None
    rounding.round.save()
    many = a_round(rounding, large=True)
    sent = many.pop("sendt")
    assert many == few
    assert {page: count for page, count in few.items() if count > (CEILINGS | CEILINGS_CLOSED).get(page, 8)} == {}
    assert sent <= TO_ANSWER
