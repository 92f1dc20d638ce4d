"""Lists in a real browser: a view kept and pinned, rows picked and changed, a file saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock
from kundenwerk.platform.jobs import run_pending
from kundenwerk.work.commands import give_task
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.ui import spreadsheets

pytestmark = pytest.mark.journey
PEOPLE = 55


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """More customers than a page shows, one contract, a clerk."""
    del site
    with database():
        for number in range(PEOPLE):
            factories.business_partner(last_name=f"Kunde{number:02}")
        factories.contract()
        user(Role.SERVICE, username="selma")


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "selma")
    return page


def work() -> None:
    with database():
        run_pending()


def faults(page: Page, small: BrowserContext) -> list[str]:
    """What axe finds, also on the narrowest screen, and what is too wide there."""
    small.add_cookies(page.context.cookies())
    narrow = small.new_page()
    narrow.goto(page.url)
    found = findings(page) + findings(narrow)
    return found + [f"{wide} px too wide" for wide in [overflow(narrow)] if wide]


@pytest.mark.row("A6")
def test_a_clerk_keeps_a_view_and_finds_it_in_the_side_bar(
    clerk: Page, site: Site, small: BrowserContext, picture: Callable[..., None]
) -> None:
    clerk.goto(f"{site.address}/kunden/?art=interessenten")
    clerk.get_by_role("link", name="Nummer").click()
    clerk.locator("summary", has_text="Spalten").click()
    clerk.get_by_role("checkbox", name="Anschrift").uncheck()
    clerk.get_by_label("Zeilenhöhe").select_option("luftig")
    picture(clerk, "liste-spalten")
    assert findings(clerk) == []
    clerk.get_by_role("button", name="Anwenden").click()
    expect(clerk.get_by_role("columnheader", name="Anschrift")).to_have_count(0)

    clerk.locator("summary", has_text="Ansichten").click()
    clerk.get_by_label("Diese Auswahl speichern als").fill("Neue Interessenten")
    picture(clerk, "liste-ansichten")
    assert findings(clerk) == []
    clerk.get_by_role("button", name="Ansicht speichern").click()

    expect(clerk.get_by_role("heading", name="Kunden: Neue Interessenten")).to_be_visible()
    pinned = clerk.get_by_role("navigation", name="Hauptnavigation").get_by_role(
        "link", name="Neue Interessenten"
    )
    expect(pinned).to_have_attribute("aria-current", "page")
    picture(clerk, "liste-ansicht")
    clerk.goto(site.address)
    pinned.click()
    expect(clerk.locator("table.list th")).to_contain_text(["Name", "Nummer", "Status"])
    expect(clerk.locator("[data-density=roomy] table.list")).to_be_visible()
    assert "sort=nummer" in clerk.url
    assert faults(clerk, small) == []
    clerk.goto(f"{site.address}/ansichten/")
    picture(clerk, "ansichten", full=True)
    assert faults(clerk, small) == []


@pytest.mark.row("B3", "B5")
def test_a_clerk_asks_colleagues_about_all_hits_and_sees_each_row(
    clerk: Page, site: Site, small: BrowserContext, picture: Callable[..., None]
) -> None:
    clerk.goto(f"{site.address}/kunden/?art=interessenten")
    first, fourth = (clerk.get_by_role("checkbox", name=f"Kunde0{n}") for n in (0, 3))
    first.check()
    fourth.click(modifiers=["Shift"])
    expect(clerk.get_by_text("4 Zeilen ausgewählt")).to_be_visible()
    picture(clerk, "liste-auswahl")
    clerk.get_by_role("checkbox", name="Alle Zeilen dieser Seite").check()
    expect(clerk.get_by_text("50 Zeilen ausgewählt")).to_be_visible()
    clerk.get_by_role("checkbox", name=f"Alle {PEOPLE} Treffer").check()
    clerk.get_by_role("button", name="Aufgabe geben").click()

    clerk.get_by_label("Aufgabe").fill("Angebot nachfassen")
    clerk.get_by_label("Zuständig").select_option(label="Vertrieb")
    clerk.get_by_label("Fällig am").fill("+7")
    clerk.get_by_role("button", name="Vorschau zeigen").click()
    picture(clerk, "massen-vorschau", full=True)
    assert findings(clerk) == []
    clerk.get_by_role("button", name=f"{PEOPLE} Zeilen: Aufgabe geben").click()

    expect(clerk.get_by_text(f"0 von {PEOPLE}")).to_be_visible()
    work()
    expect(clerk.get_by_text(f"{PEOPLE} von {PEOPLE} (100 %)")).to_be_visible()
    clerk.reload()
    expect(clerk.get_by_text("Aufgabe angelegt")).to_have_count(50)
    picture(clerk, "massen-ergebnis", full=True)
    assert faults(clerk, small) == []
    clerk.get_by_role("link", name="Nächste").click()
    expect(clerk.get_by_text("Aufgabe angelegt")).to_have_count(PEOPLE - 50)


@pytest.mark.row("S11")
def test_rows_are_picked_and_changed_by_keys_alone(clerk: Page, site: Site) -> None:
    clerk.goto(f"{site.address}/aufgaben/")
    with database():
        titles = [f"Anrufen {letter}" for letter in "ABC"]
        for title in titles:
            call = fresh_call()
            give_task(call, title=title, role="SERVICE", due_on=clock.today())
    clerk.goto(f"{site.address}/aufgaben/?q=Anrufen&status=OPEN&sort=aufgabe")

    for key in "jxjjx":
        clerk.keyboard.press(key)
    expect(clerk.get_by_text("2 Zeilen ausgewählt")).to_be_visible()
    clerk.keyboard.press("e")

    expect(clerk.locator("main li").filter(has_text="Anrufen")).to_have_text([titles[0], titles[2]])
    clerk.go_back()
    clerk.get_by_label("Anrufen A auswählen").uncheck()
    clerk.get_by_label("Anrufen C auswählen").uncheck()
    clerk.keyboard.press("j")
    clerk.keyboard.press("e")
    expect(clerk.locator("main li").filter(has_text="Anrufen")).to_have_count(1)


@pytest.mark.row("B7")
def test_the_file_a_clerk_saves_is_the_list_that_was_seen(
    clerk: Page, site: Site, picture: Callable[..., None]
) -> None:
    clerk.goto(f"{site.address}/kunden/")
    clerk.get_by_label("Kunden suchen").press_sequentially("Kunde5")
    expect(clerk.locator("table.list tbody tr")).to_have_count(5)
    seen = clerk.locator("table.list tbody td:nth-child(2)").all_inner_texts()
    clerk.locator("summary", has_text="Export").click()
    picture(clerk, "liste-export")

    with clerk.expect_download() as saved:
        clerk.get_by_role("link", name="XLSX").click()

    table = spreadsheets.texts(Path(saved.value.path()).read_bytes())
    assert [row[0] for row in table[1:-2]] == seen
    assert saved.value.suggested_filename.endswith(".xlsx")
    clerk.keyboard.press("Escape")
    expect(clerk.get_by_role("link", name="XLSX")).to_be_hidden()
