"""A school settles who does what: from a list of situations to a printed card, and from a disagreement to the owner's
answer."""

from __future__ import annotations

import io
import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser
from pypdf import PdfReader
from tests.journeys.conftest import DESKTOP, PHONE, Walker

pytestmark = pytest.mark.browser

PRINCIPAL, OWNER, TEACHER = "Rektor ved skole A", "Skoleeier i kommune A", "Lærer ved skole A"
LIST = "/skoler/skole-a/avklaring/bestemt/"
CARDS = "/skoler/skole-a/avklaring/rollekort/"
# The two widths settle different situations, and write different cards, of the same school.
CASES = {
    "desktop": ("Løse opp i en konflikt fra storefri når læreren må begynne timen", "miljoterapeut", "Miljøterapeut"),
    "phone": ("Følge opp lekser som stadig ikke blir gjort", "social-teacher", "Sosiallærer"),
}
MOST_KEYS = 35


def main(walker: Walker) -> str:
    return walker.page.get_by_role("main").inner_text()


def become(walker: Walker, name: str) -> None:
    walker.page.context.clear_cookies()
    walker.sign_in_as(name)


@pytest.fixture
def case(walker: Walker) -> tuple[str, str, str]:
    return CASES["desktop" if walker.page.viewport_size == DESKTOP else "phone"]


def pick(walker: Walker, situation: str) -> None:
    """Put a situation of the library on the list."""
    walker.go(LIST)
    if not walker.page.get_by_label(situation).is_visible():
        walker.page.get_by_text("Velg blant situasjoner fra runden og rapporten").click()
    # A round that was held at the school before has its own situations ticked.
    for ticked in walker.page.locator("input[name=key]:checked").all()[::-1]:
        ticked.uncheck()
    walker.page.get_by_label(situation).check()
    walker.assert_accessible()
    walker.press("Legg til")
    assert "situasjon er lagt til" in main(walker)
    walker.assert_accessible()


def settle(walker: Walker, situation: str) -> None:
    """Settle one situation in as few words as it takes: the teacher has it, so nothing is to be handed back."""
    pick(walker, situation)
    walker.follow(situation)
    walker.page.get_by_label("Hvem har ansvaret?").select_option(label="Kontaktlærer")
    walker.press("Lagre")
    assert "Kontaktlærer har ansvaret." in main(walker)


def settle_by_keyboard(walker: Walker, situation: str, role: str) -> int:
    """Settle one situation with the keyboard alone, as somebody writes in a meeting; how many keys it took."""
    page, keys = walker.page, 0

    def press(key: str, times: int = 1) -> None:
        nonlocal keys
        for _ in range(times):
            page.keyboard.press(key)
            keys += 1

    walker.follow(situation)
    lead = page.get_by_label("Hvem har ansvaret?")
    lead.focus()
    first_letters = re.match("[A-Za-z]+", role)[0]
    page.keyboard.type(first_letters)
    keys += len(first_letters)
    # Where the letters lead depends on how quickly they come; from there one goes the way one sees the role.
    wanted = lead.locator("option").all_inner_texts().index(role)
    while (at := lead.evaluate("select => select.selectedIndex")) != wanted:
        press("ArrowDown" if at < wanted else "ArrowUp")
        assert keys < MOST_KEYS
    while page.evaluate("document.activeElement.id") != "hand_back":
        press("Tab")
        assert keys < MOST_KEYS
    page.keyboard.type("i neste time")
    keys += len("i neste time")
    with page.expect_navigation():
        press("Enter")
    return keys


