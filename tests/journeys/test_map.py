"""A school maps its team: from an empty page to what the owner sees, and no longer sees."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Locator
from pypdf import PdfReader
from tests.journeys.conftest import DESKTOP, PHONE, Walker
from tests.journeys.forty_posts import POSTS, ROWS, as_copied

from laget.mapping.school_year import SchoolYear

pytestmark = pytest.mark.browser

TODAY = localdate()
THIS = SchoolYear.of(TODAY).begins
MOST_ACTIONS = 200
PRINCIPAL, OWNER, TEACHER = "Rektor ved skole A", "Skoleeier i kommune A", "Lærer ved skole A"
STEWARD = "Tillitsvalgt ved skole A"


class Counted:
    """A principal at work: every click, key and paste is counted, and a character typed is a key."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.page = walker, walker.page
        self.clicks = self.keys = self.pastes = 0

    @property
    def actions(self) -> int:
        return self.clicks + self.keys + self.pastes

    def press(self, button: str) -> None:
        self.clicks += 1
        self.walker.press(button)

    def follow(self, link: str) -> None:
        self.clicks += 1
        self.walker.follow(link)

    def write(self, field: Locator, text: str) -> None:
        self.clicks += 1
        self.keys += len(text)
        field.click()
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        self.clicks += 2
        field.select_option(label=option)

    def paste(self, field: Locator, text: str) -> None:
        self.clicks += 1
        self.pastes += 1
        field.click()
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+V")


@pytest.fixture(params=[(DESKTOP, THIS), (PHONE, THIS + 1)], ids=["desktop", "phone"])
def at(request: pytest.FixtureRequest, browser: Browser, demo: str) -> Iterator[tuple[Walker, SchoolYear]]:
    """A walker at each width, with a school year nobody has mapped yet."""
    viewport, year = request.param
    context = browser.new_context(viewport=viewport, locale="nb-NO", permissions=["clipboard-read", "clipboard-write"])
    walker = Walker(context.new_page(), demo)
    yield walker, SchoolYear(begins=year)
    walker.assert_no_complaints()
    context.close()


def main(walker: Walker) -> str:
    return walker.page.get_by_role("main").inner_text()


def begin(walker: Walker, year: int) -> None:
    """Begin the map of a year on the list of the school's maps."""
    walker.press(walker.page.locator(f"main button[name=year][value='{year}']").inner_text())


def become(walker: Walker, name: str) -> None:
    walker.page.context.clear_cookies()
    walker.sign_in_as(name)


def paste_and_save(me: Counted) -> None:
    """From the clipboard to the map, with the two things that are asked of the school itself."""
    me.paste(me.page.get_by_label("Lim inn radene"), as_copied())
    me.press("Fyll tabellen")
    assert f"{len(ROWS)} linjer er fylt inn." in main(me.walker)
    assert me.page.get_by_label("Rolle, linje 4").input_value() == "Kontaktlærer"
    me.walker.assert_accessible()
    me.write(me.page.get_by_label("Elever", exact=True), "382")
    me.choose(me.page.get_by_label("Trinn", exact=True), "1.–7. trinn")
    me.press("Lagre kartet")
    said = main(me.walker)
    assert f"Kartet har nå {POSTS} stillinger i {len(ROWS)} linjer." in said
    assert me.page.locator("main svg").count() == 2
    assert "Dette er nok til å se" in said and "elever per voksen" in said
    assert "Dette mangler, og åpner mer" in said and "bundet til enkeltelever, mangler på" in said
    me.walker.assert_accessible()


def write_what_is_missing(me: Counted) -> None:
    """The page leads to the first cell that is empty; then what it opens is enough to see."""
    me.clicks += 1
    me.page.get_by_role("link", name="Hvor mye som er bundet til enkeltelever, mangler på").click()
    assert me.page.evaluate("document.activeElement.name").startswith("bound-")
    for row, written in enumerate(ROWS):
        cell = me.page.locator(f"#bound-{row}")
        if written[0] == "Assistent" and not cell.input_value():
            me.write(cell, "50")
    me.press("Lagre kartet")
    assert "hvor mye tid som er bundet til enkeltelever" in main(me.walker)
    me.press("Slik er det hos oss")
    assert "Slik står rollene hos dere" in main(me.walker)


