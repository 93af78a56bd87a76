"""The pages of a round, from the first button to the printed page."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import client_of
from tests.clarify.rounds import Rounding

from laget.clarify.links import code_of

pytestmark = pytest.mark.django_db


def test_the_thin_way_through(rounding: Rounding) -> None:
    """Begin, choose, open, answer, share, close, read."""
    principal = client_of(rounding.principal)
    at = reverse("clarify:rounds", args=["skole-a"])
    assert "Begynn en runde" in principal.get(at).content.decode()
    began = principal.post(at)
    assert began.status_code == 302
    page = began["Location"]
    assert principal.get(page).status_code == 200
    fields = {
        "situation": ["after-long-break", "call-home"],
        "own-0": "Ta imot en elev som kommer gråtende inn fra bussen",
        "role-0": "teacher", "holders-0": "6", "asked-0": "on",
        "role-1": "social-teacher", "holders-1": "1", "asked-1": "on",
        "role-2": "psychologist", "holders-2": "1",
        "answer_by": "2024-09-01",
        "do": "next",
    }  # fmt: skip
    saved = principal.post(page, fields)
    assert saved.status_code == 302, re.findall("ds-link.*", saved.content.decode())
    assert "anonymt, med én felles lenke" in principal.get(saved["Location"]).content.decode()
    opened = principal.post(page + "apning/")
    assert "Runden er åpnet." in principal.get(opened["Location"]).content.decode()
    assert principal.get(page + "lenker/").content.decode().count("<svg") == 2
    assert principal.get(page + "ark/").status_code == 200
    assert principal.get(page + "skriv-inn/").status_code == 200
    from laget.clarify.models import Round

    rounding.round = Round.objects.with_scope(owner=rounding.school.owner_id).get()
    anybody = Client()
    group = reverse("clarify:answer", args=[code_of(rounding.group("teacher").handle)])
    body = anybody.get(group).content.decode()
    key = re.search('name="key" value="([^"]+)"', body)[1]
    said = {"key": key, "does-1": "teacher", "should-1": "social-teacher", "how_far-1": "beside"}
    look = anybody.post(group, said | {"do": "look"}).content.decode()
    assert "Se over svaret ditt" in look
    sent = anybody.post(group, said | {"do": "send"})
    assert "talt med" in anybody.get(sent["Location"]).content.decode()
    seat = reverse("clarify:answer", args=[code_of(rounding.seats("social-teacher")[0].handle)])
    shared = anybody.post(seat, said | {"do": "send", "words-1": "Jeg rekker det ikke"})
    assert "delt" in anybody.get(shared["Location"]).content.decode()
    assert "Dette deler du" in anybody.get(seat).content.decode()
    closed = principal.post(page + "avslutning/", {"do": "close"})
    result = principal.get(closed["Location"], follow=True).content.decode()
    assert "Jeg rekker det ikke" in result and "færre enn fem til sammen" in result
    assert principal.get(page + "moteark/").status_code == 200
