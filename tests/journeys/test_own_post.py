"""A post is tied to the one who holds it, who finds it on the first page and says more of it."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.browser

PRINCIPAL, NURSE = "Rektor ved skole A", "Helsesykepleier ved skole A"
# The map that the report tells of is there from the start, and open.
MAP = "/skoler/skole-a/kart/2014/"


def instead(walker: Walker, name: str) -> None:
    """Another browser, with somebody else at it."""
    walker.page.context.clear_cookies()
    walker.sign_in_as(name)


def test_the_nurse_finds_the_post_that_the_principal_has_tied(walker: Walker) -> None:
    page = walker.page
    walker.sign_in_as(PRINCIPAL)
    walker.go(MAP)
    walker.follow("Helsesykepleier")
    page.get_by_label("Person med rolle ved skolen").select_option(label=f"{NURSE} (helsesykepleier)")
    walker.assert_accessible()
    # By keyboard, as everything else.
    page.get_by_role("button", name="Knytt til stillingen").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text().startswith("Lagret.")
    walker.assert_accessible()
    address = page.url

    instead(walker, NURSE)
    walker.go("/")
    walker.follow("Stillingen din")
    walker.assert_accessible()
    walker.follow("Helsesykepleier ved Skole A, 2014/15")
    assert "Det er du." in page.get_by_role("main").inner_text()
    office = page.get_by_label("Arbeidsplass på skolen")
    # What is told already stands open.
    if not office.is_visible():
        page.get_by_text("Arbeidsgiver, ledelse, møter og mer").click()
    office.fill("Rom 12")
    walker.assert_accessible()
    walker.press("Lagre dette")
    assert page.get_by_label("Arbeidsplass på skolen").input_value() == "Rom 12"
    for language, heading in (("Nynorsk", "Kven som har stillinga"), ("English", "Who holds the post")):
        walker.speak(language)
        page.get_by_role("heading", name=heading).wait_for()
        walker.assert_accessible()
    walker.speak("Bokmål")

    instead(walker, PRINCIPAL)
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("region", name="Hvem som har stillingen").get_by_role("button").click()
    assert "ikke lenger knyttet til noen" in page.get_by_role("status").inner_text()
