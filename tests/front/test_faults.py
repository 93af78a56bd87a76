"""What goes wrong is said in the user's language, with what to do."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from laget.front import home_page


@pytest.fixture
def principal(cast):
    from tests.cast import client_of

    client = client_of(cast["principal"])
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("language", "says"),
    [("nb", "Laget er opptatt akkurat nå"), ("nn", "Laget er oppteke akkurat no"), ("en", "Laget is busy just now")],
)
def test_a_database_that_does_not_answer_is_a_page(principal, monkeypatch, language, says):
    def busy(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(home_page, "build", busy)
    response = principal.get("/", headers={"accept-language": language})
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert says in response.content.decode()


def test_our_own_fault_is_a_page_without_a_trace(principal, monkeypatch):
    def broken(**_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(home_page, "build", broken)
    response = principal.get("/")
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_an_address_that_leads_nowhere_keeps_the_menu(principal):
    response = principal.get("/finnes-ikke/")
    assert response.status_code == 404
    assert "Vi finner ikke siden" in response.content.decode()
    assert 'href="/skoler/"' in response.content.decode()


def test_an_unknown_study_is_named_in_the_users_language(principal):
    response = principal.get("/studier/maane/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "maane" in response.content.decode()
    assert "study" in response.content.decode()


def test_a_database_newer_than_the_program_is_a_page_and_nothing_is_written(client, db):
    MigrationRecorder(connection).record_applied("study", "0099_later")
    for response in (client.get("/inn/"), client.post("/demo/principal/")):
        assert response.status_code == 503
        assert "Laget blir oppgradert" in response.content.decode()
    assert not Session.objects.exists()
