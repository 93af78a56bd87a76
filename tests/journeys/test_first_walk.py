"""A newcomer walks from a theory, over a real school's team, to the verdict of a real trial."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.conftest import Walker

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the pages of the walk say in one language, in the order they are met."""

    language: str
    home: str
    schools: tuple[str, str]
    school: str
    nurse: str
    theories: tuple[str, str]
    theory: tuple[str, str]
    claims: str
    claim: str
    studies: tuple[str, str]
    study: str
    verdict: str


WALK = {
    "Bokmål": Words(
        language="nb",
        home="Hva venter på deg i dag?",
        schools=("Skoler", "Se laget rundt læreren, skole for skole"),
        school="Laget rundt læreren ved Skole A",
        nurse="Helsesykepleier",
        theories=("Teorier", "Se hvilke modeller skolen kan velge"),
        theory=("Lærerassistenter", "Lærerassistenter: slik skal modellen virke"),
        claims="Påstander som kan prøves",
        claim="Når assistentene er med på møtene, planlegger de mer sammen med lærerne.",
        studies=("Studier", "Se hva forsøkene har vist"),
        study="Hjalp det å sette en assistent inn i klassen uten å endre noe annet?",
        verdict="Kan ikke si",
    ),
    "English": Words(
        language="en",
        home="What is waiting for you today?",
        schools=("Schools", "See the team around the teacher, school by school"),
        school="The team around the teacher at Skole A",
        nurse="School nurse",
        theories=("Theories", "See which models the school can choose"),
        theory=("Teacher assistants", "Teacher assistants: how the model is meant to work"),
        claims="Claims that can be tested",
        claim="When assistants join the meetings, they plan more together with the teachers.",
        studies=("Studies", "See what the trials have shown"),
        study="Did it help to put an aide in the class and change nothing else?",
        verdict="Cannot tell",
    ),
}


def arrive(walker: Walker, words: Words, heading: str) -> Locator:
    """See that it is the right page, in the right language, and that everybody can use it; give its work."""
    assert walker.heading() == heading
    assert walker.language() == words.language
    walker.assert_accessible()
    return walker.page.get_by_role("main")


def choose(walker: Walker, words: Words, way: tuple[str, str]) -> Locator:
    """Take a way of the top bar: its link, and the heading of the page it leads to."""
    link, heading = way
    walker.page.get_by_role("navigation").get_by_role("link", name=link, exact=True).click()
    return arrive(walker, words, heading)


@pytest.mark.parametrize("language", WALK)
def test_the_principal_walks_from_theory_to_verdict(walker: Walker, language: str) -> None:
    """Rings, theory and the STAR verdict, each page without an axe violation or a word from the browser."""
    words = WALK[language]
    walker.sign_in_as("Rektor ved skole A")
    walker.speak(language)
    arrive(walker, words, words.home)

    choose(walker, words, words.schools).get_by_role("link", name="Skole A").first.click()
    school = arrive(walker, words, words.school)
    # One drawing for each width, and only the one that fits is shown; both bear the name.
    assert school.locator("svg.app-rings > title").all_text_contents() == [words.school] * 2
    assert school.locator("svg.app-rings:visible").count() == 1
    assert school.get_by_role("table").first.get_by_role("rowheader", name=words.nurse).first.is_visible()

    theory_link, theory_heading = words.theory
    choose(walker, words, words.theories).get_by_role("link", name=theory_link).first.click()
    theory = arrive(walker, words, theory_heading)
    assert theory.locator("svg > title").count() >= 1
    claim = theory.locator("td", has_text=words.claim)
    assert not claim.is_visible()
    theory.locator("summary", has_text=words.claims).click()
    expect(claim).to_be_visible()

    choose(walker, words, words.studies).get_by_role("link", name=words.study).click()
    study = arrive(walker, words, words.study)
    assert words.verdict in study.locator(".app-answer > p").first.inner_text()
    assert study.locator("svg").count() == 2