def discuss_and_open(me: Counted) -> None:
    """The button stays shut until both talks are recorded."""
    me.follow("Drøft og åpne")
    assert me.page.get_by_role("button", name="Åpne kartet").is_disabled()
    me.walker.assert_accessible()
    for whom in ("tillitsvalgt", "verneombud"):
        me.page.locator(f"#{whom}-held_on").fill(TODAY.isoformat())
        me.clicks, me.keys = me.clicks + 1, me.keys + 8
    me.press("Lagre drøftingen")
    me.press("Åpne kartet")
    assert "Kartet er åpnet." in main(me.walker)


def share(me: Counted) -> None:
    """What will be seen is shown first."""
    me.follow("Se hva som ville bli delt")
    me.walker.assert_accessible()
    me.press("Del med skoleeier")
    assert "Delt. Skoleeier ser det nå." in main(me.walker)
    me.walker.assert_accessible()


def test_an_empty_school_becomes_a_map(at: tuple[Walker, SchoolYear], capsys: pytest.CaptureFixture[str]) -> None:
    """From a pasted list to what the owner sees, and no longer sees."""
    walker, year = at
    walker.sign_in_as(PRINCIPAL)
    me = Counted(walker)
    walker.go("/skoler/skole-a/kart/")
    walker.assert_accessible()
    me.clicks += 2  # the card on the first page, and the button
    begin(walker, year.begins)
    walker.assert_accessible()
    paste_and_save(me)
    write_what_is_missing(me)
    discuss_and_open(me)
    share(me)
    with capsys.disabled():
        sys.stdout.write(
            f"\nForty posts to a shared map: {me.clicks} clicks, {me.keys} keys, {me.pastes} paste ({me.actions})\n"
        )
    assert me.actions <= MOST_ACTIONS

    become(walker, OWNER)
    walker.go(f"/skoleeiere/kommune-a/lag/?ar={year.begins}")
    walker.assert_accessible()
    walker.follow("Skole A")
    shared = f"/skoler/skole-a/delt/{year.begins}/"
    assert walker.page.url.endswith(shared)
    assert "Årsverk" in main(walker) and "Vaktmester" not in main(walker)
    walker.assert_accessible()

    become(walker, TEACHER)
    for page in ("", "tall/", "moteplasser/", "strategi/", "rundt-en-elev/"):
        walker.go(f"/skoler/skole-a/kart/{year.begins}/{page}")
        assert "Bundet til enkeltelever" not in main(walker)
        walker.assert_accessible()

    become(walker, PRINCIPAL)
    walker.go(f"/skoler/skole-a/kart/{year.begins}/deling/")
    walker.press("Trekk tilbake")
    assert "Skoleeier ser ingenting av kartet nå." in main(walker)
    walker.assert_accessible()
    become(walker, OWNER)
    walker.go(shared)
    assert walker.heading() == "Vi finner ikke siden"
    walker.assert_refused(404)


def test_it_can_be_done_without_javascript(browser: Browser, demo: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="nb-NO", java_script_enabled=False)
    walker = Walker(context.new_page(), demo)
    page = walker.page
    walker.sign_in_as("Rektor ved skole B")
    walker.go("/skoler/skole-b/kart/")
    begin(walker, THIS)
    page.get_by_label("Lim inn radene").fill(as_copied(headings=False))
    walker.press("Fyll tabellen")
    walker.press("Flere rader")
    page.get_by_label(f"Rolle, linje {len(ROWS) + 1}").fill("Logoped")
    walker.press("Lagre kartet")
    assert f"Kartet har nå {POSTS + 1} stillinger i {len(ROWS) + 1} linjer." in main(walker)
    walker.assert_no_complaints()
    context.close()


