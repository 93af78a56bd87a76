"""Signing in and out: with a password, with a second factor, by a demo's door. Each is a line in the log."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.db import OperationalError
from django.test import Client
from tests.addresses import addresses
from tests.cast import AT, PASSWORD, client_of

from laget.front import demo
from laget.people import operations
from laget.people.models import AuditLine

SIGN_IN, SIGN_OUT, HOME, ENROL = "/inn/", "/ut/", "/", "/konto/app/"


@pytest.fixture
def teacher(cast):
    operations.set_password(person=cast["teacher"], password=PASSWORD, at=AT)
    return cast["teacher"]


@pytest.fixture
def researcher(cast):
    operations.set_password(person=cast["researcher"], password=PASSWORD, at=AT)
    return cast["researcher"]


def sign_in(client: Client, person, password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": person.email, "password": password})


def signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def deeds_of(person) -> list[str]:
    return list(AuditLine.objects.filter(person=person.pk).order_by("id").values_list("verb", flat=True))


def code_now(secret: str) -> str:
    """What the authenticator app shows."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


# -- with a password -----------------------------------------------------------------------------------


def test_it_works(client, teacher):
    response = sign_in(client, teacher)
    assert (response.status_code, response.url) == (302, HOME)
    assert signed_in(client)
    assert client.get(HOME).status_code == 200
    assert deeds_of(teacher) == ["sign_in"]


def test_the_address_may_be_written_with_capitals(client, teacher):
    client.post(SIGN_IN, {"login": teacher.email.upper(), "password": PASSWORD})
    assert signed_in(client)


def test_signing_out_ends_the_session_and_is_a_deed(client, teacher):
    sign_in(client, teacher)
    assert "Vil du logge ut?" in client.get(SIGN_OUT).content.decode()
    assert signed_in(client)
    assert client.post(SIGN_OUT).url == SIGN_IN
    assert not signed_in(client)
    assert deeds_of(teacher) == ["sign_in", "sign_out"]


def test_one_goes_on_to_the_page_one_came_for(client, teacher):
    wanted = client.get("/konto/").url
    assert wanted == f"{SIGN_IN}?next=/konto/"
    response = client.post(wanted, {"login": teacher.email, "password": PASSWORD, "next": "/konto/"})
    assert response.url == "/konto/"


