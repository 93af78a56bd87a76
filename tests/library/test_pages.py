"""The library in a browser: who is let in, what they read, and what they are told when it is not there."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.cast import client_of

from laget.content import shelf

THEORY = "/teorier/assistants/1/"


@pytest.fixture
def reader(cast):
    """A teacher: everybody who is signed in may read theories, and needs no more than that."""
    return client_of(cast["teacher"])


def read(reader, address, language="nb", status=200):
    response = reader.get(address, headers={"accept-language": language})
    assert response.status_code == status
    return response.content.decode()


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_stranger_is_asked_to_sign_in(client, db):
    for address in ("/teorier/", THEORY):
        assert client.get(address).url.startswith("/inn/")


def test_the_theories_on_the_shelf_are_listed(reader):
    html = read(reader, "/teorier/")
    for theory in shelf.theories():
        assert f'href="/teorier/{theory.id}/{theory.version}/"' in html
        assert theory.purpose.nb in html


def test_an_empty_shelf_says_what_would_be_there(reader, monkeypatch):
    monkeypatch.setattr(shelf, "theories", tuple)
    assert "Ingen ligger på hylla ennå" in read(reader, "/teorier/")


def test_the_drawing_leads_to_rows_that_are_there(reader):
    html = read(reader, THEORY)
    led_to = set(re.findall(r'href="#(arrow-[^"]+)"', html))
    rows = re.findall(r'<tr id="(arrow-[^"]+)"', html)
    assert led_to == set(rows)
    assert len(rows) == len(set(rows)) == len(shelf.theory("assistants", 1).arrows)


def test_every_link_within_the_page_leads_somewhere(reader):
    html = read(reader, THEORY)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_headings_come_in_order(reader):
    levels = [int(level) for level in re.findall(r"<h([1-6])", read(reader, THEORY))]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_says_how_much_is_open_and_what(reader):
    words = text_of(read(reader, THEORY))
    assert re.search(r"Rapporten lar \d+ ting stå åpne", words)
    assert "Rapporten nevner et tilskudd og at det kan oppleves dyrt i starten, men ikke hva modellen koster." in words
    assert words.count("Åpent i rapporten") > 20


def test_nothing_is_ours_unless_asked_for(reader):
    suggestion = shelf.suggestions("assistants", 1)[0]
    plain, ours = text_of(read(reader, THEORY)), text_of(read(reader, f"{THEORY}?ours=1"))
    assert suggestion.reason.nb not in plain and "Vårt forslag" not in plain
    assert suggestion.reason.nb in ours and "Vårt forslag" in ours


def test_the_foot_says_why_one_sees_it_and_where_it_comes_from(reader):
    words = text_of(read(reader, THEORY))
    assert "Du ser siden fordi du er logget inn." in words
    assert "AFI r2015:6" in words


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("nb", "Vi har ikke versjon 7 av denne teorien. Nyeste er versjon 1."),
        ("en", "We do not have version 7 of this theory. The newest is version 1."),
    ],
)
def test_a_version_we_do_not_have_leads_to_the_newest(reader, language, says):
    html = read(reader, "/teorier/assistants/7/", language=language, status=404)
    assert says in text_of(html)
    assert f'href="{THEORY}"' in html


def test_a_theory_we_do_not_have_leads_to_the_shelf(reader):
    html = read(reader, "/teorier/astrologi/1/", status=404)
    assert "astrologi" in text_of(html)
    assert 'class="ds-button" data-variant="secondary" href="/teorier/"' in html
