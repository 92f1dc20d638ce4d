"""A tariff manager in a real browser: from a new tariff to approved prices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.clock import set_business_date
from tests.browser import Site, database, findings, overflow
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """The market of Cologne and a manager."""
    del site
    with database():
        set_business_date(fresh_call(), day=given.DAY)
        given.small_market()
        user(Role.SALES, username="tara")


def stands(page: Page, small: BrowserContext) -> None:
    """The page is usable for everybody, also on the narrowest screen."""
    small.add_cookies(page.context.cookies())
    narrow = small.new_page()
    narrow.goto(page.url)
    assert findings(page) + findings(narrow) == []
    assert overflow(narrow) == 0
    narrow.close()


@pytest.mark.row("AP-002")
def test_a_new_tariff_gets_its_prices_and_is_approved(
    page: Page, site: Site, small: BrowserContext, picture: Callable[..., None]
) -> None:
    site.sign_in(page.context, "tara")
    page.goto(f"{site.address}/preise/")
    stands(page, small)
    page.keyboard.press("a")
    make_tariff(page)
    enter_prices(page)
    stands(page, small)
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_text("IN VORBEREITUNG")).to_be_visible()

    add_condition(page)
    stands(page, small)
    page.get_by_role("button", name="Konditionen speichern").click()
    expect(page.get_by_role("cell", name="Ökozuschlag")).to_be_visible()

    ask_costs(page)
    stands(page, small)
    picture(page, "tarif-kosten")
    page.keyboard.press("f")
    expect(page.get_by_text("Der Verkauf beginnt sofort")).to_be_visible()
    stands(page, small)
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("AKTIV", exact=True)).to_be_visible()


def make_tariff(page: Page) -> None:
    page.get_by_label("Tarif", exact=True).fill("Strom Stadt")
    page.get_by_label("Kürzel", exact=True).fill("STADT")
    page.get_by_label("Haushaltsstrom").check(force=True)
    page.get_by_role("button", name="Weiter zu den Preisen").click()


def enter_prices(page: Page) -> None:
    """Two tiers, the second added while the first is typed, for one grid."""
    page.get_by_label("Bezeichnung").fill("Preisstand 12/2026")
    for label, text in (("ab kWh", "0"), ("Arbeitspreis ct/kWh", "12,5"), ("Grundpreis", "90")):
        page.get_by_label(f"Staffel 1: {label}").fill(text)
    page.get_by_role("button", name="Staffel hinzufügen").click()
    expect(page.get_by_label("Staffel 2: ab kWh")).to_be_focused()
    for label, text in (("ab kWh", "2.500"), ("Arbeitspreis ct/kWh", "11,5"), ("Grundpreis", "95")):
        page.get_by_label(f"Staffel 2: {label}").fill(text)
    page.get_by_label("Netzbetreiber suchen").press_sequentially("rheinn", delay=20)
    page.get_by_label("Rheinnetz", exact=True).check()
    expect(page.get_by_label("Bezeichnung")).to_have_value("Preisstand 12/2026")


def add_condition(page: Page) -> None:
    page.get_by_role("link", name="Konditionen ab 2500 kWh").click()
    page.get_by_role("button", name="Kondition hinzufügen").click()
    page.get_by_label("Kondition 1: Bezeichnung").fill("Ökozuschlag")
    page.get_by_label("Kondition 1: Betrag oder Monate").fill("0,3")


def ask_costs(page: Page) -> None:
    page.get_by_label("Postleitzahl").fill("50667")
    page.get_by_label("Verbrauch im Jahr, kWh").fill("1.800")
    page.get_by_role("button", name="Berechnen").click()
    page.get_by_text("Als Balken").click()
    expect(page.get_by_role("heading", name="Woraus ein Jahr mit 1.800 kWh")).to_be_visible()


def test_the_settings_of_tariffs_stand_on_every_screen(
    page: Page, site: Site, small: BrowserContext
) -> None:
    site.sign_in(page.context, "tara")
    page.goto(f"{site.address}/preise/einstellungen/")
    page.get_by_label("Beschaffung netto, ct/kWh").fill("9,8")
    page.get_by_label("Quelle").fill("Portfolio 2026")
    page.get_by_role("button", name="Beschaffungspreis eintragen").click()
    expect(page.get_by_role("cell", name="9,8")).to_be_visible()
    stands(page, small)
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Noch kein Beschaffungspreis")).to_be_visible()
    page.goto(f"{site.address}/preise/einlesen/")
    stands(page, small)
