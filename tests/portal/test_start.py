"""The customer's own page: what is theirs, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from kundenwerk.accounts.roles import Role
from kundenwerk.correspondence.commands import Writing, write_document
from kundenwerk.correspondence.rules import DocumentKind
from kundenwerk.parties.models import BusinessPartner
from tests import factories
from tests.browser import Site, database, findings, overflow
from tests.correspondence import samples
from tests.factories.users import user


def customer_of(contract_partner: int) -> Client:
    client = Client()
    client.force_login(user(Role.CUSTOMER, partner_id=contract_partner))
    return client


def letter_to(partner: BusinessPartner) -> int:
    writing = Writing(
        kind=DocumentKind.LETTER,
        number="S-1",
        title="Willkommen",
        template="letter",
        data=samples.LETTER,
        created_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        partner_id=partner.pk,
    )
    return write_document(factories.fresh_call(), writing=writing)


@pytest.mark.django_db
def test_a_customer_sees_the_own_contract() -> None:
    contract = factories.supplied_contract()

    page = customer_of(contract.partner_id).get(reverse("portal:start")).content.decode()

    assert contract.number in page
    assert contract.tariff.name in page


@pytest.mark.django_db
def test_a_customer_does_not_see_the_contract_of_another() -> None:
    contract = factories.supplied_contract()
    other = factories.partner(last_name="Kurz", email="kurz@example.org")

    page = customer_of(other.pk).get(reverse("portal:start")).content.decode()

    assert contract.number not in page


@pytest.mark.row("R-42")
@pytest.mark.django_db
def test_a_document_of_another_does_not_exist() -> None:
    owner = factories.partner()
    other = factories.partner(last_name="Kurz", email="kurz@example.org")
    address = reverse("portal:document", args=[letter_to(owner)])

    foreign = customer_of(other.pk).get(address)
    own = Client()
    own.force_login(user(Role.CUSTOMER, username="owner", partner_id=owner.pk))

    assert foreign.status_code == 404
    assert own.get(address)["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_without_login_the_portal_asks_for_one() -> None:
    answer = Client().get(reverse("portal:start"))

    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
def test_clerks_are_led_to_their_own_start_page() -> None:
    client = Client()
    client.force_login(user(Role.SERVICE))

    assert client.get(reverse("portal:start"))["Location"] == reverse("staff:start")


@pytest.mark.django_db
def test_customers_are_refused_on_the_screens_of_clerks() -> None:
    partner: BusinessPartner = factories.partner()

    answer = customer_of(partner.pk).get(reverse("staff:customers"))

    assert answer.status_code == 403
    assert "Suchen oder Befehl" not in answer.content.decode()


@pytest.mark.journey
@pytest.mark.row("K11")
def test_the_start_page_reads_well_on_a_phone(
    page: Page, small: BrowserContext, site: Site, picture: Callable[..., None]
) -> None:
    with database():
        contract = factories.supplied_contract()
        letter_to(contract.partner)
        user(Role.CUSTOMER, partner_id=contract.partner_id)
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
