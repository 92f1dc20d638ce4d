"""Leads and campaigns in a real browser: a card moved by keyboard, pages everybody can use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.kernel.energy import Commodity
from kundenwerk.marketing.models import Campaign
from kundenwerk.parties.models import Consent
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales import commands
from kundenwerk.sales.models import Lead
from kundenwerk.sales.rules.stages import LeadAction, NextStep
from tests.browser import Site, database, findings, overflow
from tests.factories import campaigns, consents, leads, parties
from tests.factories.calls import fresh_call
from tests.factories.sales import DAY, small_market
from tests.factories.users import user

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> None:
    """Leads in several stages, a campaign that runs, somebody who agreed."""
    del site
    with database():
        small_market()
        set_business_date(fresh_call(), day=DAY)
        user(Role.ADMINISTRATOR, username="ada")
        leads.lead()
        late = leads.lead(last_name="Winter-Morgenstern", commodity=Commodity.GAS, owner="")
        for lead, step in ((late, NextStep.CALL), (leads.lead(last_name="Herbst"), NextStep.MAIL)):
            commands.plan_lead(fresh_call(), lead_id=lead.pk, step=step, due_on=DAY, day=DAY)
        commands.move_lead(fresh_call(), lead_id=late.pk, action=LeadAction.QUALIFY, day=DAY)
        campaigns.running()
        consents.noted(parties.business_partner().pk)


@pytest.fixture
def boss(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "ada")
    return page


@pytest.mark.row("KM-011")
def test_a_card_is_moved_on_and_back_with_the_keyboard_alone(boss: Page, site: Site) -> None:
    boss.goto(f"{site.address}/leads/?sparte=ELECTRICITY")
    boss.keyboard.press("t")
    boss.wait_for_url("**/leads/tafel/?sparte=ELECTRICITY")
    card = boss.locator("[data-card]", has_text="Petra Sommer")
    card.locator("a").first.focus()

    boss.keyboard.press("Shift+ArrowRight")

    expect(boss.locator("[data-stage=CONTACTED]")).to_contain_text("Petra Sommer")
    expect(card.locator("a").first).to_be_focused()
    assert "sparte=ELECTRICITY" in boss.url
    boss.keyboard.press("Shift+ArrowLeft")
    expect(boss.locator("[data-stage=NEW]")).to_contain_text("Petra Sommer")
    expect(card.locator("a").first).to_be_focused()
    boss.keyboard.press("ArrowUp")
    expect(boss.locator("[data-card]", has_text="Petra Herbst").locator("a").first).to_be_focused()
    boss.keyboard.press("Enter")
    boss.wait_for_url("**/leads/*/")


@pytest.mark.row("KM-011")
def test_a_card_is_dragged_to_another_stage(boss: Page, site: Site) -> None:
    boss.goto(f"{site.address}/leads/tafel/")
    card = boss.locator("[data-card]", has_text="Winter-Morgenstern")

    card.drag_to(boss.locator("[data-stage=CONTACTED]"))

    expect(boss.locator("[data-stage=CONTACTED]")).to_contain_text("Winter-Morgenstern")


@pytest.mark.row("I6")
def test_pages_of_leads_campaigns_and_consents_are_usable_by_everybody(
    boss: Page, site: Site, small: BrowserContext, picture: Callable[..., None]
) -> None:
    with database():
        lead = Lead.objects.earliest("pk").pk
        campaign, owner = Campaign.objects.get().pk, Consent.objects.get().business_partner_id
    pages = {
        "liste": "leads/",
        "tafel": "leads/tafel/",
        "lead": f"leads/{lead}/",
        "einstellungen": "einstellungen/leads/",
        "kampagnen": "kampagnen/",
        "kampagne": f"kampagnen/{campaign}/",
        "versand": f"kampagnen/{campaign}/versand/",
        "planen": "kampagnen/neu/",
        "einwilligungen": f"kunden/{owner}/einwilligungen/",
    }
    small.add_cookies(boss.context.cookies())
    narrow = small.new_page()
    faults: list[str] = []
    for name, path in pages.items():
        answer = boss.goto(f"{site.address}/{path}")
        assert answer
        assert answer.status == 200, path
        narrow.goto(f"{site.address}/{path}")
        picture(boss, name, full=True)
        picture(narrow, f"{name}_320", full=True)
        faults += [f"{name}: {one}" for one in findings(boss)]
        faults += [f"{name}: {overflow(narrow)} px too wide"] if overflow(narrow) else []

    assert not faults, "\n".join(faults)
