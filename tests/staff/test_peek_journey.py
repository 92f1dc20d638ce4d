"""Looking at rows without leaving the list, and walking through it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect

from kundenwerk.accounts.roles import Role
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories.users import user

pytestmark = pytest.mark.journey
NAMES = ["Ahrens", "Brandt", "Conrad"]


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """Three customers in the order of their names."""
    del site
    with database():
        user(Role.ADMINISTRATOR)
        user(Role.SERVICE, username="ohne_tasten").__class__.objects.filter(
            username="ohne_tasten"
        ).update(letter_keys=False)
        for number, name in enumerate(NAMES):
            factories.business_partner(
                first_name="Eva", last_name=name, email=f"e{number}@example.org"
            )


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "administrator")
    page.goto(site.address + reverse("staff:customers"))
    return page


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Vorschau")


def title(page: Page) -> Locator:
    return sheet(page).get_by_role("heading", level=2)


def test_the_space_bar_shows_the_essentials_of_the_row(
    clerk: Page, picture: Callable[..., None]
) -> None:
    clerk.keyboard.press("j")
    clerk.keyboard.press("Space")

    expect(title(clerk)).to_have_text("Eva Ahrens")
    expect(title(clerk)).to_be_focused()
    expect(sheet(clerk)).to_contain_text("e0@example.org")
    picture(clerk, "peek")
    assert findings(clerk) == []


def test_keys_move_on_and_closing_gives_the_row_back(clerk: Page) -> None:
    clerk.keyboard.press("j")
    clerk.keyboard.press("Space")
    expect(title(clerk)).to_have_text("Eva Ahrens")

    for key, name in (("ArrowDown", "Brandt"), ("j", "Conrad"), ("j", "Conrad"), ("k", "Brandt")):
        clerk.keyboard.press(key)
        expect(title(clerk)).to_have_text(f"Eva {name}")
    clerk.keyboard.press("Escape")

    expect(sheet(clerk)).to_be_hidden()
    expect(clerk.get_by_role("link", name="Eva Brandt")).to_be_focused()


def test_the_space_bar_closes_what_it_opened(clerk: Page) -> None:
    clerk.keyboard.press("j")
    clerk.keyboard.press("Space")
    expect(title(clerk)).to_have_text("Eva Ahrens")

    clerk.keyboard.press("Space")

    expect(sheet(clerk)).to_be_hidden()


def test_without_a_row_and_inside_fields_the_space_bar_is_its_own(clerk: Page) -> None:
    clerk.keyboard.press("Space")
    clerk.get_by_label("Kunden suchen").click()
    clerk.keyboard.type("eva a")

    expect(sheet(clerk)).to_be_hidden()
    expect(clerk.get_by_label("Kunden suchen")).to_have_value("eva a")


def test_a_finger_opens_and_moves_the_sheet_on_the_narrowest_screen(
    clerk: Page, small: BrowserContext, picture: Callable[..., None]
) -> None:
    small.add_cookies(clerk.context.cookies())
    narrow = small.new_page()
    narrow.goto(clerk.url)
    narrow.get_by_role("button", name="Vorschau Eva Ahrens").click()
    expect(title(narrow)).to_have_text("Eva Ahrens")

    picture(narrow, "peek_320")
    box = sheet(narrow).bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 320)
    assert findings(narrow) == []
    assert overflow(narrow) == 0
    sheet(narrow).get_by_role("button", name="Nächster Eintrag").click()

    expect(title(narrow)).to_have_text("Eva Brandt")
    sheet(narrow).get_by_role("button", name="Vorschau schließen").click()
    expect(sheet(narrow)).to_be_hidden()


def test_what_is_no_longer_there_is_said(clerk: Page) -> None:
    clerk.evaluate(
        "() => { document.querySelector('tr[data-peek]').dataset.peek = '/kunden/999999/blick/' }"
    )
    clerk.keyboard.press("j")
    clerk.keyboard.press("Space")

    expect(title(clerk)).to_have_text("Dafür gibt es keine Vorschau")


def test_letters_switched_off_leave_the_arrows(page: Page, site: Site) -> None:
    site.sign_in(page.context, "ohne_tasten")
    page.goto(site.address + reverse("staff:customers"))
    page.get_by_role("link", name="Eva Ahrens").focus()
    page.keyboard.press("Space")
    expect(title(page)).to_have_text("Eva Ahrens")

    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")

    expect(title(page)).to_have_text("Eva Brandt")


@pytest.mark.row("V7")
def test_the_pages_of_a_filtered_list_follow_each_other_in_its_order(
    clerk: Page, site: Site, picture: Callable[..., None]
) -> None:
    clerk.goto(site.address + reverse("staff:customers") + "?sort=-name")
    clerk.get_by_role("link", name="Eva Conrad").click()
    heading = clerk.get_by_role("heading", level=1)
    expect(heading).to_have_text("Eva Conrad")

    for key, name in (("j", "Brandt"), ("j", "Ahrens"), ("k", "Brandt")):
        expect(clerk.get_by_role("navigation", name="In der Liste")).to_be_visible()
        clerk.keyboard.press(key)
        expect(heading).to_have_text(f"Eva {name}")
    picture(clerk, "walk")
    assert findings(clerk) == []
    clerk.get_by_role("link", name="Zurück zur Liste").click()

    expect(clerk).to_have_url(site.address + reverse("staff:customers") + "?sort=-name")


def test_a_page_reached_another_way_has_no_neighbours(clerk: Page, site: Site) -> None:
    clerk.goto(site.address + reverse("staff:contracts"))

    expect(clerk.get_by_role("navigation", name="In der Liste")).to_be_hidden()
