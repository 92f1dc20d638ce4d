"""Contracts that others supply, and what a quote takes from them."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kundenwerk.accounts.roles import Role
from kundenwerk.contracts.commands import NoSuchSupplier, name_service_provider
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import parties
from tests.factories import sales as given
from tests.factories.calls import fresh_call
from tests.factories.users import user
from tests.staff.quote_path import at_parties, charging_point, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cologne")]


@pytest.fixture
def known() -> BusinessPartner:
    return parties.business_partner()


@pytest.mark.row("AP-093")
def test_the_previous_supplier_is_who_supplies_under_the_running_contract(
    clerk: Client, version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    contract = charging_point(known, account, version)
    supplier = given.participant(given.SUPPLIER)
    address = reverse("staff:contract_provider", args=[contract.pk])
    clerk.force_login(user(Role.SERVICE, username="sven"))
    clerk.post(address, {"key": uuid.uuid4(), "provider": str(supplier.pk)})
    clerk.force_login(user(Role.SALES, username="vicky"))
    draft_id = at_parties(clerk, version, business_partner=str(known.pk))

    first = clerk.get(url(draft_id, Step.PARTIES)).context["form"]["previous_supplier"]
    post(
        clerk,
        draft_id,
        Step.PARTIES,
        {"business_partner": str(known.pk), "payment_method": "TRANSFER"},
        2,
    )
    later = clerk.get(url(draft_id, Step.PARTIES)).context["form"]["previous_supplier"]

    assert first.value() == str(supplier.pk)
    assert not later.value()


def test_a_service_provider_is_another_supplier_of_the_commodity(
    version: TariffVersion, known: BusinessPartner, account: ContractAccount
) -> None:
    contract = charging_point(known, account, version)

    for code in (given.OPERATOR, given.GAS_SUPPLIER):
        with pytest.raises(NoSuchSupplier):
            name_service_provider(
                fresh_call(),
                contract_id=contract.pk,
                participant_id=given.participant(code).pk,
            )