def test_from_a_situation_to_a_printed_card(walker: Walker, case: tuple[str, str, str]) -> None:
    situation, role, name = case
    page = walker.page
    walker.sign_in_as(PRINCIPAL)
    pick(walker, situation)
    assert "Ikke bestemt: hvem som har ansvaret" in main(walker)

    # Without a rule for when the teacher is back, it is kept and is not settled.
    walker.follow(situation)
    page.get_by_label("Hvem har ansvaret?").select_option(label=name)
    page.get_by_role("checkbox", name="Assistent", exact=True).check()
    walker.press("Lagre")
    assert "Det mangler når læreren tar over igjen" in main(walker)
    walker.assert_accessible()
    walker.go(LIST)
    keys = settle_by_keyboard(walker, situation, name)
    assert keys <= MOST_KEYS
    walker.go(LIST)
    assert "i neste time" in main(walker) and name in main(walker)

    # The card has grown by itself; the school writes the rest, puts it forward, and those concerned agree.
    walker.go(f"{CARDS}{role}/")
    assert "Utkast, ikke lagt fram" in main(walker) and situation in main(walker)
    walker.follow("Skriv på kortet")
    walker.assert_accessible()
    page.get_by_label("Om rollen, i en setning eller to").fill("For alle elever, tett på lærerne.")
    page.get_by_label("Gjør ikke").fill("Er vikar for lærere")
    page.get_by_label("Mentor").select_option(label="Rektor")
    walker.press("Lagre")
    assert "Er vikar for lærere" in main(walker)
    walker.press("Legg fram versjon 1")
    assert "Versjon 1 er lagt fram." in main(walker) and "ikke avtalt ennå" in main(walker)
    walker.assert_accessible()
    for whom in ("holders", "colleagues", "leader"):
        page.locator(f"#agreed-{whom}").fill(localdate().isoformat())
    walker.press("Lagre datoene")
    assert "Versjon 1, avtalt" in main(walker)
    walker.assert_accessible()

    # One page on paper, with the whole card and none of the buttons.
    if page.viewport_size == DESKTOP:
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == 1
        text = " ".join(printed.pages[0].extract_text().split())
        for said in (situation, "i neste time", "Er vikar for lærere", "Mentor: Rektor", "Avtalt med", "Taushetsplikt"):
            assert said in text, said
        assert "Skriv på kortet" not in text

    become(walker, TEACHER)
    walker.go("/skoler/skole-a/hvem-hjelper/")
    walker.assert_accessible()
    page.get_by_label("Hva gjelder det?").fill(situation.split()[0])
    walker.press("Finn")
    assert name in main(walker) and "i neste time" in main(walker)
    page.get_by_label("Hva gjelder det?").fill("romferge")
    walker.press("Finn")
    assert "Ingen av situasjonene har «romferge» i seg" in main(walker)
    for path in (LIST, CARDS, f"{CARDS}{role}/"):
        walker.go(path)
        assert page.get_by_role("main").get_by_role("button").count() == 0, "a teacher reads, and changes nothing"


def test_from_a_disagreement_to_the_owners_answer(walker: Walker) -> None:
    desktop = walker.page.viewport_size == DESKTOP
    situation = "Ta tak i fravær tidlig" if desktop else "Følge opp elever som kommer for sent"
    question = f"Sosiallærer eller avdelingsleder ({'stor' if desktop else 'liten'} skjerm)?"
    page = walker.page
    walker.sign_in_as(PRINCIPAL)
    walker.go("/skoler/skole-a/avklaring/ansvar/")
    walker.assert_accessible()
    page.get_by_label("Avgjør når dere ikke blir enige").select_option(label="Rektor")
    walker.press("Lagre")
    pick(walker, situation)
    walker.follow(situation)
    walker.follow("Vi er uenige")
    assert "Rektor avgjør." in main(walker)
    walker.assert_accessible()
    walker.press("Legg saken fram")
    assert "Skriv hva dere er uenige om" in page.locator("ds-error-summary").inner_text()
    walker.assert_accessible()
    page.get_by_label("Spørsmålet").fill(question)
    walker.press("Legg saken fram")
    assert "Venter på svar ved skolen" in main(walker)
    walker.assert_accessible()
    page.get_by_text("Løft saken til skoleeier").click()
    walker.press("Løft til skoleeier")
    assert "Løftet til skoleeier" in main(walker)

    become(walker, OWNER)
    assert question in main(walker), "on the first page, at once"
    walker.assert_accessible()
    walker.follow(f"Svar Skole A: {situation}")
    walker.assert_accessible()
    page.get_by_label("Svaret").fill("Sosiallæreren, og avdelingslederen får beskjed.")
    walker.press("Svar")
    assert "Skolen ser svaret nå." in main(walker)
    walker.assert_accessible()
    walker.go("/")
    assert question not in main(walker)

    become(walker, PRINCIPAL)
    walker.go("/skoler/skole-a/avklaring/saker/")
    walker.assert_accessible()
    walker.follow(situation)
    assert "Sosiallæreren, og avdelingslederen får beskjed." in main(walker)
    walker.assert_accessible()
    walker.follow("Bestem situasjonen slik svaret sier")
    assert walker.heading() == situation


