"""The frame around every staff page, in a real browser: keys, palette, narrow screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

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
        factories.supplied_contract()
        factories.partner(first_name="Jürgen", last_name="Großmann", email="j@example.org")
        factories.partner(first_name="Anna", last_name="Kurz", email="anna@example.org")


@pytest.fixture
def clerk(page: Page, site: Site) -> Page:
    site.sign_in(page.context, "administrator")
    page.goto(site.address)
    return page


def test_start_page(clerk: Page, picture: Callable[..., None]) -> None:
    picture(clerk, "start")

    assert findings(clerk) == []
    assert overflow(clerk) == 0
