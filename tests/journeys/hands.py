"""A clerk's hands on keyboard and mouse; they count what they do."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from kundenwerk.kernel.numbers import format_day
from kundenwerk.platform.jobs import run_pending
from tests.browser import Site, database


@dataclass
class Hands:
    """One clerk at one screen."""

    page: Page
    site: Site
    inputs: int = 0
    began: float = field(default_factory=time.monotonic)

    def start_counting(self) -> None:
        """Count inputs and seconds from here."""
        self.inputs, self.began = 0, time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the counting began."""
        return time.monotonic() - self.began

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(f"{self.site.address}{path}")

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self._field(label).fill(text)
        self.inputs += 1

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self._field(label).select_option(label=option)
        self.inputs += 1

    def tick(self, label: str) -> None:
        """Tick a box or take one of several choices."""
        self._field(label).check()
        self.inputs += 1

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.inputs += 1

    def push(self, button: str) -> None:
        """Push a button."""
        self.page.get_by_role("button", name=button).click()
        self.inputs += 1

    def follow(self, link: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=link).first.click()
        self.inputs += 1

    def attach(self, label: str, path: str) -> None:
        """Choose a file."""
        self._field(label).set_input_files(path)
        self.inputs += 1

    def sees(self, text: str) -> None:
        """Read something in the main part of the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    def told(self, text: str) -> None:
        """Read what was just done, beside the button that takes it back."""
        expect(self.page.locator("#toasts")).to_contain_text(text)

    def heading(self, text: str) -> None:
        """Wait for a page by its heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def wait_for(self, day: date, by: str) -> None:
        """Let the demonstration's day move on, and the work of the background be done."""
        self.push(by)
        self.sees(f"Heute ist jetzt der {format_day(day)}.")
        self.let_work()

    def let_work(self) -> None:
        """Do what a worker beside the web server would do, then look again."""
        with database():
            run_pending()
        self.page.reload()

    def fetch(self, link: str) -> bytes:
        """Load what a link of the page leads to."""
        address = self.page.get_by_role("link", name=link).first.get_attribute("href")
        answer = self.page.context.request.get(f"{self.site.address}{address}")
        assert answer.ok
        return answer.body()

    def _field(self, label: str) -> Locator:
        whole = re.compile(rf"^\s*{re.escape(label)}(\s+\(freiwillig\))?\s*$")
        return self.page.get_by_label(whole).first


@dataclass
class Keys:
    """A clerk who has only a keyboard; a field filled is one input, any other key is one too."""

    page: Page
    done: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        """How many inputs it took so far."""
        return len(self.done)

    def type(self, text: str) -> None:
        """Type into the field that has the focus."""
        self.page.keyboard.type(text)
        self.done.append(text)

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
        self.done.append(key)

    def tab_to(self, name: str) -> None:
        """Go on to the field of this name; every press counts."""
        for _ in range(30):
            if self.focused == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached; the focus is on {self.focused}")

    @property
    def focused(self) -> str:
        """The name of the field that has the focus, else what it is."""
        script = "() => document.activeElement.name || document.activeElement.outerHTML"
        return str(self.page.evaluate(script))

    def fill_place(self, place: tuple[str, str, str]) -> None:
        """The first step from the postcode on, with a usual consumption."""
        postcode, street, house_number = place
        self.type(postcode)
        self.press("Tab")
        self.type(street)
        self.press("Tab")
        self.type(house_number)
        self.tab_to("annual_kwh")
        self.type("3500")
        self.press("Enter")

    def quote(
        self, place: tuple[str, str, str], iban: str, name: str = "Petra Sommer"
    ) -> APIResponse:
        """From the open first page to the open document of a new prospect's quote."""
        self.type(name)
        self.press("Enter")
        self.fill_place(place)
        expect(self.page.locator("article.tariff").first).to_be_visible()
        self.press("1")
        self.press("Enter")
        expect(self.page.get_by_role("heading", name="Vertragspartner")).to_be_visible()
        self.tab_to("email")
        self.type("petra@example.org")
        self.tab_to("iban")
        self.type(iban)
        self.press("Enter")
        expect(self.page.get_by_role("button", name="Angebot erstellen")).to_be_visible()
        self.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("ist fertig")
        return self._document()

    def _document(self) -> APIResponse:
        """What the key for the document leads to; a viewer of PDFs would not always close."""
        found: list[APIResponse] = []

        def take(route: Route) -> None:
            found.append(route.fetch())
            route.fulfill(status=204)

        self.page.route(re.compile(r"/(dokument/|angebot\.pdf)$"), take)
        self.press("d")
        for _ in range(100):
            if found:
                return found[0]
            self.page.wait_for_timeout(100)
        raise AssertionError("no document came")
