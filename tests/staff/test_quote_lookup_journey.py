"""Services are asked behind the back of a clerk who goes on typing, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.market.rules.lookups import Service
from kundenwerk_simulator.lookups import FAULT_STREET
from tests.browser import Site, database, findings
from tests.factories import sales as given
from tests.factories.users import user
from tests.staff.lookup_path import wider_market
from tests.stubs.lookups import answering, switch_on

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> Iterator[None]:
    """The market around Cologne, a tariff, services that take half a second at most."""
    del site
    with answering() as (address, _):
        with database():
            wider_market()
            user(Role.SALES, username="vera")
            given.tariff("T1", "12", name="Kollektiv Basis")
            for service in (Service.GRID_OPERATOR, Service.DEFAULT_SUPPLY):
                switch_on(service, address, timeout_ms=1000)
        yield


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "vera")
    page.goto(f"{site.address}/angebote/neu/")
    return page


def type_address(page: Page, street: str, number: str) -> None:
    page.get_by_label("Postleitzahl").fill("50667")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Bundesland")).to_have_value("Nordrhein-Westfalen")
    page.get_by_label("Straße").fill(street)
    page.get_by_label("Hausnummer").fill(number)
    page.keyboard.press("Tab")


@pytest.mark.row("AP-041", "AP-048", "S3")
def test_operator_and_default_supply_appear_while_the_clerk_types(clerk: Page) -> None:
    type_address(clerk, "Domgasse", "7")
    consumption = clerk.get_by_label("Geschätzter Jahresverbrauch in kWh")
    consumption.focus()
    clerk.keyboard.type("35", delay=30)
    expect(clerk.locator("#grid")).to_contain_text("Westnetz GmbH")
    expect(consumption).to_be_focused()
    clerk.keyboard.type("00")
    expect(consumption).to_have_value("3500")
    assert findings(clerk) == []

    clerk.locator(".foot").get_by_role("button", name="Tarife zeigen").click()

    expect(clerk.locator(".comparison")).to_contain_text("Ortsstrom Grundversorgung")
    expect(clerk.locator(".comparison")).to_contain_text("Grundversorgungsermittlung")


@pytest.mark.row("AP-042", "AP-043")
def test_a_faulty_address_and_a_silent_service_leave_the_way_by_hand(clerk: Page) -> None:
    type_address(clerk, "Nirgendwo", "1")
    clerk.get_by_role("link", name="Adresse prüfen").click()
    expect(clerk.get_by_label("Straße")).to_be_focused()
    expect(clerk.get_by_label("Straße")).to_have_value("Nirgendwo")
    assert findings(clerk) == []

    clerk.get_by_label("Straße").fill(FAULT_STREET)
    clerk.get_by_label("Hausnummer").fill("504")
    clerk.keyboard.press("Tab")
    expect(clerk.locator("#grid")).to_contain_text("Rheinnetz")  # told by the table instead

    clerk.get_by_text("Netzbetreiber von Hand wählen").click()
    clerk.get_by_label("Liste eingrenzen").fill("enerc")
    operators = clerk.locator("#id_grid_operator option")
    expect(operators).to_have_count(2)
    expect(operators.last).to_contain_text("enercity Netz GmbH")
