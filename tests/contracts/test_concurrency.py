"""Many clerks at once: one contract, one valid reading, one mandate in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.contracts import commands
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.debtors.commands import change_bank_details
from kundenwerk.debtors.models import ContractAccount, SepaMandate
from kundenwerk.kernel.energy import ReadingOrigin
from kundenwerk.metering.commands import record_reading
from kundenwerk.metering.models import Reading
from kundenwerk.parties.commands import StaleVersion, update_business_partner
from tests import factories
from tests.factories import fresh_call, running
from tests.factories.parties import A_DAY
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


def test_eight_orders_for_one_supply_point_give_one_contract() -> None:
    point, version = factories.supply_point(), factories.tariff_version()
    orders = [
        factories.order_data(
            customer=factories.business_partner(last_name=f"Kunde{letter}"),
            supply_point=point,
            version=version,
        )
        for letter in "abcdefgh"
    ]

    def order(number: int) -> int:
        with running():
            return commands.order(orders[number]).pk

    outcomes = at_once(8, order)

    refused = [one for one in outcomes if isinstance(one, commands.SupplyPointAlreadyServed)]
    assert (len(refused), SupplyContract.objects.count()) == (7, 1)
    assert SupplyContract.objects.get().number == "V0000001"


def test_eight_readings_for_one_day_leave_one_valid() -> None:
    register = factories.meter(factories.supply_point()).registers.get()

    at_once(
        8,
        lambda number: record_reading(
            fresh_call(),
            register_id=register.pk,
            day=date(2026, 1, 1),
            value=Decimal(1000 + number),
            origin=ReadingOrigin.CUSTOMER,
            today=A_DAY,
        ),
    )

    states = sorted(Reading.objects.values_list("state", flat=True))
    assert states == ["HELD"] * 7 + ["VALID"]


def test_eight_changes_of_bank_details_leave_one_mandate_in_force() -> None:
    customer = factories.business_partner()
    bank = factories.bank_account(customer)
    account = factories.contract_account(customer, bank)

    outcomes = at_once(
        8,
        lambda _: change_bank_details(
            fresh_call(), account_id=account.pk, bank_account_id=bank.pk, signed_on=A_DAY, day=A_DAY
        ),
    )

    live = SepaMandate.objects.get(state="ACTIVE")
    assert all(isinstance(outcome, int) for outcome in outcomes)
    assert ContractAccount.objects.get().mandate == live
    assert SepaMandate.objects.count() == 9


def test_of_eight_clerks_who_edit_one_customer_one_saves() -> None:
    customer = factories.business_partner()

    outcomes = at_once(
        8,
        lambda number: update_business_partner(
            fresh_call(),
            business_partner_id=customer.pk,
            version=1,
            data=factories.person(first_name="E" * (number + 1)),
            day=A_DAY,
        ),
    )

    assert sum(isinstance(outcome, StaleVersion) for outcome in outcomes) == 7
    assert sum(outcome == 2 for outcome in outcomes) == 1
