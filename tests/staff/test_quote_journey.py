"""The quote path in a real browser: keyboard, live prices, narrow screens, accessibility."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.money import Money
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Quote, QuoteDraft
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A market, seven tariffs, a customer who may be mistaken for a prospect, two clerks."""
    del site
    with database():
        given.small_market()
        set_business_date(fresh_call(), day=given.DAY)
        user(Role.SALES, username="vera")
        user(Role.SALES, username="jonas")
        bonus = {"new_customer_bonus": Money(80_00), "instant_bonus": Money(50_00)}
        given.tariff("OEKO12", "11.9", name="Kollektiv Öko 12", is_green=True, **bonus)
        given.tariff("PLUS24", "12.4", name="Musterstrom Plus 24", minimum_term_months=24)
        given.tariff("ONLINE", "11.6", name="Kollektiv Online", is_green=True, is_online=True)
        given.tariff("SONNE", "12.2", name="Kollektiv Sonne 12", is_green=True, is_online=True)
        given.tariff("BASIS", "15", name="Musterstrom Basis", minimum_term_months=0)
        given.tariff("FREI", "13", name="Musterstrom Frei", minimum_term_months=0)
        given.tariff("GEWERBE", "11", name="Gewerbe Plus", is_b2b=True)
        given.tariff("MINI", "11", name="Mini", upto_kwh=1500)
        factories.business_partner(
            first_name="Anna",
            last_name="Großmann",
            postcode="50667",
            town="Köln",
            street="Domgasse",
            house_number="7",
        )


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "vera")
    page.goto(f"{site.address}/angebote/neu/")
    return page


def fill_basis(page: Page) -> None:
    """The first step as a clerk types it, without the mouse."""
    page.get_by_label("Postleitzahl").first.fill("50667")
    page.keyboard.press("Tab")
    expect(page.locator("b", has_text="Rheinnetz")).to_be_visible()
    page.get_by_label("Straße").first.fill("Domgasse")
    page.get_by_label("Hausnummer").first.fill("9")
    page.get_by_role("button", name="2 Personen").click()
    expect(page.get_by_label("Geschätzter Jahresverbrauch")).to_have_value("3.500")


def to_tariffs(page: Page) -> None:
    fill_basis(page)
    page.get_by_role("button", name="Tarife zeigen").click()
    expect(page.get_by_role("heading", name="Kollektiv Öko 12")).to_be_visible()


def check_page(page: Page, small: BrowserContext, site: Site) -> None:
    """Accessible, and narrow enough for the smallest screen."""
    assert findings(page) == []
    assert overflow(page) == 0
    site.sign_in(small, "vera")
    narrow = small.new_page()
    narrow.goto(page.url)
    assert overflow(narrow) == 0
    narrow.close()