def test_nobody_is_sent_to_another_site(client, teacher):
    response = client.post(
        SIGN_IN, {"login": teacher.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert response.url == HOME


@pytest.mark.parametrize("login", ["teacher@demo.invalid", "nobody@demo.invalid"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(client, teacher, login):
    page = client.post(SIGN_IN, {"login": login, "password": "noe helt annet enn det"}).content.decode()
    assert "E-postadressen eller passordet stemmer ikke." in page
    assert "<ds-error-summary" in page
    assert 'aria-invalid="true"' in page
    assert not signed_in(client)
    assert deeds_of(teacher) == []


def test_an_empty_form_says_what_is_missing_at_each_field(client, db):
    page = client.post(SIGN_IN, {}).content.decode()
    assert page.count("ds-validation-message") == 2
    assert 'href="#id_login"' in page
    assert 'href="#id_password"' in page


def test_guessing_is_stopped(client, teacher):
    for _ in range(5):
        sign_in(client, teacher, "feil feil feil feil")
    page = sign_in(client, teacher).content.decode()
    assert "For mange forsøk. Vent fem minutter" in page
    assert not signed_in(client)


def test_whoever_tries_everybody_is_stopped_too(client, db):
    tries = [client.post(SIGN_IN, {"login": f"{n}@kommune.example", "password": "feil feil feil"}) for n in range(31)]
    assert "For mange forsøk. Vent fem minutter" in tries[10].content.decode()
    assert tries[30].status_code == 429
    assert "For mange forsøk på kort tid" in tries[30].content.decode()


def forget() -> None:
    """What another worker of the web server would have in its memory: nothing."""
    locmem._caches.clear()


def test_guessing_is_stopped_whichever_worker_answers(client, teacher):
    for _ in range(5):
        sign_in(client, teacher, "feil feil feil feil")
        forget()
    assert "For mange forsøk." in sign_in(client, teacher).content.decode()
    assert not signed_in(client)


def test_a_locked_database_is_not_taken_for_too_many_attempts(client, teacher, monkeypatch):
    client.raise_request_exception = False

    def locked(self, *arguments, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.db.transaction.Atomic.__enter__", locked)
    response = sign_in(client, teacher)
    assert response.status_code == 503
    assert "Laget er opptatt" in response.content.decode()


def test_a_closed_account_cannot_sign_in_and_its_session_ends(client, teacher):
    sign_in(client, teacher)
    operations.close_account(person=teacher, at=AT)
    assert client.get(HOME).status_code == 302
    response = sign_in(Client(), teacher)
    assert response.url == "/inn/stengt/"
    assert "Kontoen din er stengt" in client.get("/inn/stengt/").content.decode()


@pytest.mark.parametrize("address", ["/registrer/", "/accounts/signup/", "/signup/", "/konto/epost/"])
def test_nobody_can_sign_up(client, db, address):
    assert client.get(address).status_code == 404


def test_changing_the_password_is_a_deed(client, teacher):
    sign_in(client, teacher)
    new = "fem andre ord om fjell"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = client.post("/konto/passord/", form)
    assert "Passordet er byttet." in client.get(response.url).content.decode()
    assert deeds_of(teacher) == ["sign_in", "change_password"]
    other = Client()
    sign_in(other, teacher)
    assert not signed_in(other)
    sign_in(other, teacher, new)
    assert signed_in(other)


def test_changing_the_password_ends_the_other_sessions(client, teacher):
    sign_in(client, teacher)
    other = Client()
    sign_in(other, teacher)
    new = "fem andre ord om fjell"
    client.post("/konto/passord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get(HOME).status_code == 200
    assert other.get(HOME).url.startswith(SIGN_IN)


def test_signing_in_gives_the_session_a_new_key(client, teacher):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    sign_in(client, teacher)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted


@pytest.mark.parametrize("address", [SIGN_IN, SIGN_OUT, "/sprak/", "/konto/passord/"])
def test_a_form_from_another_site_is_refused(teacher, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    response = client.post(address, {"login": teacher.email, "password": PASSWORD})
    assert response.status_code == 403
    assert "Skjemaet er for gammelt" in response.content.decode()


@pytest.mark.parametrize(
    ("new", "says"),
    [("kort", "Passordet er for kort. Bruk minst 12 tegn."), ("qwerty123456", "for vanlig")],
)
def test_a_weak_password_is_refused(client, teacher, new, says):
    sign_in(client, teacher)
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = client.post("/konto/passord/", form).content.decode()
    assert says in page
    assert deeds_of(teacher) == ["sign_in"]


def test_whoever_has_no_password_has_none_to_change(cast):
    client = client_of(cast["teacher"])
    assert client.get("/konto/passord/", follow=True).redirect_chain[-1][0] == "/konto/"


# -- with a second factor ------------------------------------------------------------------------------


def enrol(client: Client) -> str:
    """Tie an app to the person who is signed in; the secret."""
    client.post("/konto/bekreft/", {"password": PASSWORD})
    page = client.get(ENROL).content.decode()
    secret = re.search(r"<code>(\w+)</code>", page).group(1)
    response = client.post(ENROL, {"code": code_now(secret)})
    assert response.url == "/konto/reservekoder/", response.content.decode()
    return secret


@pytest.mark.parametrize("slug", ["directorate", "researcher", "operations"])
def test_who_must_have_a_second_factor_is_sent_to_enrol_before_anything_else(cast, slug):
    client = Client()
    client.force_login(cast[slug])
    for address in (HOME, "/konto/", "/om/", "/finnes-ikke/"):
        assert client.get(address).url == ENROL
    assert client.get(SIGN_OUT).status_code == 200


def test_others_are_not_asked(cast):
    client = Client()
    client.force_login(cast["principal"])
    assert client.get(HOME).status_code == 200


def test_enrolling_opens_the_house_and_is_a_deed(client, researcher):
    sign_in(client, researcher)
    assert client.get(HOME).url == ENROL
    enrol(client)
    assert client.get(HOME).status_code == 200
    assert deeds_of(researcher) == ["sign_in", "enrol_second_factor"]


def test_enrolling_asks_for_the_password_again(client, teacher):
    sign_in(client, teacher)
    assert client.get(ENROL).url.startswith("/konto/bekreft/")
    page = client.post("/konto/bekreft/", {"password": "ikke det rette passordet"}).content.decode()
    assert "Passordet stemmer ikke." in page


def test_a_password_alone_is_not_enough_any_more(client, teacher):
    sign_in(client, teacher)
    secret = enrol(client)
    other = Client()
    assert sign_in(other, teacher).url == "/inn/kode/"
    assert not signed_in(other)
    assert deeds_of(teacher) == ["sign_in", "enrol_second_factor"]
    assert "Koden stemmer ikke." in other.post("/inn/kode/", {"code": "000000"}).content.decode()
    # The code that enrolled is used up; a recovery code is not.
    recovery = Authenticator.objects.get(user=teacher, type=Authenticator.Type.RECOVERY_CODES)
    assert other.post("/inn/kode/", {"code": recovery.wrap().get_unused_codes()[0]}).url == HOME
    assert signed_in(other)
    assert deeds_of(teacher)[-1] == "sign_in"
    assert secret


@pytest.mark.parametrize("slug", ["teacher", "researcher"])
def test_enrolling_ends_the_sessions_that_had_the_password_alone(cast, slug):
    """Whoever stole the password and signed in first must not come along when the owner enrols."""
    operations.set_password(person=cast[slug], password=PASSWORD, at=AT)
    thief, owner = Client(), Client()
    sign_in(thief, cast[slug])
    sign_in(owner, cast[slug])
    enrol(owner)
    assert owner.get(HOME).status_code == 200
    assert thief.get(HOME).url == SIGN_IN
    assert not signed_in(thief)


def test_a_code_is_used_once_whichever_worker_answers(client, teacher):
    sign_in(client, teacher)
    secret = enrol(client)
    # The code that enrolled is used up; half a minute later it is forgotten.
    cache.clear()
    other = Client()
    sign_in(other, teacher)
    code = code_now(secret)
    assert other.post("/inn/kode/", {"code": code}).url == HOME
    forget()
    third = Client()
    sign_in(third, teacher)
    assert "Koden stemmer ikke." in third.post("/inn/kode/", {"code": code}).content.decode()
    assert not signed_in(third)


def test_one_can_turn_back_at_the_code(client, teacher):
    sign_in(client, teacher)
    enrol(client)
    other = Client()
    sign_in(other, teacher)
    assert other.get(SIGN_IN).url == "/inn/kode/"
    other.post(SIGN_OUT)
    assert other.get(SIGN_IN).status_code == 200
    assert deeds_of(teacher) == ["sign_in", "enrol_second_factor"]


def test_the_code_page_is_closed_to_whoever_has_given_no_password(client, db):
    assert client.get("/inn/kode/").url == SIGN_IN


def test_recovery_codes_can_be_seen_fetched_and_renewed(client, teacher):
    sign_in(client, teacher)
    enrol(client)
    recovery = Authenticator.objects.get(user=teacher, type=Authenticator.Type.RECOVERY_CODES)
    codes = recovery.wrap().get_unused_codes()
    assert all(code in client.get("/konto/reservekoder/").content.decode() for code in codes)
    assert all(code in client.get("/konto/reservekoder/fil/").content.decode() for code in codes)
    assert "Vil du lage nye" in client.get("/konto/reservekoder/nye/").content.decode()
    assert client.post("/konto/reservekoder/nye/").url == "/konto/reservekoder/"
    assert codes[0] not in client.get("/konto/reservekoder/").content.decode()
    assert deeds_of(teacher)[-1] == "new_recovery_codes"


def test_letting_go_of_the_app_is_a_deed(client, teacher):
    sign_in(client, teacher)
    enrol(client)
    assert "passordet alene" in client.get("/konto/app/fjern/").content.decode()
    assert client.post("/konto/app/fjern/").url == "/konto/"
    assert not Authenticator.objects.filter(user=teacher).exists()
    assert deeds_of(teacher)[-1] == "remove_second_factor"


# -- one's own account ---------------------------------------------------------------------------------


def test_the_account_shows_ones_roles(cast):
    page = client_of(cast["owner"]).get("/konto/").content.decode()
    assert "Skoleeier i Kommune A" in page


def test_a_role_that_has_ended_is_not_shown(cast):
    page = client_of(cast["former"]).get("/konto/").content.decode()
    assert "Du har ingen rolle nå." in page


# -- a demo's door -------------------------------------------------------------------------------------


@pytest.fixture
def demo_installation():
    with addresses(demo=True):
        yield


@pytest.fixture
def ordinary_installation():
    with addresses(demo=False):
        yield


@pytest.mark.parametrize("slug", [member.slug for member in demo.CAST])
def test_each_of_the_cast_comes_in_by_one_click(demo_installation, cast, client, slug):
    assert f'action="/demo/{slug}/"' in client.get(SIGN_IN).content.decode()
    response = client.post(f"/demo/{slug}/")
    assert response.url == HOME
    assert client.get(HOME).status_code == 200
    assert deeds_of(cast[slug]) == ["sign_in"]


def test_the_demos_door_opens_for_a_click_only(demo_installation, cast, client):
    assert client.get("/demo/principal/").status_code == 405
    assert not signed_in(client)


def test_the_demos_door_knows_the_cast_alone(demo_installation, cast, client):
    operations.add_person(email="kari@kommune.example", name="Kari", password=PASSWORD, at=AT)
    for role in ("kari", "nobody", "kari@kommune.example"):
        assert client.post(f"/demo/{role}/").status_code == 404
    assert not signed_in(client)


def test_an_ordinary_installation_has_no_such_door(ordinary_installation, cast, client):
    assert client.post("/demo/principal/").status_code == 404
    page = client.get(SIGN_IN).content.decode()
    assert "/demo/" not in page
    assert "Rektor ved skole A" not in page


def test_the_demos_mark_counts_in_a_demo_only(ordinary_installation, cast, client):
    client.force_login(cast["researcher"])
    session = client.session
    session["came_through_the_demo_door"] = True
    session.save()
    assert client.get(HOME).url == ENROL