def test_feedback_a_new_colleague_and_half_a_year_later(walker: Walker) -> None:
    page = walker.page
    desktop = page.viewport_size == DESKTOP
    walker.sign_in_as(PRINCIPAL)
    walker.go("/skoler/skole-a/avklaring/tilbakemelding/")
    walker.assert_accessible()
    page.get_by_label("Hvem får den?").select_option(label="Assistent" if desktop else "Miljøarbeider")
    page.get_by_label("Hvem gir den?").select_option(label="Lærer")
    page.get_by_label("Når og hvordan?").fill("på trinnmøtet annenhver uke")
    walker.press("Avtal")
    assert "Lærer: på trinnmøtet annenhver uke" in main(walker)
    walker.assert_accessible()

    walker.go(f"{CARDS}miljoarbeider/ny/")
    walker.assert_accessible()
    page.get_by_label("Gjort").first.fill(localdate().isoformat())
    page.get_by_label("Det som kom fram").first.fill("Presentert på planleggingsdagen")
    walker.press("Lagre")
    assert "1 av" in main(walker)

    situation = "Ringe hjem når noe har skjedd på skolen" if desktop else "Ta klassen når læreren er borte"
    settle(walker, situation)
    walker.go("/skoler/skole-a/avklaring/et-halvt-ar-etter/")
    walker.assert_accessible()
    page.get_by_role("group", name=situation).get_by_role("radio", name="Oppnådd").check()
    walker.press("Lagre")
    assert situation in page.get_by_role("region", name="Oppnådd").inner_text()
    walker.assert_accessible()


def test_the_owner_describes_a_role(walker: Walker) -> None:
    role, name = ("vernepleier", "Vernepleier") if walker.page.viewport_size == DESKTOP else ("assistant", "Assistent")
    page = walker.page
    walker.sign_in_as(OWNER)
    walker.go("/skoleeiere/kommune-a/stillingsbeskrivelser/")
    walker.assert_accessible()
    walker.go(f"/skoleeiere/kommune-a/stillingsbeskrivelser/{role}/")
    walker.assert_accessible()
    page.get_by_label("Gjør", exact=True).fill("Veilede lærere\nVære med i klassen")
    page.get_by_label("Godkjent av").fill("Skolesjefen og Fellesorganisasjonen")
    walker.press("Lagre")
    assert "hvem som har godkjent" in page.locator("ds-error-summary").inner_text()
    walker.assert_accessible()
    page.get_by_label("Godkjent dato").fill(localdate().isoformat())
    walker.press("Lagre")
    assert f"{name}" in main(walker) and "av Skolesjefen og Fellesorganisasjonen" in main(walker)
    walker.assert_accessible()
    become(walker, PRINCIPAL)
    walker.go(f"{CARDS}{role}/?utkast=ja")
    assert "Veilede lærere" in main(walker) and "bygger på kommunens beskrivelse" in main(walker)


def test_who_helps_is_found_without_javascript(browser: Browser, demo: str) -> None:
    situation = "Si hva assistenten skal gjøre i timen"
    with browser.new_context(viewport=DESKTOP, locale="nb-NO") as context:
        leader = Walker(context.new_page(), demo)
        leader.sign_in_as(PRINCIPAL)
        settle(leader, situation)
    context = browser.new_context(viewport=PHONE, locale="nb-NO", java_script_enabled=False)
    walker = Walker(context.new_page(), demo)
    walker.sign_in_as(TEACHER)
    walker.go("/skoler/skole-a/hvem-hjelper/?q=assistenten")
    assert walker.heading() == "Hvem hjelper med hva ved Skole A"
    assert situation in main(walker)
    walker.go("/skoler/skole-a/hvem-hjelper/?q=finnes-ikke")
    assert "Ingen av situasjonene har «finnes-ikke» i seg. Prøv et annet ord, eller vis alle." in main(walker)
    assert situation not in main(walker)
    walker.assert_no_complaints()
    context.close()