def test_a_wrong_list_says_every_fault_and_loses_nothing(walker: Walker) -> None:
    """At row and column, with what was written still there; and the same faults when one tries to save."""
    school = "skole-c" if walker.page.viewport_size == DESKTOP else "skole-d"
    walker.sign_in_as(f"Rektor ved skole {school[-1].upper()}")
    walker.go(f"/skoler/{school}/kart/")
    begin(walker, THIS)
    page = walker.page
    wrong = "Stilling\tNavn\tProsent\tDager\nAssistent\tKari\t150\t3\nMiljøterapeut\tOla\tmye\tma\n\tPer\t50\t\n"
    page.get_by_label("Lim inn radene").fill(wrong)
    walker.press("Fyll tabellen")
    said = main(walker)
    for where in ("Linje 1, Stilling, %:", "Linje 1, Dager:", "Linje 2, Stilling, %:", "Linje 3, Rolle:"):
        assert where in said
    assert "Kari" not in said and "ikke tatt inn" in said and "Navn" in said
    assert page.get_by_label("Stilling, %, linje 1").input_value() == "150"
    walker.assert_accessible()
    page.locator("ds-error-summary").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "fraction-0"
    page.get_by_label("Stilling, %, linje 1").fill("50")
    walker.press("Lagre kartet")
    assert page.locator("ds-error-summary").get_by_role("link").count() == 3
    assert page.get_by_label("Stilling, %, linje 2").input_value() == "mye"
    page.get_by_label("Rolle, linje 1").fill("Assistent 01017012345")
    walker.press("Lagre kartet")
    assert "fødselsnummer" in page.locator("ds-error-summary").inner_text()
    walker.assert_accessible()
    walker.go(f"/skoler/{school}/kart/{THIS}/tabell/")
    assert page.get_by_label("Rolle, linje 1").input_value() == "Assistent", "what could be kept was kept"


def test_the_table_is_written_with_the_keyboard_alone_and_kept(walker: Walker) -> None:
    """Enter goes down and makes rows, what is typed is kept without a click, and what is pasted fills the cells."""
    page = walker.page
    year = THIS - 1 if page.viewport_size == DESKTOP else THIS + 1
    walker.sign_in_as("Rektor ved skole E")
    walker.go("/skoler/skole-e/kart/")
    begin(walker, year)
    page.get_by_label("Rolle, linje 1").focus()
    for role in ("Rektor", "Assistent", "Assistent", "Sosiallærer", "Lærer", "Helsesykepleier"):
        page.keyboard.type(role)
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "role-6", "the sixth and seventh row came with Enter"
    with page.expect_response("**/utkast/") as kept:
        page.get_by_label("Stilling, %, linje 1").focus()
        page.keyboard.type("100")
    assert kept.value.status == 204
    page.get_by_text("Tatt vare på kl.").wait_for()
    walker.assert_accessible()
    walker.go("/")
    walker.go(f"/skoler/skole-e/kart/{year}/tabell/")
    assert "er tatt vare på, men ikke lagret i kartet ennå" in main(walker)
    assert page.get_by_label("Rolle, linje 6").input_value() == "Helsesykepleier"
    walker.assert_accessible()
    page.get_by_label("Stilling, %, linje 2").focus()
    pasted = "80\t50\tma ti\ther\n60\t100\talle\tkommer hit"
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        pasted,
    )
    assert page.get_by_label("Dager, linje 2").input_value() == "ma ti"
    assert page.get_by_label("Sted, linje 3").input_value() == "visiting"
    page.get_by_role("button", name="Lagre kartet").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Kartet har nå 6 stillinger i 6 linjer." in main(walker)


def test_the_shop_steward_looks_at_what_is_recorded_and_it_prints(walker: Walker) -> None:
    walker.sign_in_as(PRINCIPAL)
    walker.go("/skoler/skole-a/kart/")
    if walker.page.locator(f"main button[name=year][value='{THIS - 1}']").count():
        begin(walker, THIS - 1)
        walker.page.get_by_label("Lim inn radene").fill(as_copied())
        walker.press("Fyll tabellen")
        walker.press("Lagre kartet")
    become(walker, STEWARD)
    walker.go(f"/skoler/skole-a/kart/{THIS - 1}/innsyn/")
    said = main(walker)
    assert "60 dager etter at den er dekket igjen" in said
    assert "Miljøterapeut" in said and "20" in said
    walker.assert_accessible()
    sheets = PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 2
    walker.go(f"/skoler/skole-a/kart/{THIS - 1}/drofting/")
    assert "Ikke drøftet ennå." in main(walker)
    walker.assert_accessible()
    walker.go(f"/skoler/skole-a/kart/{THIS - 1}/")
    walker.assert_accessible()
    assert len(PdfReader(io.BytesIO(walker.page.pdf(prefer_css_page_size=True))).pages) <= 2


