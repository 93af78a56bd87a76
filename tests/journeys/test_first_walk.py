"""A newcomer walks from a theory, over a real school's team, to the verdict of a real trial."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.browser

WALK = {
    "Bokmål": ("Skoler", "Skole A", "Teorier", "Studier"),
    "English": ("Schools", "Skole A", "Theories", "Studies"),
}


@pytest.mark.parametrize("language", WALK)
def test_the_principal_walks_from_theory_to_verdict(walker: Walker, language: str) -> None:
    """Rings, theory and the STAR verdict, each page without an axe violation or a word from the browser."""
    schools, school, theories, studies = WALK[language]
    page = walker.page
    walker.sign_in_as("Rektor ved skole A")
    walker.speak(language)
    walker.assert_accessible()

    page.get_by_role("navigation").get_by_role("link", name=schools, exact=True).click()
    walker.assert_accessible()
    page.get_by_role("main").get_by_role("link", name=school).first.click()
    assert "A" in walker.heading()
    assert page.locator("main svg").count() >= 1
    walker.assert_accessible()

    page.get_by_role("navigation").get_by_role("link", name=theories, exact=True).click()
    walker.assert_accessible()
    page.get_by_role("main").get_by_role("link").first.click()
    assert page.locator("main svg").count() >= 1
    walker.assert_accessible()

    page.get_by_role("navigation").get_by_role("link", name=studies, exact=True).click()
    walker.assert_accessible()
    page.get_by_role("main").get_by_role("link").first.click()
    assert page.locator("main svg").count() >= 2
    walker.assert_accessible()
