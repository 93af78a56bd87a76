"""Signing in, one's own account, and signing out, at both widths and with what goes wrong on the way."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_said_at_the_top_and_the_address_is_kept(walker: Walker) -> None:
    walker.go("/inn/")
    walker.assert_accessible()
    walker.page.get_by_label("E-postadresse").fill("noen@kommune.example")
    walker.page.get_by_label("Passord").fill("ikke dette passordet")
    walker.page.get_by_role("button", name="Logg inn", exact=True).click()
    summary = walker.page.locator("ds-error-summary")
    assert "stemmer ikke" in summary.inner_text()
    assert walker.page.get_by_label("E-postadresse").input_value() == "noen@kommune.example"
    walker.assert_accessible()
    summary.get_by_role("link").click()
    assert walker.page.evaluate("document.activeElement.id") == "id_login"


def test_one_sees_ones_roles_and_how_to_enrol_a_second_factor(walker: Walker) -> None:
    walker.sign_in_as("PP-rådgiver i kommune A")
    walker.go("/konto/")
    assert "PP-rådgiver i Kommune A" in walker.page.get_by_role("main").inner_text()
    walker.assert_accessible()
    walker.page.get_by_role("link", name="Ta i bruk kode fra telefonen").click()
    walker.assert_accessible()
    walker.page.get_by_label("Kode fra appen").fill("000000")
    walker.page.get_by_role("button", name="Ta i bruk").click()
    assert "Koden stemmer ikke" in walker.page.locator("ds-error-summary").inner_text()
    walker.assert_accessible()


def test_signing_out_asks_first(walker: Walker) -> None:
    walker.sign_in_as("Lærer ved skole A")
    walker.page.get_by_role("link", name="Logg ut").click()
    walker.assert_accessible()
    walker.page.get_by_role("main").get_by_role("button", name="Logg ut").click()
    walker.page.wait_for_url("**/inn/")
