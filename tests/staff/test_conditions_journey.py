"""Conditions by mouse and by keys: two clicks take one, numbers choose, the price follows."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import QuoteDraft
from kundenwerk.sales.queries.closing import priced
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.browser import Site, database
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.test_list_journey import faults
from tests.tariffs.test_conditions import ALL

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """A clerk of sales and a tariff with conditions."""
    del site
    with database():
        given.small_market()
        set_business_date(fresh_call(), day=given.DAY)
        user(Role.SALES)
        given.tariff("PLUS", "12.5", conditions=ALL)


@pytest.fixture
def draft_id() -> uuid.UUID:
    with database():
        return given.draft(TariffVersion.objects.get())


@pytest.fixture
def step(page: Page, site: Site, draft_id: uuid.UUID) -> Page:
    site.sign_in(page.context, "sales")
    page.goto(site.address + reverse("staff:quote_step", args=[draft_id, Step.CONDITIONS.value]))
    return page


def chosen(draft_id: uuid.UUID) -> list[str]:
    with database():
        data = QuoteDraft.objects.get(pk=draft_id).data
        return [str(one) for one in priced(data, day=given.DAY).chosen]


@pytest.mark.row("AP-075")
def test_a_double_click_takes_one_condition_and_goes_on(step: Page, draft_id: uuid.UUID) -> None:
    step.get_by_label("Auswählen Ökozuschlag").check(force=True)
    expect(step.get_by_role("button", name="Weiter mit Ökozuschlag")).to_be_visible()

    step.get_by_role("heading", name="Papierrechnung").dblclick()

    step.wait_for_url("**/vertragsdaten/")
    step.wait_for_timeout(700)  # a late save of the ticked box would arrive by now
    assert chosen(draft_id) == ["Papierrechnung"]


@pytest.mark.row("AP-075", "AP-073")
def test_keys_choose_and_the_button_takes_one_alone(
    step: Page, draft_id: uuid.UUID, small: BrowserContext
) -> None:
    before = step.locator(".amount").inner_text()
    step.keyboard.press("1")
    expect(step.locator(".amount")).not_to_have_text(before)
    step.keyboard.press("3")
    expect(step.get_by_role("button", name="Weiter mit 2 Konditionen")).to_be_visible()
    assert step.evaluate("document.activeElement.value") != ""
    assert faults(step, small) == []
    step.keyboard.press("Space")
    expect(step.get_by_role("button", name="Weiter mit Ökozuschlag")).to_be_visible()

    step.get_by_role("button", name="Nur diese übernehmen Wallbox-Gutschrift").press("Enter")

    step.wait_for_url("**/vertragsdaten/")
    assert chosen(draft_id) == ["Wallbox-Gutschrift"]
