"""The frame around every staff page, in a real browser: keys, palette, narrow screens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from kundenwerk.accounts.roles import Role
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A few customers and one login per role."""
    del site
    with database():
        for role in (Role.ADMINISTRATOR, Role.SALES, Role.AUDITOR):
            user(role)
        user(Role.SERVICE, username="ohne_tasten")
        factories.supplied_contract()
        factories.business_partner(first_name="Jürgen", last_name="Großmann", email="j@example.org")
        factories.business_partner(first_name="Anna", last_name="Kurz", email="anna@example.org")


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "administrator")
    page.goto(site.address)
    return page


def palette(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Suchen oder Befehl eingeben")


def test_the_start_page_reads_well_on_every_screen(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    small.add_cookies(clerk.context.cookies())
    narrow = small.new_page()
    narrow.goto(site.address)

    picture(clerk, "start")
    picture(narrow, "start_320")
    assert findings(clerk) == []
    assert findings(narrow) == []
    assert overflow(narrow) == 0


@pytest.mark.row("V1", "AP-010", "AP-011")
@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_a_customer_is_found_by_how_the_name_sounds(
    clerk: Page, key: str, picture: Callable[..., None]
) -> None:
    clerk.keyboard.press(key)
    clerk.keyboard.type("grohsman")
    hit = palette(clerk).get_by_role("option", name=re.compile("Großmann"))
    expect(hit).to_have_attribute("aria-selected", "true")

    picture(clerk, "palette")
    assert findings(clerk) == []
    clerk.keyboard.press("Enter")

    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Großmann")


@pytest.mark.row("AP-011")
def test_a_command_is_started_from_the_palette(clerk: Page) -> None:
    clerk.keyboard.press("Control+k")
    clerk.keyboard.type("markt")
    clerk.keyboard.press("Enter")

    expect(clerk.get_by_role("heading", name="Marktkommunikation")).to_be_visible()


# What was on its way when the letters were typed: the answer to the field as it was before.
LATE_ANSWER = """(field) => {
  field.value = "markt";
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
  document.getElementById("options").dispatchEvent(
    new CustomEvent("htmx:after:settle", {bubbles: true}));
}"""


@pytest.mark.row("AP-011")
def test_enter_waits_for_the_hits_of_what_was_typed_last(clerk: Page) -> None:
    clerk.keyboard.press("Control+k")
    expect(palette(clerk).get_by_role("option").first).to_be_visible()

    palette(clerk).get_by_role("combobox").evaluate(LATE_ANSWER)

    expect(clerk.get_by_role("heading", name="Marktkommunikation")).to_be_visible()


def test_arrows_move_through_the_hits_and_escape_closes(clerk: Page) -> None:
    clerk.keyboard.press("Control+k")
    options = palette(clerk).get_by_role("option")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    clerk.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    clerk.keyboard.press("Escape")

    expect(palette(clerk)).to_be_hidden()


@pytest.mark.row("BAD-D27")
def test_any_text_may_be_searched_for(clerk: Page) -> None:
    clerk.keyboard.press("Control+k")
    field = palette(clerk).get_by_role("combobox")
    for text in ["%", "_", "(a+)+$", "' or 1=1 --", "x" * 100, "<img src=x onerror=alert(1)>"]:
        with clerk.expect_response(lambda answer: reverse("staff:search") in answer.url) as got:
            field.fill(text)
        assert got.value.status == 200

    expect(palette(clerk)).to_contain_text("Kein Treffer")


def test_letters_start_what_the_page_offers(clerk: Page) -> None:
    clerk.keyboard.press("a")

    expect(clerk.get_by_role("heading", level=1)).to_contain_text("Angebot")


def test_the_question_mark_lists_the_keys_of_the_page(clerk: Page) -> None:
    clerk.keyboard.press("?")
    help_sheet = clerk.get_by_role("dialog", name="Tastenkürzel")

    expect(help_sheet).to_contain_text("Angebot erstellen")
    assert findings(clerk) == []


def test_letters_stay_letters_inside_a_field(clerk: Page, site: Site) -> None:
    clerk.goto(site.address + reverse("staff:customers"))
    clerk.get_by_label("Kunden suchen").click()
    clerk.keyboard.type("a?/j")

    expect(clerk.get_by_label("Kunden suchen")).to_have_value("a?/j")
    assert clerk.url.startswith(site.address + reverse("staff:customers"))


def test_letter_keys_can_be_switched_off(page: Page, site: Site) -> None:
    site.sign_in(page.context, "ohne_tasten")
    page.goto(site.address + reverse("staff:me"))
    page.get_by_label("Tastenkürzel mit einzelnen Buchstaben").uncheck()
    page.get_by_role("button", name="Speichern").click()
    page.goto(site.address)

    page.keyboard.press("a")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Guten Tag")


@pytest.mark.row("V7")
def test_j_and_k_walk_through_a_list(clerk: Page, site: Site) -> None:
    clerk.goto(site.address + reverse("staff:customers"))
    rows = clerk.locator("table[data-rows] tbody tr")

    clerk.keyboard.press("j")
    clerk.keyboard.press("j")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    clerk.keyboard.press("k")
    expect(rows.nth(0)).to_have_attribute("aria-selected", "true")
    clerk.keyboard.press("Enter")

    expect(clerk.get_by_role("heading", name="Aktionen")).to_be_visible()


def test_a_lost_connection_is_said_and_nothing_is_replaced(clerk: Page, site: Site) -> None:
    clerk.goto(site.address + reverse("staff:customers"))
    clerk.context.set_offline(True)

    clerk.get_by_label("Kunden suchen").fill("groß")

    expect(clerk.locator("#toasts")).to_contain_text("Verbindung fehlt")
    expect(clerk.get_by_role("table")).to_be_visible()
    clerk.context.set_offline(False)


def test_an_expired_session_does_not_replace_part_of_a_page(clerk: Page, site: Site) -> None:
    clerk.goto(site.address + reverse("staff:customers"))
    clerk.context.clear_cookies()

    clerk.get_by_label("Kunden suchen").fill("groß")

    expect(clerk.get_by_role("heading", name="Anmelden")).to_be_visible()


def test_the_navigation_shows_only_what_the_role_may_open(page: Page, site: Site) -> None:
    site.sign_in(page.context, "sales")
    page.goto(site.address)
    navigation = page.get_by_role("navigation", name="Hauptnavigation")

    expect(navigation.get_by_role("link", name="Angebote")).to_be_visible()
    expect(navigation.get_by_role("link", name="Nebenbuch")).to_have_count(0)


def test_a_page_of_another_role_is_refused_with_a_sentence(page: Page, site: Site) -> None:
    site.sign_in(page.context, "sales")
    page.goto(site.address + reverse("staff:ledger"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Dafür fehlt Ihnen die Berechtigung")
    assert findings(page) == []


@pytest.mark.row("K11")
def test_the_frame_survives_forced_colours_large_text_and_no_motion(
    clerk: Page, picture: Callable[..., None]
) -> None:
    clerk.emulate_media(forced_colors="active", reduced_motion="reduce")
    picture(clerk, "start_forced")
    clerk.emulate_media(forced_colors="none")
    clerk.set_viewport_size({"width": 683, "height": 384})  # 200 % text on a 1366 screen

    assert overflow(clerk) == 0
    assert findings(clerk) == []


def test_the_skip_link_is_the_first_stop_of_the_keyboard(clerk: Page) -> None:
    clerk.keyboard.press("Tab")

    expect(clerk.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()


def test_the_narrow_screen_opens_the_navigation_on_demand(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    small.add_cookies(clerk.context.cookies())
    page = small.new_page()
    page.goto(site.address)
    page.get_by_role("button", name="Navigation öffnen").click()

    expect(page.get_by_role("link", name="Kunden", exact=True)).to_be_visible()
    picture(page, "navigation_320")
    assert overflow(page) == 0


def test_the_first_visit_stays_light(page: Page, site: Site) -> None:
    site.sign_in(page.context, "administrator")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))

    page.goto(site.address, wait_until="networkidle")

    assert 3 < len(sizes) < 14
    assert sum(sizes) < 240_000  # before compression; 70 kB travel


def test_every_part_of_the_design_reads_well(
    clerk: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    address = site.address + reverse("staff:design")
    small.add_cookies(clerk.context.cookies())
    narrow = small.new_page()

    clerk.goto(address)
    narrow.goto(address)
    picture(clerk, "design", full=True)
    picture(narrow, "design_320", full=True)

    assert findings(clerk) == []
    assert findings(narrow) == []
    assert overflow(narrow) == 0
