"""Module 2 of § 14a EnWG: a heat pump behind a meter of its own, beside the household.

Source: Bundesnetzagentur, Festlegung BK8-22/010-A (working price reduced to 40 percent, no base
price for the second meter).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.billing import commands
from kundenwerk.billing.models import Invoice
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.market.models import GridPrice
from kundenwerk.market.rules.vocabulary import (
    Component,
    ControllableDevice,
    ControlModule,
    MeteringClass,
)
from kundenwerk.supply.commands import change_metering
from tests.billing import worlds
from tests.factories.calls import fresh_call

pytestmark = pytest.mark.django_db

DAYS = worlds.YEAR.days


def shares(contract: SupplyContract) -> dict[str, int]:
    """What of the bill goes to whom, in cents."""
    made = commands.bill_contract(
        fresh_call(), contract_id=contract.pk, period=worlds.YEAR, issued_on=worlds.ISSUED
    )
    trace = Invoice.objects.get(pk=made).trace
    return {one["component"] or "OWN": one["net_cents"] for one in trace["breakdown"]}


def test_the_second_meter_pays_the_lower_working_price_and_no_base_price() -> None:
    worlds.prices()
    worlds.company()
    GridPrice.objects.update(module2_energy_ct=Decimal("2.848"))
    household = worlds.billable(1, kwh=3500)
    heat_pump = worlds.supplied(2, customer=household.business_partner)
    worlds.read(heat_pump, worlds.START, 0)
    worlds.read(heat_pump, worlds.END, 3500)
    change_metering(
        fresh_call(),
        supply_point_id=heat_pump.supply_point_id,
        since=date(2026, 1, 1),
        metering_class=MeteringClass.MODERN,
        control_module=ControlModule.MODULE2,
        device=ControllableDevice.HEAT_PUMP,
        source="Mitteilung des Netzbetreibers",
    )

    plain, reduced = shares(household), shares(heat_pump)

    assert plain[Component.GRID_ENERGY] == 3500 * Decimal("7.12")
    assert plain[Component.GRID_BASE] == round(Decimal(7500) * DAYS / 365)
    assert reduced[Component.GRID_ENERGY] == 3500 * Decimal("2.848")
    assert reduced.get(Component.GRID_BASE, 0) == 0
    same = (set(plain) | set(reduced)) - {Component.GRID_ENERGY, Component.GRID_BASE, "OWN"}
    assert {one: plain[one] for one in same} == {one: reduced[one] for one in same}
