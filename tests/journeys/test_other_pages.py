"""The pages beside the way: each template once more, in nynorsk, in the dark, and with what is not there."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.browser


def test_the_rest_of_the_pages_hold_in_nynorsk_and_in_the_dark(walker: Walker) -> None:
    walker.page.emulate_media(color_scheme="dark")
    walker.sign_in_as("Rektor ved skole A")
    walker.speak("Nynorsk")
    for path in ("/", "/skoleeiere/kommune-a/", "/om/", "/teorier/assistants/1/?ours=1", "/studier/star-aide/"):
        walker.go(path)
        assert walker.language() == "nn"
        walker.assert_accessible()


def test_a_strangers_school_is_not_there(walker: Walker) -> None:
    walker.sign_in_as("Rektor ved skole E")
    walker.go("/skoler/skole-a/")
    assert walker.heading() == "Vi finner ikke siden"
    walker.assert_accessible()
    walker.assert_refused(404)


def test_the_page_can_be_walked_with_the_keyboard(walker: Walker) -> None:
    """The skip link comes first; an arrow of the diagram leads to its claim."""
    walker.sign_in_as("Lærer ved skole A")
    walker.go("/teorier/assistants/1/")
    walker.page.keyboard.press("Tab")
    assert walker.page.evaluate("document.activeElement.className") == "ds-skip-link"
    walker.page.keyboard.press("Enter")
    assert walker.page.evaluate("document.activeElement.id") == "main"
    arrow = walker.page.locator("main svg a").first
    target = arrow.get_attribute("href") or ""
    arrow.focus()
    walker.page.keyboard.press("Enter")
    assert walker.page.url.endswith(target)
    assert walker.page.locator(target).is_visible()
