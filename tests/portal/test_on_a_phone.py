"""The customer's own page in a browser, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.factories.users import user
from tests.portal.letters import letter_to

pytestmark = pytest.mark.journey


@pytest.mark.row("K11")
def test_the_start_page_reads_well_on_a_phone(
    page: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    with database():
        contract = factories.supplied_contract()
        letter_to(contract.business_partner)
        user(Role.CUSTOMER, business_partner_id=contract.business_partner_id)
    site.sign_in(page.context, "customer")
    small.add_cookies(page.context.cookies())
    narrow = small.new_page()

    page.goto(site.address + reverse("portal:start"))
    narrow.goto(site.address + reverse("portal:start"))

    picture(page, "portal")
    picture(narrow, "portal_320", full=True)
    expect(page.get_by_role("link", name="Willkommen")).to_be_visible()
    assert findings(page) == []
    assert findings(narrow) == []
    assert overflow(narrow) == 0
