"""A draft on a bad line: nothing typed is lost, and the page says how it stands."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.sales.models import QuoteDraft
from tests.browser import Site, database
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A clerk of sales."""
    del site
    with database():
        user(Role.SALES)


@pytest.fixture
def wizard(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "sales")
    page.goto(site.address + reverse("staff:quote_new"))
    return page


def saved() -> dict[str, str]:
    with database():
        return dict(QuoteDraft.objects.latest("created_at").data)


@pytest.mark.row("S2")
def test_a_draft_says_that_it_is_saved(wizard: Page) -> None:
    wizard.get_by_label("Straße").fill("Sonnenweg")

    expect(wizard.locator("[data-save-state]")).to_contain_text("Entwurf gespeichert")
    assert saved()["street"] == "Sonnenweg"


@pytest.mark.row("S2")
def test_a_draft_saves_itself_again_when_the_line_is_back(wizard: Page) -> None:
    wizard.get_by_label("Straße").fill("Sonnen")
    expect(wizard.locator("[data-save-state]")).to_contain_text("Entwurf gespeichert")
    wizard.context.set_offline(True)
    wizard.get_by_label("Straße").fill("Sonnenweg")
    expect(wizard.locator("[data-save-state]")).to_contain_text("Wir versuchen es weiter")

    wizard.context.set_offline(False)

    expect(wizard.locator("[data-save-state]")).to_contain_text("Entwurf gespeichert")
    assert saved()["street"] == "Sonnenweg"


@pytest.mark.row("S2")
def test_the_last_keystroke_of_a_fast_typist_counts(wizard: Page) -> None:
    wizard.get_by_label("Straße").press_sequentially("Am Alten Güterbahnhof", delay=110)

    expect(wizard.locator("[data-save-state]")).to_contain_text("Entwurf gespeichert")
    wizard.wait_for_load_state("networkidle")
    wizard.wait_for_timeout(900)
    assert saved()["street"] == "Am Alten Güterbahnhof"
