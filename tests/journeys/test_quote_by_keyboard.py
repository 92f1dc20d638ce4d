"""A quote for a new prospect by keyboard alone, and the keys of the tariff step."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Quote
from tests import factories
from tests.browser import Site, database
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.journeys.hands import Keys

pytestmark = pytest.mark.journey
MOST_INPUTS = 25


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A market, six tariffs, a customer who sounds like somebody else."""
    del site
    with database():
        given.small_market()
        set_business_date(fresh_call(), day=given.DAY)
        user(Role.SALES, username="vera")
        bonus = {"new_customer_bonus": Money(80_00), "instant_bonus": Money(50_00)}
        given.tariff("OEKO12", "11.9", name="Kollektiv Öko 12", is_green=True, **bonus)
        given.tariff("ONLINE", "11.6", name="Kollektiv Online", is_online=True)
        for number in range(4):
            given.tariff(f"PLUS{number}", f"{13 + number}", name=f"Musterstrom {number}")
        factories.business_partner(
            first_name="Anna",
            last_name="Großmann",
            postcode="50667",
            town="Köln",
            street="Domgasse",
            house_number="7",
        )


@pytest.fixture
def keys(page: Page, site: Site) -> Keys:
    site.sign_in(page.context, "vera")
    page.goto(f"{site.address}/angebote/neu/")
    return Keys(page)


@pytest.mark.row("S1", "KM-013")
def test_a_quote_from_the_first_keystroke_to_the_pdf_by_keyboard_alone(keys: Keys) -> None:
    document = keys.quote(given.PLACE, given.IBAN)

    assert document.headers["content-type"] == "application/pdf"
    assert keys.inputs <= MOST_INPUTS, keys.done
    with database():
        quote = Quote.objects.latest("pk")
        assert str(quote.business_partner) == "Petra Sommer"
        assert quote.bank_account
        assert quote.calculation.tariff_version.tariff.name == "Kollektiv Öko 12"


@pytest.mark.row("S9")
def test_enter_leads_to_the_one_who_is_known_and_takes_her(keys: Keys) -> None:
    keys.type("Grohsmann")
    expect(keys.page.get_by_text("Diesen Kunden nehmen")).to_be_visible()

    keys.press("Enter")
    keys.press("Enter")

    expect(keys.page.get_by_role("link", name=re.compile("Anna Großmann"))).to_be_visible()
    expect(keys.page.get_by_label("Straße").first).to_have_value("Domgasse")


@pytest.mark.row("S9")
def test_what_was_typed_before_the_scripts_came_is_looked_for_too(page: Page, site: Site) -> None:
    site.sign_in(page.context, "vera")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/htmx.min.js", hold)
    page.goto(f"{site.address}/angebote/neu/", wait_until="commit")
    page.get_by_role("searchbox", name="Für wen?").focus()
    page.keyboard.type("Grohsmann")

    late[0].continue_()

    expect(page.get_by_text("Diesen Kunden nehmen")).to_be_visible()


@pytest.mark.row("S4", "S5", "S6")
def test_the_keys_of_the_tariff_step(keys: Keys) -> None:
    page = keys.page
    to_tariffs(keys)

    keys.press("s")
    keys.press("n")
    expect(page.get_by_role("article").first).to_contain_text("Kollektiv Online")
    keys.press("n")
    expect(page.get_by_role("article").first).to_contain_text("Kollektiv Öko 12")
    keys.press("ArrowRight")
    expect(page.get_by_role("article")).to_have_count(2)
    assert "seite=2" in page.url
    assert "sb=" not in page.url
    keys.press("2")
    expect(page.get_by_role("button", name=re.compile("^Weiter mit Musterstrom 3"))).to_be_visible()
    keys.press("ArrowLeft")
    expect(page.get_by_role("article")).to_have_count(4)
    expect(page.get_by_role("button", name=re.compile("^Weiter mit Musterstrom 3"))).to_be_visible()
    page.get_by_role("link", name=re.compile("gespart im 1. Jahr")).first.press("Enter")
    expect(page.get_by_role("table", name="Rechenweg 1. Jahr")).to_contain_text("Neukundenbonus")
    page.locator("#kwh").fill("5.000")
    expect(page.get_by_role("table", name="Rechenweg 1. Jahr")).to_contain_text("5.000")
    expect(page.locator("#kwh")).to_be_focused()


def to_tariffs(keys: Keys) -> None:
    """The first step as short as it can be."""
    keys.press("Enter")
    keys.fill_place(given.PLACE)
    expect(keys.page.get_by_role("heading", name="Kollektiv Öko 12")).to_be_visible()