PAGES = (
    "", "tabell/", "liste/", "ringer/", "trinn/", "linjer/", "moteplasser/", "moteplasser/ny/", "rundt-en-elev/",
    "tall/", "strategi/", "innsyn/", "drofting/", "deling/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["Nynorsk", "English"])
def test_every_page_of_a_map_holds_in_each_language_and_in_the_dark(walker: Walker, language: str) -> None:
    """On the map that is made of what the report tells of school E: most of it is open."""
    walker.page.emulate_media(color_scheme="dark")
    walker.sign_in_as("Rektor ved skole E")
    walker.speak(language)
    for page in PAGES:
        walker.go(f"/skoler/skole-e/kart/2014/{page}")
        assert walker.language() == {"Nynorsk": "nn", "English": "en"}[language]
        walker.assert_accessible()
    walker.go("/skoler/skole-e/kart/2014/")
    walker.page.get_by_role("main").locator("table a").first.click()
    walker.assert_accessible()


def choose(walker: Walker, field: str, option: str) -> None:
    """Choose in a list with the keyboard: the letters of what it is to be."""
    walker.page.locator(field).focus()
    walker.page.keyboard.type(option)


def test_who_works_together_and_the_rings_of_one_grade(walker: Walker) -> None:
    """With the keyboard alone, from a fault to a printed map; then the owner's own pages."""
    page, on_desktop = walker.page, walker.page.viewport_size == DESKTOP
    school, grade = "/skoler/skole-a/kart/2014/", "5. trinn" if on_desktop else "6. trinn"
    walker.sign_in_as(PRINCIPAL)
    walker.go(f"{school}linjer/")
    free = page.locator("main select[name^=a-]").first.get_attribute("name").removeprefix("a-")
    helper = "Rektor" if on_desktop else "Helsesykepleier"
    choose(walker, f"#a-{free}", "Kontaktlærer")
    choose(walker, f"#b-{free}", helper)
    page.keyboard.press("Enter")
    walker.press("Lagre")
    assert "Velg hvordan de arbeider sammen." in main(walker)
    assert page.locator(f"#b-{free} option:checked").inner_text() == helper
    walker.assert_accessible()
    choose(walker, f"#how-{free}", "tverrfaglig")
    walker.press("Lagre")
    walker.follow("Se linjene i kartet")
    assert page.locator("main svg path.app-link").count() >= 2
    walker.assert_accessible()
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) <= 2

    walker.go(f"{school}trinn/")
    assert page.get_by_label("Trinnteam 5", exact=True).input_value() == "5. trinn", "offered, or saved already"
    walker.press("Lagre")
    walker.assert_accessible()
    walker.follow(f"Velg ringer for {grade}")
    walker.assert_accessible()
    page.locator("input[name=ring-school-nurse][value=core]").focus()
    page.keyboard.press("Space")
    walker.press("Lagre ringene")
    assert walker.heading() == f"Laget rundt {grade} ved Skole A"
    walker.assert_accessible()

    become(walker, OWNER)
    walker.go("/skoleeiere/kommune-a/strategi/")
    page.get_by_text("Bestem skoleeiers strategi").click()
    walker.assert_accessible()
    choose(walker, "#leading", "sosial" if on_desktop else "peda")
    walker.press("Lagre")
    assert f"Strategi: {'sosialpedagogisk' if on_desktop else 'pedagogisk'}" in main(walker)
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    walker.go("/skoleeiere/kommune-a/lag/?ar=2014&ligner=skole-a")
    assert "har de samme trinnene" in main(walker)
    walker.assert_accessible()
