"""The pages no other journey meets: each person's first page, a whole account, and every way of being refused."""

from __future__ import annotations

import secrets
import subprocess

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpRequest
from playwright.sync_api import Route
from tests.journeys.conftest import LAGET, Walker

from laget.front import faults
from laget.front.demo import CAST

pytestmark = pytest.mark.browser

HOME = "Hva venter på deg i dag?"
# Whose first pages differ in what they are made of: no school, several, a log to look after.
MADE_DIFFERENTLY = {"guardian", "owner", "operations", "researcher"}
PASSWORD = "fire helt vanlige ord"
NEW_PASSWORD = "fem andre helt vanlige ord"


@pytest.fixture
def newcomer(demo: str, environment: dict[str, str]) -> str:
    """The address of a guardian with a password of their own, added as whoever runs Laget would."""
    email = f"foresatt-{secrets.token_hex(4)}@kommune.example"
    subprocess.run(
        [
            LAGET, "person", "add", "--email", email, "--name", "Foresatt", "--kind", "guardian",
            "--school", "skole-a", "--password-stdin",
        ],
        env=environment, input=PASSWORD, text=True, check=True,
    )
    return email


def sign_in(walker: Walker, email: str, password: str) -> None:
    """Use the form, not the demo's door."""
    walker.go("/inn/")
    walker.page.get_by_label("E-postadresse").fill(email)
    walker.page.get_by_label("Passord").fill(password)
    walker.press("Logg inn")


def change_password(walker: Walker, old: str, new: str) -> None:
    """Fill in the form one is at, and send it."""
    walker.page.get_by_label("Passordet du har nå").fill(old)
    walker.page.get_by_label("Nytt passord", exact=True).fill(new)
    walker.page.get_by_label("Nytt passord en gang til").fill(new)
    walker.press("Bytt passord")


def confirm(walker: Walker) -> None:
    """Show the password again, as one must before one changes how one signs in."""
    assert walker.heading() == "Bekreft at det er deg"
    walker.page.get_by_label("Passord").fill(PASSWORD)
    walker.press("Fortsett")


def code_now(secret: str) -> str:
    """What the authenticator app shows."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def assert_page(walker: Walker, heading: str) -> None:
    """The right page, and everybody can use it."""
    assert walker.heading() == heading
    walker.assert_accessible()


def test_each_of_the_cast_has_a_first_page(walker: Walker) -> None:
    for member in CAST:
        walker.page.context.clear_cookies()
        walker.sign_in_as(member.name)
        assert walker.heading() == HOME
        if member.slug in MADE_DIFFERENTLY:
            walker.assert_accessible()


def test_whoever_has_no_school_is_told_what_will_come(walker: Walker) -> None:
    walker.sign_in_as("Foresatt ved skole A")
    walker.go("/skoler/")
    assert "Her kommer skolene du har en rolle ved" in walker.page.get_by_role("main").inner_text()
    assert_page(walker, "Se laget rundt læreren, skole for skole")


def test_the_owner_opens_the_municipality(walker: Walker) -> None:
    walker.sign_in_as("Skoleeier i kommune A")
    walker.go("/skoleeiere/kommune-a/")
    assert_page(walker, "Kommune A og skolene du kan se der")


def test_laget_tells_about_itself_before_one_signs_in(walker: Walker) -> None:
    walker.go("/om/")
    assert_page(walker, "Laget hjelper skoler å bygge, følge og prøve ut laget rundt læreren")


def test_a_password_is_changed_and_guessing_the_old_one_is_stopped(walker: Walker, newcomer: str) -> None:
    sign_in(walker, newcomer, PASSWORD)
    walker.go("/konto/")
    walker.follow("Bytt passord")
    assert_page(walker, "Bytt passord")
    change_password(walker, PASSWORD, NEW_PASSWORD)
    assert "Passordet er byttet." in walker.page.get_by_role("status").inner_text()
    assert_page(walker, "Kontoen din")

    walker.follow("Bytt passord")
    for _ in range(4):
        change_password(walker, PASSWORD, "et som aldri blir brukt")
        assert "Det nåværende passordet stemmer ikke" in walker.page.locator("ds-error-summary").inner_text()
    change_password(walker, PASSWORD, "et som aldri blir brukt")
    assert_page(walker, "For mange forsøk på kort tid")
    walker.assert_refused(429)


def test_a_second_factor_from_the_first_code_to_the_last(walker: Walker, newcomer: str) -> None:
    """Enrol, keep the reserve codes, come back in with one of them, confirm, make new ones, and let go."""
    page = walker.page
    sign_in(walker, newcomer, PASSWORD)
    walker.go("/konto/app/")
    confirm(walker)
    page.get_by_label("Kode fra appen").fill(code_now(page.locator("figcaption code").inner_text()))
    walker.press("Ta i bruk")
    assert_page(walker, "Ta vare på reservekodene")
    codes = page.get_by_role("main").locator("li code").all_inner_texts()
    assert len(codes) == 10

    walker.go("/ut/")
    walker.press("Logg ut")
    sign_in(walker, newcomer, PASSWORD)
    assert_page(walker, "Skriv koden fra appen")
    page.get_by_label("Kode").fill(codes[0])
    walker.press("Logg inn")
    assert walker.heading() == HOME

    walker.go("/konto/bekreft/kode/")
    assert_page(walker, "Bekreft at det er deg")
    walker.follow("Bruk passordet i stedet")
    walker.assert_accessible()
    confirm(walker)

    walker.go("/konto/")
    assert "Du har 9 reservekoder igjen" in page.get_by_role("main").inner_text()
    assert_page(walker, "Kontoen din")
    walker.follow("Vis reservekodene")
    walker.follow("Lag nye koder")
    assert_page(walker, "Vil du lage nye reservekoder?")
    walker.press("Lag nye koder")
    assert not set(codes) & set(page.get_by_role("main").locator("li code").all_inner_texts())
    walker.follow("Tilbake til kontoen")
    walker.follow("Slutt å bruke appen")
    assert_page(walker, "Vil du slutte å bruke kode fra telefonen?")
    walker.press("Slutt å bruke appen")
    walker.go("/konto/")
    assert page.get_by_role("link", name="Ta i bruk kode fra telefonen").is_visible()


def test_a_closed_account_is_told_so(walker: Walker) -> None:
    walker.go("/inn/stengt/")
    assert_page(walker, "Kontoen din er stengt")


def test_each_refusal_is_a_page_that_says_what_to_do(walker: Walker) -> None:
    walker.sign_in_as("Lærer ved skole A")
    refusals = {
        "/skoleeiere/kommune-a/": (403, "Du har ikke tilgang til denne siden"),
        "/teorier/assistants/9/": (404, "Vi finner ikke teorien"),
        "/skoler/?q=%00": (400, "Vi forsto ikke det som ble sendt"),
    }
    for path, (status, heading) in refusals.items():
        walker.go(path)
        assert walker.heading() == heading
        walker.assert_refused(status)
    # They are one template.
    walker.assert_accessible()


def test_a_fault_of_ours_has_a_page_of_its_own(walker: Walker) -> None:
    """No address of a demo breaks, so the page is laid where one would."""
    answer = faults.broken(HttpRequest())

    def lay(route: Route) -> None:
        route.fulfill(status=answer.status_code, body=answer.content, content_type="text/html; charset=utf-8")

    walker.page.route("**/om/", lay)
    walker.go("/om/")
    assert_page(walker, "Noe gikk galt hos oss")
    walker.assert_refused(500)
