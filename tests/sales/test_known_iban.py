"""An IBAN that is kept already: whose account it is, and who is told."""

from __future__ import annotations

import pytest
from django.test import Client

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.platform.clock import set_business_date
from kundenwerk.sales.models import Quote
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import debtors, parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.portal import shopping

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> TariffVersion:
    given.small_market()
    set_business_date(fresh_call(), day=given.DAY)
    return given.tariff("PLUS", "12.5")


@pytest.fixture
def account(version: TariffVersion) -> ContractAccount:
    """Somebody else, who pays from the account already."""
    del version
    known = parties.business_partner(first_name="Karl", last_name="Zahler")
    return debtors.contract_account(known, parties.bank_account(known, given.IBAN))


@pytest.mark.row("AP-088")
def test_an_iban_of_somebody_else_is_used_in_the_name_of_its_holder(
    version: TariffVersion, account: ContractAccount
) -> None:
    assert account.mandate
    known_one = account.mandate.bank_account

    quote = given.quote(version, person={"iban": given.IBAN, "holder": "Ganz Anders"})

    assert quote.bank_account
    assert quote.bank_account != known_one
    assert quote.bank_account.holder == known_one.holder
    assert quote.bank_account.business_partner == quote.business_partner


@pytest.mark.row("AP-088")
def test_online_nobody_learns_to_whom_an_iban_belongs(
    version: TariffVersion, account: ContractAccount
) -> None:
    assert account.mandate
    visitor = Client()
    check = shopping.filled(visitor, version)
    shopping.pressed(visitor, check)

    paid_from = Quote.objects.get().bank_account
    assert paid_from
    assert paid_from.holder == "Petra Sommer"
    assert account.mandate.bank_account.holder not in check.content.decode()
