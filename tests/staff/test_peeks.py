"""The sheet beside a list tells the essentials of every kind of row."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.billing.models import Invoice
from kundenwerk.ledger import queries as ledger
from kundenwerk.staff.lists import LISTINGS
from tests.billing import worlds
from tests.factories import sales as given
from tests.factories.users import user
from tests.staff.test_billing_pages import clerk as billing_clerk
from tests.staff.test_billing_pages import issue

__all__ = ["billing_clerk"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    client = Client()
    client.force_login(user(Role.ADMINISTRATOR))
    return client


def seen(clerk: Client, name: str, pk: int) -> str:
    answer = clerk.get(reverse(f"staff:{name}", args=[pk]))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<html" not in text
    return text


def test_customer_and_contract(clerk: Client) -> None:
    contract = worlds.supplied()

    person = seen(clerk, "customer_peek", contract.business_partner_id)
    agreed = seen(clerk, "contract_peek", contract.pk)

    for expected in (
        str(contract.business_partner),
        "Kontosaldo",
        "ausgeglichen",
        contract.tariff.name,
    ):
        assert expected in person, expected
    for expected in (
        contract.number,
        str(contract.business_partner),
        "Lieferbeginn",
        "in Belieferung",
    ):
        assert expected in agreed, expected


def test_quote(clerk: Client) -> None:
    given.small_market()
    quote = given.quote(given.tariff("PLUS", "12.5"))

    text = seen(clerk, "quote_peek", quote.pk)

    for expected in (quote.number, "offen", "Jahrespreis brutto", "Bindefrist"):
        assert expected in text, expected


def test_bill_and_what_is_open_of_it(billing_clerk: Client, clerk: Client) -> None:
    worlds.prices()
    worlds.company()
    invoice = issue(billing_clerk, worlds.billable())
    (item,) = ledger.open_items(invoice.contract_account.ledger_account_id)

    bill = seen(clerk, "invoice_peek", invoice.pk)
    open_ = seen(clerk, "item_peek", item.pk)

    assert str(Invoice.objects.get().gross) in bill
    for expected in (invoice.number, "Davon offen", "Saldo des Kontos"):
        assert expected in open_, expected


@pytest.mark.parametrize(
    "name", ["customer_peek", "quote_peek", "contract_peek", "invoice_peek", "item_peek"]
)
@pytest.mark.parametrize("pk", [999_999, 10**30])
def test_what_does_not_exist_is_not_found(clerk: Client, name: str, pk: int) -> None:
    assert clerk.get(reverse(f"staff:{name}", args=[pk])).status_code == 404


def test_the_lists_of_objects_offer_it() -> None:
    offering = {key for key, listing in LISTINGS.items() if listing.peek}

    assert offering == {
        "kunden", "leads", "angebote", "vertraege", "rechnungen", "posten", "tarife",
    }  # fmt: skip