@pytest.mark.row("AP-014", "AP-022", "AP-023", "AP-024", "AP-027")
def test_the_first_step(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    fill_basis(clerk)

    expect(clerk.locator("#save-state")).to_contain_text("Entwurf gespeichert")
    picture(clerk, "quote_basis")
    check_page(clerk, small, site)


@pytest.mark.row("AP-014", "AP-019", "AP-028")
def test_the_energy_kind_is_chosen_by_click_or_key_and_gas_asks_for_the_living_area(
    clerk: Page,
) -> None:
    clerk.get_by_label("Haushaltsstrom").focus()
    clerk.keyboard.press("ArrowRight")
    expect(clerk.get_by_label("Ladestrom")).to_be_checked()
    clerk.get_by_text("Gas", exact=True).click()
    expect(clerk.get_by_label("Tarifanzahl des Zählers")).to_have_count(0)
    clerk.get_by_role("button", name="100 m²").click()

    consumption = clerk.get_by_label("Geschätzter Jahresverbrauch")
    expect(consumption).to_have_value("12.000")
    expect(consumption).to_be_editable()


@pytest.mark.row("AP-031")
def test_the_next_possible_day_fills_the_start_and_locks_it(clerk: Page) -> None:
    clerk.get_by_label("Nächstmöglicher Termin").check()

    start = clerk.get_by_label("Gewünschter Lieferbeginn")
    expect(start).to_have_value("20.11.2026")
    expect(start).not_to_be_editable()
    clerk.get_by_label("Nächstmöglicher Termin").uncheck()
    expect(start).to_be_editable()


def test_typing_on_is_not_disturbed_by_the_answer_of_the_server(clerk: Page) -> None:
    clerk.get_by_label("Postleitzahl").first.fill("50667")
    clerk.keyboard.press("Tab")
    clerk.get_by_label("Straße").first.press_sequentially("Domgasse am Rhein", delay=25)

    expect(clerk.locator("b", has_text="Rheinnetz")).to_be_visible()
    expect(clerk.get_by_label("Straße").first).to_have_value("Domgasse am Rhein")
    expect(clerk.get_by_label("Straße").first).to_be_focused()


@pytest.mark.row("AP-051", "AP-052", "AP-053", "AP-057", "AP-058", "AP-060", "AP-067")
def test_tariffs_are_compared_and_chosen_by_keyboard(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    to_tariffs(clerk)
    picture(clerk, "quote_tariffs")

    assert clerk.get_by_role("article").count() == 4
    for choice in clerk.locator(".pick").all():
        box = choice.bounding_box()
        foot = clerk.locator(".foot").bounding_box()
        assert box
        assert foot
        assert box["y"] + box["height"] <= foot["y"]
    assert clerk.get_by_role("article").first.get_by_role("heading").inner_text() == (
        "Kollektiv Öko 12"
    )
    clerk.keyboard.press("n")
    clerk.keyboard.press("s")
    expect(clerk.get_by_role("article").first.get_by_role("heading")).to_have_text(
        "Kollektiv Online"
    )
    clerk.keyboard.press("2")
    expect(clerk.get_by_role("button", name=re.compile("^Weiter mit "))).to_be_visible()
    check_page(clerk, small, site)
    clerk.go_back()
    expect(clerk.get_by_role("heading", name=re.compile("^Angebot für"))).to_be_visible()


def test_a_new_consumption_reprices_while_the_field_keeps_the_focus(clerk: Page) -> None:
    to_tariffs(clerk)
    before = clerk.get_by_role("article").first.locator(".price").inner_text()

    clerk.locator("#kwh").fill("5.000")

    expect(clerk.get_by_role("article").first).to_contain_text("5.000")
    assert clerk.get_by_role("article").first.locator(".price").inner_text() != before
    expect(clerk.locator("#kwh")).to_be_focused()
    expect(clerk.locator("#kwh")).to_have_value("5.000")
    assert "annual_kwh=5.000" in clerk.url
    assert "csrf" not in clerk.url


@pytest.mark.row("S4")
def test_the_keyboard_presets_the_consumption_and_stays_where_it_is(clerk: Page) -> None:
    for label, kwh in (("1 Person", "2.000"), ("5 Personen", "5.750")):
        chip = clerk.get_by_role("button", name=label, exact=True)
        chip.press("Enter")
        expect(clerk.get_by_label("Geschätzter Jahresverbrauch")).to_have_value(kwh)
        expect(chip).to_have_attribute("aria-pressed", "true")
        expect(chip).to_be_focused()


@pytest.mark.row("AP-047")
def test_why_not_names_reason_and_change(clerk: Page) -> None:
    to_tariffs(clerk)

    clerk.keyboard.press("w")

    expect(clerk.get_by_text("Der Verbrauch liegt außerhalb der Preisstaffeln")).to_be_visible()


@pytest.mark.row("AP-001", "AP-076", "AP-079", "AP-089", "AP-094", "AP-108")
def test_from_the_first_keystroke_to_the_finished_quote(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    to_tariffs(clerk)
    clerk.keyboard.press("1")
    clerk.get_by_role("button", name="Weiter mit Kollektiv Öko 12").click()
    fill_parties(clerk)
    picture(clerk, "quote_parties", full=True)
    clerk.get_by_role("button", name="Angaben prüfen").click()
    expect(clerk.locator(".error-summary")).to_be_focused()
    expect(clerk.locator(".error-summary")).to_contain_text("Altlieferant")
    check_page(clerk, small, site)
    clerk.get_by_label("Altlieferant", exact=True).select_option(label="Rheinstrom")
    clerk.get_by_role("button", name="Angaben prüfen").click()
    expect(clerk.get_by_role("heading", name="Vertragspartner")).to_be_visible()
    picture(clerk, "quote_check", full=True)
    check_page(clerk, small, site)
    clerk.get_by_role("button", name="Angebot erstellen").click()
    expect(clerk.get_by_role("heading", name=re.compile("ist fertig"))).to_be_visible()
    picture(clerk, "quote_next")
    check_page(clerk, small, site)
    accept(clerk, small, site, picture)


def fill_parties(page: Page) -> None:
    """The fourth step with a namesake, a mistyped IBAN and a supplier change."""
    page.get_by_label("Vorname").first.fill("Ana")
    page.get_by_label("Nachname").first.press_sequentially("Grohsmann", delay=20)
    expect(page.get_by_text("Anna Großmann")).to_be_visible()
    page.get_by_label("Nachname").first.fill("Sommer")
    page.get_by_label("IBAN").fill("DE98370400440532013000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Die Prüfziffern stimmen nicht.")).to_be_visible()
    page.get_by_label("IBAN").fill("DE89 3704 0044 0532 0130 00")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Commerzbank")).to_be_visible()
    expect(page.get_by_text("Die Prüfziffern stimmen nicht.")).not_to_be_visible()
    page.get_by_label("Lieferantenwechsel").check()


def accept(page: Page, small: BrowserContext, site: Site, picture: Callable[..., None]) -> None:
    """Open the quote with its calculation, then record the acceptance, by keyboard."""
    page.keyboard.press("o")
    expect(page.get_by_role("heading", name="Preiskalkulation")).to_be_visible()
    page.keyboard.press("r")
    picture(page, "quote_page", full=True)
    check_page(page, small, site)
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name=re.compile("nimmt das Angebot an"))).to_be_visible()
    check_page(page, small, site)
    page.get_by_label("per E-Mail").check()
    page.get_by_role("button", name="Vertrag anlegen").click()
    page.wait_for_url(re.compile("/vertraege/"))
    with database():
        assert Quote.objects.get().state == "ACCEPTED"


