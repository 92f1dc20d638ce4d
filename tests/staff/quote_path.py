"""The quote path as a test walks it over HTTP."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.energy import RegisterCount, UsageType
from kundenwerk.parties.models import BusinessPartner
from kundenwerk.sales.models import Quote
from kundenwerk.sales.rules.vocabulary import Step
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import contracts, debtors, parties, supply
from tests.factories import sales as given

BORN = date(1980, 5, 17)


def url(draft_id: uuid.UUID, step: Step) -> str:
    """The address of a step."""
    return reverse("staff:quote_step", args=[draft_id, step.value])


def post(
    clerk: Client, draft_id: uuid.UUID, step: Step, values: dict[str, str], version: int = 0
) -> Any:
    """Submit one step as a page of its own."""
    tokens = {"version": str(version), "page": str(uuid.uuid4())}
    return clerk.post(url(draft_id, step), values | tokens)


def through_the_wizard(clerk: Client, version: TariffVersion, **changes: str) -> Quote:
    """All steps of a prospect, up to the stored quote."""
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS)
    choice = {"tariff_version": str(version.pk), "annual_kwh": "3.500", "nb": "1", "sb": "1"}
    post(clerk, draft_id, Step.TARIFF, choice, 1)
    post(clerk, draft_id, Step.PARTIES, given.PERSON | changes, 2)
    check = clerk.get(url(draft_id, Step.CHECK))
    form = check.context["form"]
    done = clerk.post(
        url(draft_id, Step.CHECK), {"key": str(form["key"].value()), "version": "3"}, follow=True
    )
    assert done.status_code == 200
    return Quote.objects.get()


def charging_point(
    known: BusinessPartner, account: ContractAccount, version: TariffVersion
) -> SupplyContract:
    """A running contract for a charging point with a two-register meter at another address."""
    point = supply.supply_point(
        grid_operator_id=given.participant(given.OPERATOR).pk,
        usage_type=UsageType.EV_CHARGING,
        register_count=RegisterCount.DUAL,
        street="Am Markt",
        house_number="3",
        postcode="50667",
        town="Köln",
        forecast_annual_kwh=4200,
    )
    supply.meter(point, registers=supply.DUAL)
    return contracts.supplied_contract(
        customer=known,
        supply_point=point,
        version=version,
        contract_account_id=account.pk,
        terms=contracts.terms(energy_ct=Decimal(20)),
    )


def grossmann() -> BusinessPartner:
    """A customer whose name is written in more than one way."""
    return parties.business_partner(
        first_name="Anna",
        last_name="Großmann",
        birth_date=BORN,
        postcode="50667",
        town="Köln",
        street="Domgasse",
        house_number="9",
    )


def charging_of(known: BusinessPartner) -> SupplyContract:
    """The charging point of a customer who pays by direct debit."""
    account = debtors.contract_account(known, parties.bank_account(known, given.IBAN))
    return charging_point(known, account, given.tariff("PLUS", "12.5"))


def begun(clerk: Client, business_partner: BusinessPartner, **values: str) -> uuid.UUID:
    """A draft for a customer whose first step is stored."""
    draft_id = uuid.uuid4()
    post(
        clerk,
        draft_id,
        Step.BASIS,
        given.BASIS | {"business_partner": str(business_partner.pk)} | values,
    )
    return draft_id


def page(clerk: Client, draft_id: uuid.UUID, step: Step) -> str:
    """The HTML of a step."""
    return clerk.get(url(draft_id, step)).content.decode()


def at_parties(clerk: Client, version: TariffVersion, **basis: str) -> uuid.UUID:
    """A draft whose first two steps are stored."""
    draft_id = uuid.uuid4()
    post(clerk, draft_id, Step.BASIS, given.BASIS | basis)
    chosen = {"tariff_version": str(version.pk), "annual_kwh": "3.500"}
    post(clerk, draft_id, Step.TARIFF, chosen, 1)
    return draft_id
