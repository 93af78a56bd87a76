"""Twelve who answer a round: six teachers anonymously, two assistants and four who are alone in their role openly; most
on a phone, two on paper. Each step can be used alone, so that other journeys begin where this one ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Browser
from tests.journeys.conftest import PHONE, Walker

LIBRARY = (
    "Løse opp i en konflikt fra storefri når læreren må begynne timen",
    "Legge merke til elever som er stille og trekker seg unna",
    "Ringe hjem når noe har skjedd på skolen",
)
OWN = "Ta imot en elev som kommer gråtende inn fra bussen"
BREAK, QUIET, HOME = 1, 2, 3
ROLES = {
    "Lærer": 6, "Assistent": 2, "Sosiallærer": 1, "Helsesykepleier": 1, "Miljøterapeut": 1, "Rektor": 1,
}  # fmt: skip
NAMED_ONLY = "PP-rådgiver"

Said = Mapping[int, tuple[str, str, str]]
"""By situation: who does it, who should, and how far in; empty is skipped."""

TEACHER_ALIKE: Said = {
    BREAK: ("Lærer", "Miljøterapeut", "Tar over en stund"),
    HOME: ("Lærer", "Lærer", ""),
    QUIET: ("Ingen", "Lærer", "Er med ved siden av læreren"),
}
TEACHER_OTHERWISE: Said = {
    BREAK: ("Lærer", "Miljøterapeut", "Gir råd"),
    HOME: ("Assistent", "Lærer", ""),
    QUIET: ("Vet ikke", "Sosiallærer", ""),
}
TEACHERS = (TEACHER_ALIKE, TEACHER_ALIKE, TEACHER_ALIKE, TEACHER_OTHERWISE, TEACHER_OTHERWISE)
ON_PAPER: Said = {
    BREAK: ("Lærer", "Miljøterapeut", "Gir råd"), HOME: ("Lærer", "Lærer", ""), QUIET: ("Vet ikke", "Lærer", ""),
}  # fmt: skip
OPENLY: Mapping[str, Said] = {
    "Assistent 1": {BREAK: ("Assistent", "Assistent", ""), HOME: ("Lærer", "Lærer", "")},
    "Sosiallærer": {
        BREAK: ("Sosiallærer", "Miljøterapeut", "Tar over en stund"),
        HOME: ("Lærer", "Lærer", ""), QUIET: ("Ingen", "Sosiallærer", ""),
    },
    "Miljøterapeut": {
        BREAK: ("Miljøterapeut", "Miljøterapeut", "Tar over en stund"),
        HOME: ("Lærer", "Lærer", ""), QUIET: ("Miljøterapeut", "Miljøterapeut", ""),
    },
    "Rektor": {BREAK: ("Lærer", "Miljøterapeut", ""), HOME: ("Lærer", "Lærer", ""), QUIET: ("Ingen", "Lærer", "")},
}  # fmt: skip
DECLINES = "Helsesykepleier"
ASSISTANT_ON_PAPER: Said = {BREAK: ("Assistent", "Miljøterapeut", ""), HOME: ("Lærer", "Lærer", "")}


@dataclass(kw_only=True)
class RoundOfTwelve:
    """A round at a school, in the hands of whoever leads it (``walker`` is signed in as one)."""

    walker: Walker
    browser: Browser
    school: str
    phone_is: dict[str, int] = field(default_factory=lambda: dict(PHONE))
    at: str = ""
    links_were: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """From the empty page to a round that is open."""
        walker, page = self.walker, self.walker.page
        walker.go(f"/skoler/{self.school}/avklaring/")
        walker.assert_accessible()
        walker.press("Begynn en runde")
        self.at = "/" + page.url.split("/", 3)[3]
        self._empty_the_roles()
        for text in LIBRARY:
            page.get_by_label(text).check()
        page.get_by_label("Egen situasjon 1").fill(OWN)
        for row, (role, holders) in enumerate([*ROLES.items(), (NAMED_ONLY, 1)]):
            page.locator(f"#role-{row}").select_option(label=role)
            page.locator(f"#holders-{row}").fill(str(holders))
        page.locator("[name=asked-6]").uncheck()
        page.get_by_label("Svar innen").fill((localdate() + timedelta(weeks=2)).isoformat())
        walker.assert_accessible()
        walker.press("Lagre, og se hvem som svarer hvordan")
        walker.assert_accessible()
        walker.press("Åpne runden")
        walker.assert_accessible()

    def _empty_the_roles(self) -> None:
        """The map may have roles already, which are other ones."""
        page = self.walker.page
        if not page.locator("[type=hidden][name^=role-]").count():
            return
        for holders in page.locator("[name^=holders-]").all():
            holders.fill("")
        self.walker.press("Lagre")

    def links(self) -> dict[str, str]:
        """By whose it is, the path of each link on the slips."""
        self.walker.go(f"{self.at}lenker/")
        slips = self.walker.page.locator(".app-slip").all()
        return {
            slip.get_by_role("heading").inner_text(): "/" + slip.locator(".app-address").inner_text().split("/", 1)[1]
            for slip in slips
        }

    @contextmanager
    def phone(self, *, scripts: bool = True) -> Iterator[Walker]:
        """Somebody else's phone, with nobody signed in."""
        context = self.browser.new_context(viewport=self.phone_is, locale="nb-NO", java_script_enabled=scripts)
        walker = Walker(context.new_page(), self.walker.address)
        yield walker
        walker.assert_no_complaints()
        context.close()

    def answer(self, walker: Walker, link: str, said: Said, *, words: str = "") -> int:
        """Tap through the questions to the page where all of it is seen; how many taps it took."""
        page, taps = walker.page, 0
        walker.go(link)
        for number, answers in said.items():
            for question, choice in zip(("does", "should", "how_far"), answers, strict=True):
                if choice:
                    chips = page.locator(f".app-chip:has([name={question}-{number}])")
                    chips.filter(
                        has_text=re.compile(rf"^\s*{choice}\s*$")
                    ).click()
                    taps += 1
        if words:
            page.get_by_label("Med egne ord").first.fill(words)
        walker.press("Se over svaret")
        return taps + 2

    def type_sheet(self, whose: str, said: Said, *, shown: bool = False) -> None:
        """What is on a sheet of paper, typed in by whoever may."""
        walker, page = self.walker, self.walker.page
        walker.go(f"{self.at}skriv-inn/")
        page.get_by_label("Hvem er arket fra?").select_option(label=whose)
        for number, answers in said.items():
            for question, choice in zip(("does", "should", "how_far"), answers, strict=True):
                if choice:
                    field = page.locator(f"#{question}-{number}")
                    marked = field.locator("option", has_text=re.compile(rf"^\S+ {choice}$")).inner_text()
                    field.select_option(label=marked)
        if shown:
            page.get_by_label("Et åpent ark").check()
        walker.press("Før inn arket")

    def everybody_answers(self) -> None:
        """Ten by link, two on paper; one of the ten looks, and declines."""
        links = self.links_were = self.links()
        for said in TEACHERS:
            with self.phone() as phone:
                self.answer(phone, links["Lærer"], said)
                phone.press("Send svaret")
        for whose, said in OPENLY.items():
            with self.phone() as phone:
                self.answer(phone, links[whose], said, words=f"Slik ser {whose.lower()} det.")
                phone.press("Del svaret")
        with self.phone() as phone:
            self.answer(phone, links[DECLINES], {BREAK: ("Lærer", "Lærer", "")}, words="Dette vil jeg ikke vise.")
            phone.press("Ikke del")
        self.type_sheet("Lærer (anonymt)", ON_PAPER)
        self.type_sheet("Assistent 2", ASSISTANT_ON_PAPER, shown=True)

    def close(self) -> None:
        self.walker.go(self.at)
        self.walker.press("Lukk runden og vis resultatet")
