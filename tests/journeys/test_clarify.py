"""A school clarifies who does what: twelve answer, and the result shows what it may and hides the rest."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.journeys.conftest import DESKTOP, Walker
from tests.journeys.round_of_twelve import BREAK, HOME, OWN, QUIET, TEACHER_ALIKE, RoundOfTwelve

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).with_name("twelve_situations.py")

# Where a round is closed, its situations are not asked about again; where it is dropped, they are.
CLOSES = {1280: ("skole-a", "Rektor ved skole A"), 360: ("skole-b", "Rektor ved skole B")}
DROPS = dict.fromkeys(CLOSES, ("skole-d", "Rektor ved skole D"))


def main(walker: Walker) -> str:
    return walker.page.get_by_role("main").inner_text()


def section(walker: Walker, number: int) -> str:
    """What the result says of one situation, as it is read on the screen."""
    walker.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    return walker.page.locator(f"section[aria-labelledby=s{number}]").inner_text()


@pytest.fixture
def led(walker: Walker, browser: Browser) -> RoundOfTwelve:
    """A principal about to begin a round, at each width at a school of its own."""
    return at_school(walker, browser, CLOSES)


@pytest.fixture
def tried(walker: Walker, browser: Browser) -> Iterator[RoundOfTwelve]:
    """A round that is open, and dropped afterwards."""
    led = at_school(walker, browser, DROPS)
    led.begin()
    yield led
    walker.go(led.at)
    walker.page.get_by_text("Dropp runden", exact=True).click()
    walker.press("Dropp runden og slett svarene")
    assert "Ingenting er tatt vare på." in main(walker)


def at_school(walker: Walker, browser: Browser, schools: dict[int, tuple[str, str]]) -> RoundOfTwelve:
    school, principal = schools[walker.page.viewport_size["width"]]
    walker.sign_in_as(principal)
    return RoundOfTwelve(walker=walker, browser=browser, school=school)


def test_twelve_answer_and_the_result_shows_what_it_may(led: RoundOfTwelve) -> None:
    walker = led.walker
    led.begin()
    led.everybody_answers()
    led.walker.go(led.at)
    assert "nok svar" in main(walker)
    led.close()
    said = main(walker)
    assert "Resultatet bygger på 11 svar. Lærer: 6 svar, anonymt." in said
    assert "Har delt svaret sitt åpent: Assistent 1, Assistent 2, Sosiallærer, Miljøterapeut, Rektor." in said
    walker.assert_accessible()

    conflict = section(walker, BREAK)
    # Six of six teachers, and the principal: at least four, at most seven.
    assert "Lærer 4–7 av 11" in conflict and "Assistent 2–4 av 11" in conflict
    assert "Kollisjon: Lærer, Assistent, Sosiallærer og Miljøterapeut sier" in conflict
    assert "Miljøterapeut om seg selv: 1 av 1. Andre om Miljøterapeut: 0–2 av 10. Her ser de det ulikt." in conflict
    assert "Lærer om seg selv: 3–6 av 6." in conflict
    assert "«Slik ser miljøterapeut det.»" in conflict

    home = section(walker, HOME)
    # Five of six teachers and all five who show theirs. That a sixth said otherwise is not to be seen.
    assert "Enige" in home and "Lærer 8–11 av 11" in home
    assert "Assistent" not in home.split("Bestemt fra før")[0].replace("Andre om", "")

    quiet = section(walker, QUIET)
    assert "Hull: Mange sier at ingen gjør det, eller at de ikke vet hvem." in quiet
    assert "Ingen 5–8 av 11" in quiet and "Vet ikke 3–6 av 11" in quiet

    own = section(walker, 4)
    assert OWN in own and "svarte ikke på dette 8–11 av 11" in own and "Uenige" not in own

    whole = main(walker)
    assert "Dette vil jeg ikke vise." not in whole and "Helsesykepleier 1" not in whole
    assert "Roller med færre enn fem kan ikke svare anonymt: Assistent, Sosiallærer, Helsesykepleier" in whole
    assert "Hvem som ikke ville dele og hvem som ikke svarte, ser likt ut." in whole
    assert not re.search(r"(?<!–)\b[0-6] av 6\b", whole), "no exact number of the six teachers"

    link = led.links_were["Lærer"]
    with led.phone() as late:
        late.go(link)
        assert late.heading() == "Runden tar ikke imot svar nå"
        late.assert_accessible()

    walker.follow("Én side til møtet")
    walker.assert_accessible()
    sheet = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
    assert len(sheet) == 1
    printed = " ".join(sheet[0].extract_text().split())
    assert "Hva er vi redde for å miste" in printed and "Hva som ikke vises, og hvorfor" in printed
    assert "Kollisjon" in printed and "Hull" in printed and "Lærer 8–11" in printed


def test_answering_openly_is_seen_first_shared_changed_and_taken_back(tried: RoundOfTwelve) -> None:
    """And what is on the way is nowhere: leaving the page leaves nothing."""
    link = tried.links()["Sosiallærer"]
    with tried.phone() as phone:
        phone.go(link)
        phone.assert_accessible()
        assert phone.page.get_by_role("navigation", name="Hovedmeny").count() == 0
        tried.answer(phone, link, {BREAK: ("Sosiallærer", "", "")}, words="Jeg rekker ikke alt.")
        said = main(phone)
        assert "Slik vil kollegene se svaret ditt" in said and "Jeg rekker ikke alt." in said
        assert "Ingenting er lagret ennå." in said
        phone.assert_accessible()
        phone.go(link)
        assert phone.page.locator("input:checked:not([value=''])").count() == 0, "what was only looked at is nowhere"
        tried.answer(phone, link, {BREAK: ("Sosiallærer", "", "")}, words="Jeg rekker ikke alt.")
        phone.press("Endre først")
        assert phone.page.locator("input[name=does-1]:checked").get_attribute("value") == "social-teacher"
        assert phone.page.get_by_label("Med egne ord").first.input_value() == "Jeg rekker ikke alt."
        phone.press("Se over svaret")
        phone.press("Del svaret")
        assert "Takk. Svaret ditt er delt." in main(phone)
        phone.assert_accessible()
        phone.follow("Se det du deler, eller begynn på nytt")
        assert "Dette deler du" in main(phone)
        phone.assert_accessible()
        phone.press("Ta svaret tilbake")
        assert "Svaret ditt er tatt tilbake." in main(phone)
        phone.go(link)
        assert phone.page.locator("input:checked:not([value=''])").count() == 0


def test_answering_takes_few_taps_no_script_and_loses_nothing(tried: RoundOfTwelve) -> None:
    """With JavaScript off: an empty answer is told of, and one that is looked over can be changed."""
    link = tried.links()["Lærer"]
    with tried.phone(scripts=False) as phone:
        phone.go(link)
        phone.press("Se over svaret")
        assert "Du har ikke svart på noe ennå." in main(phone)
        taps = tried.answer(phone, link, TEACHER_ALIKE)
        assert "Du har svart på 3 av 4 situasjoner." in main(phone)
        phone.press("Endre først")
        assert phone.page.locator("input[type=radio]:checked:not([value=''])").count() == taps - 2
        smallest = min(chip.bounding_box()["height"] for chip in phone.page.locator(".app-chip").all())
        assert smallest >= 44
        phone.press("Se over svaret")
        phone.press("Send svaret")
        assert "Takk. Svaret ditt er talt med." in main(phone)


def test_the_questions_are_answered_with_the_keyboard_alone(tried: RoundOfTwelve) -> None:
    link = tried.links()["Lærer"]
    with tried.phone() as phone:
        page = phone.page
        phone.go(link)
        page.locator("[name=does-1]").last.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "should-1"
        page.keyboard.press("ArrowDown")
        assert page.locator("input[type=radio]:checked:not([value=''])").count() == 2
        outlined = page.evaluate("getComputedStyle(document.activeElement.closest('.app-chip')).outlineStyle")
        assert outlined == "solid"
        page.get_by_role("button", name="Se over svaret").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Du har svart på 1 av 4 situasjoner." in main(phone)


def test_slips_and_sheets_print(tried: RoundOfTwelve) -> None:
    walker = tried.walker
    walker.go(f"{tried.at}lenker/")
    walker.assert_accessible()
    assert walker.page.locator(".app-slip svg").count() == 7
    slips = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
    assert len(slips) <= 2
    walker.go(f"{tried.at}ark/")
    walker.assert_accessible()
    sheets = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 7, "one for the teachers, to copy, and one for each of the six others"
    walker.go(f"{tried.at}skriv-inn/")
    walker.assert_accessible()
    walker.press("Før inn arket")
    assert "Velg hvem arket er fra." in main(walker)
    walker.assert_accessible()


def test_twelve_situations_with_much_to_talk_about_are_one_printed_page(
    browser: Browser, demo: str, environment: dict[str, str]
) -> None:
    """The longest of the library, each with a gap or a collision."""
    ran = subprocess.run(
        [sys.executable, SCRIPT], env=environment, check=True, timeout=60, capture_output=True, text=True
    )
    context = browser.new_context(viewport=DESKTOP, locale="nb-NO")
    walker = Walker(context.new_page(), demo)
    walker.sign_in_as("Rektor ved skole E")
    for language in ("Bokmål", "Nynorsk", "English"):
        walker.speak(language)
        walker.go(f"/skoler/skole-e/avklaring/{ran.stdout}/moteark/")
        assert walker.page.locator(".app-marks").count() == 12
        sheet = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
        assert len(sheet) == 1, language
    walker.assert_accessible()
    walker.assert_no_complaints()
    context.close()
