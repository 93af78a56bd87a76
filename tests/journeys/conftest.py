"""A real browser on a real demo: `laget demo` in a folder of its own, Chromium without a screen."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# Background networking off: the tests must not ask anything outside this machine.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


LAGET = Path(sys.executable).with_name("laget")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the demo, and each command beside it, is told: a folder of its own, and nothing from outside."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LAGET_", "DJANGO_"))}
    return kept | {"LAGET_VAR": str(tmp_path_factory.mktemp("var")), "LAGET_DEMO": "1"}


@pytest.fixture(scope="session")
def demo(environment: dict[str, str]) -> Iterator[str]:
    """The address of a demo that is set up and served as a newcomer would, and stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([LAGET, "demo", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert server.poll() is None, "the demo stopped before it served"
            try:
                urllib.request.urlopen(f"{address}/inn/", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the demo did not answer within 30 seconds")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("LAGET_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "Chromium was not found. On Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class Walker:
    """Somebody at a browser. Whatever the browser complains of is kept, and fails the journey."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("console", self._keep)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def _keep(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def go(self, path: str) -> None:
        """Open an address of this site."""
        self.page.goto(self.address + path)

    def sign_in_as(self, name: str) -> None:
        """Use the demo's door."""
        self.go("/inn/")
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def speak(self, language: str) -> None:
        """Choose a language in the top bar."""
        self.page.get_by_role("button", name=language, exact=True).click()
        self.page.wait_for_load_state()

    def press(self, button: str) -> None:
        """Press a button of the page's work, not of the top bar."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        """Follow a link of the page's work."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("link", name=link, exact=True).click()

    def language(self) -> str | None:
        """The language the page says it is in."""
        return self.page.locator("html").get_attribute("lang")

    def heading(self) -> str:
        """The one h1 of the page."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def assert_accessible(self) -> None:
        """No axe violations, and nothing wider than the window."""
        results = Axe().run(self.page)
        assert results.violations_count == 0, results.generate_report()
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px wider than the window"

    def assert_refused(self, status: int) -> None:
        """The browser notes the status of the page itself, once, and has nothing else to say."""
        assert len(self.complaints) == 1, self.complaints
        assert f"status of {status}" in self.complaints.pop()

    def assert_no_complaints(self) -> None:
        """Nothing on the console: a CSP message is an error there."""
        assert self.complaints == []


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def walker(request: pytest.FixtureRequest, browser: Browser, demo: str) -> Iterator[Walker]:
    """At both widths; ends by seeing that the browser had no complaint."""
    context = browser.new_context(viewport=request.param, locale="nb-NO")
    walker = Walker(context.new_page(), demo)
    yield walker
    walker.assert_no_complaints()
    context.close()
