"""Taking back and looking ahead, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.parties.models import BusinessPartner
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """Two customers and a clerk."""
    del site
    with database():
        user(Role.ADMINISTRATOR)
        factories.business_partner(first_name="Jürgen", last_name="Großmann", email="j@example.org")
        factories.business_partner(first_name="Anna", last_name="Kurz", email="anna@example.org")


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "administrator")
    with database():
        business_partner = BusinessPartner.objects.get(last_name="Kurz")
    page.goto(site.address + reverse("staff:customer", args=[business_partner.pk]))
    return page


def note(clerk: Page, text: str) -> None:
    clerk.get_by_label("Notiz", exact=True).fill(text)
    clerk.get_by_role("button", name="Notieren").click()
    expect(clerk.locator("#toasts")).to_contain_text("Notiz festgehalten")


@pytest.mark.row("V8")
def test_a_note_is_taken_back_with_one_click(
    clerk: Page, small: BrowserContext, picture: Callable[..., None]
) -> None:
    note(clerk, "Ruft morgen wieder an")
    expect(clerk.locator("#verlauf")).to_contain_text("Ruft morgen wieder an")
    small.add_cookies(clerk.context.cookies())
    narrow = small.new_page()
    narrow.goto(clerk.url)

    picture(clerk, "undo")
    picture(narrow, "undo_320")
    assert findings(clerk) == []
    assert findings(narrow) == []
    assert overflow(narrow) == 0
    narrow.close()
    clerk.get_by_role("button", name="Rückgängig").click()

    expect(clerk.get_by_text("Rückgängig gemacht: Notiz festgehalten")).to_be_visible()
    expect(clerk.get_by_text("Ruft morgen wieder an")).to_have_count(0)


@pytest.mark.row("V8")
def test_the_way_back_survives_a_change_of_the_page_and_works_by_key(
    clerk: Page, site: Site
) -> None:
    note(clerk, "Vertippt")
    clerk.goto(site.address + reverse("staff:contracts"))

    clerk.keyboard.press("Control+z")

    expect(clerk.get_by_text("Rückgängig gemacht: Notiz festgehalten")).to_be_visible()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Verträge")


def test_a_closed_message_stays_closed(clerk: Page) -> None:
    note(clerk, "Bleibt")
    clerk.get_by_role("button", name="Meldung schließen").click()
    expect(clerk.get_by_role("button", name="Rückgängig")).to_have_count(0)

    clerk.reload()

    expect(clerk.get_by_role("button", name="Rückgängig")).to_have_count(0)


def test_master_data_are_changed_on_one_page(
    clerk: Page, small: BrowserContext, picture: Callable[..., None]
) -> None:
    clerk.keyboard.press("s")
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Stammdaten von Anna Kurz")
    small.add_cookies(clerk.context.cookies())
    narrow = small.new_page()
    narrow.goto(clerk.url)
    picture(clerk, "stammdaten")
    picture(narrow, "stammdaten_320", full=True)
    assert findings(clerk) == []
    assert overflow(narrow) == 0

    clerk.get_by_label("Telefon").fill("02241 99")
    clerk.get_by_role("button", name="Stammdaten speichern").click()

    expect(clerk.locator("#toasts")).to_contain_text("Geändert: Telefon")
    expect(clerk.get_by_role("link", name="02241 99")).to_be_visible()
