"""A draft outlives the browser, is taken up by a colleague, and two at it lose nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import QuoteDraft
from tests.browser import Site, database, findings, overflow
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = [pytest.mark.journey, pytest.mark.row("S2")]


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A market with a tariff and two clerks."""
    del site
    with database():
        given.small_market()
        set_business_date(fresh_call(), day=given.DAY)
        given.tariff("PLUS", "12.5")
        user(Role.SALES, username="vera")
        user(Role.SALES, username="jonas")


@pytest.fixture
def vera(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "vera")
    return page


@pytest.fixture
def elsewhere(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Another computer, with another clerk at it."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1366, "height": 768})
    site.sign_in(context, "jonas")
    yield context
    context.close()


def street_typed(page: Page, street: str) -> None:
    page.get_by_label("Straße").first.fill(street)
    expect(page.locator("#save-state")).to_contain_text("Entwurf gespeichert")


def test_a_draft_outlives_its_browser_and_a_colleague_goes_on_with_it(
    browser: Browser, site: Site, elsewhere: BrowserContext
) -> None:
    closing = browser.new_context(locale="de-DE")
    site.sign_in(closing, "vera")
    begun = closing.new_page()
    begun.goto(f"{site.address}/angebote/neu/")
    street_typed(begun, "Domgasse")
    closing.close()

    jonas = elsewhere.new_page()
    jonas.goto(f"{site.address}/angebote/entwuerfe/")
    row = jonas.get_by_role("row", name=re.compile("Domgasse"))
    expect(row).to_contain_text("vera")
    expect(row).to_contain_text("gerade eben")
    expect(row).to_contain_text("Hausnummer, Jahresverbrauch, Tarif, Name")
    assert findings(jonas) == []
    assert overflow(jonas) == 0
    row.get_by_role("link").click()

    expect(jonas.get_by_label("Straße").first).to_have_value("Domgasse")
    expect(jonas.locator("main")).to_contain_text("vera hatte ihn gerade eben")
    jonas.get_by_label("Hausnummer").first.fill("9")
    expect(jonas.locator("#save-state")).to_contain_text("Auch vera arbeitet daran")


def test_two_at_one_step_are_told_and_choose_answer_by_answer(
    vera: Page, site: Site, elsewhere: BrowserContext
) -> None:
    vera.goto(f"{site.address}/angebote/neu/")
    street_typed(vera, "Sonnenweg")
    jonas = elsewhere.new_page()
    jonas.goto(vera.url)
    jonas.get_by_label("Hausnummer").first.fill("12")
    expect(jonas.locator("#save-state")).to_contain_text("Entwurf gespeichert")
    vera.get_by_label("Straße").first.fill("Talweg")
    told = vera.locator("#save-state")
    expect(told).to_contain_text("Nicht gespeichert: jonas hat diesen Schritt")

    told.get_by_role("button", name="Beide Fassungen ansehen").click()

    expect(vera.get_by_role("heading", name="Der Entwurf wurde woanders")).to_be_visible()
    expect(vera.get_by_label("Talweg")).to_be_checked()
    expect(vera.get_by_label("12")).to_be_checked()
    assert findings(vera) == []
    vera.get_by_role("button", name="Auswahl übernehmen").click()
    expect(vera.get_by_label("Straße").first).to_have_value("Talweg")
    with database():
        stored = QuoteDraft.objects.latest("updated_at").data
    assert (stored["street"], stored["house_number"]) == ("Talweg", "12")