@pytest.mark.row("AP-126")
def test_a_colleague_finds_the_draft_and_goes_on(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    fill_basis(clerk)
    expect(clerk.locator("#save-state")).to_contain_text("Entwurf gespeichert")
    site.sign_in(small, "jonas")
    colleague = small.new_page()

    colleague.goto(f"{site.address}/angebote/entwuerfe/")
    colleague.get_by_role("link", name=re.compile("^Angebot für")).first.click()

    expect(colleague.get_by_label("Straße").first).to_have_value("Domgasse")
    clerk.goto(f"{site.address}/angebote/entwuerfe/")
    picture(clerk, "quote_drafts")
    assert findings(clerk) == []
    clerk.goto(f"{site.address}/angebote/")
    picture(clerk, "quote_list")
    assert findings(clerk) == []
    assert overflow(clerk) == 0


def test_two_tabs_on_one_draft_never_overwrite_each_other(clerk: Page, site: Site) -> None:
    fill_basis(clerk)
    expect(clerk.locator("#save-state")).to_contain_text("Entwurf gespeichert")
    address = clerk.url
    other = clerk.context.new_page()
    other.goto(address)
    other.get_by_label("Straße").first.fill("Talweg")
    other.get_by_role("button", name="Tarife zeigen").click()
    expect(other.get_by_role("heading", name="Kollektiv Öko 12")).to_be_visible()

    clerk.get_by_label("Straße").first.fill("Bergweg")
    clerk.get_by_role("button", name="Tarife zeigen").click()

    expect(clerk.get_by_role("heading", name="Der Entwurf wurde woanders geändert")).to_be_visible()
    with database():
        assert QuoteDraft.objects.latest("updated_at").data["street"] == "Talweg"
