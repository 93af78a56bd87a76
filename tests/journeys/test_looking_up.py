"""A principal with four minutes sets the models side by side and looks things up, with the keyboard and on paper."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.journeys.conftest import DESKTOP, Walker

from laget.content import shelf
from laget.library import queries

pytestmark = pytest.mark.browser


def arrive(walker: Walker, heading: str) -> str:
    """See that it is the right page and that everybody can use it; give its words."""
    assert walker.heading() == heading
    walker.assert_accessible()
    return walker.page.get_by_role("main").inner_text()


def test_the_models_are_compared_and_read_further(walker: Walker) -> None:
    walker.sign_in_as("Rektor ved skole A")
    walker.follow("Modellene, side om side")
    words = arrive(walker, "Velg modell: se hva som skiller dem")
    for theory in shelf.theories():
        assert theory.name.nb in words
    walker.page.locator("summary", has_text="Tid til resultater").click()
    assert walker.page.get_by_text("kurset", exact=False).first.is_visible()
    walker.follow("Tre avveininger")
    arrive(walker, "Tre avveininger")


def test_an_old_word_is_looked_up_with_the_keyboard_alone(walker: Walker) -> None:
    walker.sign_in_as("Lærer ved skole A")
    walker.go("/handbok/")
    arrive(walker, "Slå opp i det vi vet om laget")
    walker.page.get_by_label("Hva leter du etter?").focus()
    walker.page.keyboard.type("helsesøster")
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")
    assert "treff på «helsesøster»" in arrive(walker, "Finn fram i teorier, kunnskap, håndbok og ord")
    hit = walker.page.get_by_role("main").get_by_role("link", name="helsesykepleier", exact=True).first
    hit.focus()
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")
    assert walker.page.url.endswith("/ord/#school_nurse")
    arrive(walker, "Slå opp et ord, gammelt eller nytt")


def test_evidence_is_narrowed_until_it_can_be_read(walker: Walker) -> None:
    walker.sign_in_as("Rektor ved skole A")
    walker.speak("English")
    walker.go("/kunnskap/")
    walker.page.get_by_label("Model").select_option("school-nurse")
    walker.page.get_by_label("What it rests on").select_option("S")
    walker.press("Show")
    words = arrive(walker, "See what is known, and how surely")
    found = queries.evidence_page(query="", kind="S", theory="school-nurse", language="en")
    assert f"{len(found.rows)} of {found.total} statements" in words


def test_chapters_hold_in_nynorsk_and_in_the_dark(walker: Walker) -> None:
    walker.page.emulate_media(color_scheme="dark")
    walker.sign_in_as("Rektor ved skole B")
    walker.speak("Nynorsk")
    for path in ("/handbok/actors/", "/teorier/sammenlign/", "/teorier/leadership/1/", "/skoler/skole-b/"):
        walker.go(path)
        assert walker.language() == "nn"
        walker.assert_accessible()


def test_the_comparison_is_one_sheet_lying_down(browser: Browser, demo: str) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO")
    walker = Walker(context.new_page(), demo)
    walker.sign_in_as("Rektor ved skole A")
    for language, last in (("Bokmål", "Det rapporten lar stå åpent"), ("English", "What the report leaves open")):
        walker.speak(language)
        walker.go("/teorier/sammenlign/")
        sheets = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1
        first = sheets[0]
        assert first.mediabox.width > first.mediabox.height
        words = " ".join(first.extract_text().split())
        assert last in words
        assert all(theory.name.said(walker.language() or "").split()[0] in words for theory in shelf.theories())
    context.close()
