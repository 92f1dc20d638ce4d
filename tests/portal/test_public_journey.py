"""The public pages in a browser: wide and narrow, by keyboard, readable for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.platform.clock import set_business_date
from tests.browser import Site, database, findings, overflow
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.general_terms import general_terms
from tests.tariffs.test_conditions import ALL

pytestmark = pytest.mark.journey


@dataclass(frozen=True)
class Eyes:
    """Looks at a page wide and narrow."""

    page: Page
    narrow: Page
    picture: Callable[..., None]

    def see(self, name: str) -> None:
        """Nothing to find for axe, nothing wider than the screen."""
        self.picture(self.page, name, full=True)
        assert findings(self.page) == []
        self.narrow.context.add_cookies(self.page.context.cookies())
        self.narrow.goto(self.page.url)
        self.picture(self.narrow, f"{name}_320", full=True)
        assert findings(self.narrow) == []
        assert overflow(self.narrow) == 0


def choose(page: Page, site: Site, eyes: Eyes) -> None:
    page.goto(f"{site.address}/tarifrechner/")
    page.get_by_label("Postleitzahl").fill("50667")
    page.get_by_label("Jahresverbrauch in kWh").fill("3500")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_contain_text("2 Tarife")
    eyes.see("tarifrechner")
    page.get_by_role("button", name="Stadtstrom PLUS").press("Enter")


def pick_conditions(page: Page, eyes: Eyes) -> None:
    page.get_by_role("checkbox", name="Papierrechnung").press("Space")
    expect(page.get_by_role("button", name="Weiter mit Papierrechnung")).to_be_visible()
    eyes.see("konditionen")
    page.get_by_role("button", name="Weiter mit Papierrechnung").press("Enter")


def fill_in(page: Page, eyes: Eyes) -> None:
    page.get_by_label("Straße").fill("Domgasse")
    page.get_by_label("Hausnummer").fill("7")
    page.get_by_label("Einzug").press("Space")
    eyes.see("lieferung")
    page.keyboard.press("Enter")
    page.get_by_label("Vorname").fill("Petra")
    page.get_by_label("Nachname").fill("Sommer")
    page.get_by_label("E-Mail").fill("petra@example.org")
    page.get_by_label("IBAN").fill(given.IBAN)
    eyes.see("person")
    page.keyboard.press("Enter")


@pytest.mark.row("C16", "KM-013")
def test_a_visitor_orders_with_the_keyboard_and_every_page_reads_well(
    page: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    with database():
        given.small_market()
        set_business_date(fresh_call(), day=given.DAY)
        given.tariff("PLUS", "12.5", conditions=ALL)
        general_terms()
        given.tariff("OEKO", "13.1", is_green=True)
    eyes = Eyes(page, small.new_page(), picture)

    choose(page, site, eyes)
    pick_conditions(page, eyes)
    fill_in(page, eyes)
    expect(page.get_by_role("heading", name="Ist alles richtig?")).to_be_visible()
    eyes.see("pruefen")
    page.get_by_label("schon vor Ablauf der Widerrufsfrist").press("Space")
    page.get_by_role("button", name="zahlungspflichtig bestellen", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Danke")
    eyes.see("fertig")
    page.get_by_role("link", name="Vertrag widerrufen").press("Enter")
    expect(page.get_by_role("button", name="Widerruf bestätigen", exact=True)).to_be_visible()
    eyes.see("widerruf")
