"""What every answer carries, and what is turned away at the door."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from tests.cast import AT, client_of

from laget.people import operations
from laget.people.queries import grants_of

STORED = "no-store"
UNREADABLE = "Vi forsto ikke det som ble sendt"


@pytest.fixture
def principal(cast):
    return client_of(cast["principal"])


@pytest.mark.parametrize("address", ["/", "/konto/", "/skoler/skole-a/", "/skoler/skole-e/", "/finnes-ikke/"])
def test_nobody_keeps_what_a_person_was_answered(principal, address):
    kept = principal.get(address)["Cache-Control"]
    assert {"private", STORED} <= set(kept.split(", "))


def test_nobody_keeps_the_fault_page_of_a_person(principal, monkeypatch):
    monkeypatch.setattr("laget.front.home_page.build", _locked)
    principal.raise_request_exception = False
    response = principal.get("/")
    assert response.status_code == 503
    assert STORED in response["Cache-Control"]


def test_a_page_for_everybody_may_be_kept(client, db):
    assert not client.get("/om/").has_header("Cache-Control")


@pytest.mark.parametrize(("language", "says"), [("nn", "Noko gjekk gale hos oss"), ("en", "Something went wrong")])
def test_a_fault_page_is_in_the_users_language_and_in_no_frame(principal, monkeypatch, language, says):
    monkeypatch.setattr("laget.front.home_page.build", _wrong)
    principal.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    principal.raise_request_exception = False
    response = principal.get("/")
    assert (response.status_code, response["Content-Language"]) == (500, language)
    assert says in response.content.decode()
    assert_in_no_frame(response)


def _locked(**given: object) -> None:
    raise OperationalError("database is locked")


def _wrong(**given: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("address", ["/skoler/%00/", "/skoleeiere/%00/", "/studier/%00/", "/teorier/?a=%00", "/?%00=1"])
def test_a_nul_in_the_address_cannot_be_read(principal, address):
    response = principal.get(address)
    assert response.status_code == 400
    assert UNREADABLE in response.content.decode()


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "another"])
def test_a_nul_in_a_cookie_cannot_be_read(db, name):
    """Browsers cannot write one; RFC 2068's quoting, which Python still reads, can."""
    response = Client(headers={"cookie": f'{name}="\\000{"a" * 31}"'}).get("/")
    assert response.status_code == 400
    assert UNREADABLE in response.content.decode()


@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_a_nul_in_a_form_is_said_at_the_form(client, cast, field):
    form = {"login": "teacher@demo.invalid", "password": "x" * 12, "next": "/"} | {field: "a\x00b"}
    response = client.post("/inn/", form)
    assert response.status_code == 200
    assert "<ds-error-summary" in response.content.decode()


def test_a_form_with_too_many_fields_cannot_be_read(principal):
    response = principal.post("/sprak/", {f"a{number}": "1" for number in range(5000)})
    assert response.status_code == 400
    assert UNREADABLE in response.content.decode()


@pytest.mark.parametrize("behind_tls", [False, True])
def test_another_host_is_refused(client, db, settings, behind_tls):
    settings.SECURE_SSL_REDIRECT = behind_tls
    response = client.get("/inn/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "elsewhere.example" not in response.content.decode()
    assert_in_no_frame(response)


@pytest.mark.parametrize("address", ["/", "/om/", "/inn/", "/%00", "/finnes-ikke/", "/static/laget/app.css"])
def test_no_answer_may_be_framed(client, db, address):
    assert_in_no_frame(client.get(address))


def assert_in_no_frame(response) -> None:
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_a_large_file_nobody_asked_for_is_never_laid_on_the_disk(client, db, monkeypatch):
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("A temporary file was made.")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    large = SimpleUploadedFile("large.bin", b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert client.post("/inn/", {"file": large}).status_code == 200


def test_a_grant_that_ends_closes_the_pages_of_an_open_session(cast):
    client = client_of(cast["principal"])
    assert client.get("/skoler/skole-a/").status_code == 200
    for grant in grants_of(cast["principal"], AT):
        operations.end_grant(grant=grant, at=AT)
    assert client.get("/skoler/skole-a/").status_code == 404
