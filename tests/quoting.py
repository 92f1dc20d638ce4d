"""Fixtures around a quote: a market, a clerk, a customer; a folder names those it uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Quote
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import debtors, parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import charging_point
from tests.stubs.mail import Inbox, mail_server


@pytest.fixture
def today() -> None:
    """The day all quotes of the tests are made on."""
    set_business_date(fresh_call(), day=given.DAY)


@pytest.fixture
def cologne(today: None) -> None:
    """What can be quoted around Cologne on that day."""
    given.small_market()


@pytest.fixture
def clerk(client: Client) -> Client:
    """Somebody of sales who is signed in."""
    client.force_login(user(Role.SALES, username="vera"))
    return client


@pytest.fixture
def version() -> TariffVersion:
    return given.tariff("PLUS", "12.5")


@pytest.fixture
def quote(version: TariffVersion) -> Quote:
    return given.quote(version)


@pytest.fixture
def known() -> BusinessPartner:
    """A customer in the area of the market."""
    return parties.business_partner(
        postcode="50667", town="Köln", street="Domgasse", house_number="9"
    )


@pytest.fixture
def account(known: BusinessPartner) -> ContractAccount:
    """Where the customer is debited."""
    return debtors.contract_account(known, parties.bank_account(known, given.IBAN))


@pytest.fixture
def running(
    known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> SupplyContract:
    """The customer's contract."""
    return charging_point(known, account, version)


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """The mails the product sends."""
    yield from mail_server(monkeypatch)
