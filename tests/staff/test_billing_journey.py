"""The billing pages in a real browser: the way of a run, narrow screens, accessibility."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.billing.models import Invoice
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.clock import set_business_date
from kundenwerk.platform.jobs import run_pending
from tests.billing import worlds
from tests.browser import Site, database, findings, overflow
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """Three billable households, one without a reading, a billing clerk."""
    del site
    with database():
        worlds.prices()
        worlds.company()
        for number in range(1, 4):
            contract = worlds.billable(number, kwh=1500 * number)
            worlds.change_price(contract, date(2026, 10, 1), "14")
        worlds.supplied(9)
        set_business_date(fresh_call(), day=worlds.ISSUED)
        user(Role.BILLING, username="bodo")


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "bodo")
    return page


def work() -> None:
    with database():
        run_pending()


@pytest.mark.row("B2", "B3", "B4")
def test_a_clerk_previews_bills_and_opens_the_calculation_of_a_line(
    clerk: Page, site: Site, picture: Callable[..., None]
) -> None:
    clerk.goto(f"{site.address}/abrechnung/lauf/")
    clerk.get_by_label("Abrechnen bis einschließlich").fill("31.12.2026")
    clerk.get_by_role("button", name="Vorschau berechnen").click()
    picture(clerk, "lauf-wartet")
    work()
    expect(clerk.get_by_text("fertig").first).to_be_visible()
    clerk.reload()
    picture(clerk, "lauf-vorschau", full=True)

    clerk.get_by_label("Anzahl der Rechnungen").fill("3")
    clerk.get_by_role("button", name="Rechnungen ausstellen").click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Abrechnungslauf")
    work()
    clerk.reload()
    picture(clerk, "lauf-fertig", full=True)
    clerk.get_by_role("link", name="R-2027-000001").click()

    clerk.locator("summary", has_text="Rechenweg").first.click()
    expect(clerk.locator(".code").first).to_be_visible()
    picture(clerk, "rechnung", full=True)
    with database():
        assert Invoice.objects.count() == 3


def pages() -> list[str]:
    with database():
        contract = SupplyContract.objects.order_by("-pk").first()
        invoice = Invoice.objects.order_by("pk").first()
    assert contract is not None
    found = [
        "/rechnungen/",
        "/abrechnung/lauf/",
        "/abrechnung/klaerung/",
        "/laeufe/",
        "/zaehlerstaende/",
        f"/zaehlerstaende/lieferstelle/{contract.supply_point_id}/",
        f"/vertraege/{contract.pk}/abrechnen/?bis=31.12.2026",
    ]
    if invoice is not None:
        found += [f"/rechnungen/{invoice.pk}/", f"/laeufe/{invoice.run_id}/"]
    return found


def test_no_billing_page_has_a_barrier(
    clerk: Page, site: Site, picture: Callable[..., None]
) -> None:
    for address in pages():
        clerk.goto(f"{site.address}{address}")
        picture(clerk, f"seite{address.split('?')[0].replace('/', '-')}")
        assert findings(clerk) == [], address


def test_no_billing_page_is_wider_than_a_small_screen(small: BrowserContext, site: Site) -> None:
    site.sign_in(small, "bodo")
    page = small.new_page()
    for address in pages():
        page.goto(f"{site.address}{address}")
        assert overflow(page) == 0, address
