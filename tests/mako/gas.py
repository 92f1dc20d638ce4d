"""The market of gas: who writes to whom, and an order to be registered there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kundenwerk.contracts.rules import SupplySituation
from kundenwerk.kernel.energy import Commodity
from kundenwerk.mako.formats.utilmd import Answer, Ending, Head, Registration
from kundenwerk.mako.formats.vocabulary import Pid
from kundenwerk.market.models import OwnCompany
from kundenwerk.tariffs.models import TariffVersion
from tests.factories import contracts, parties, supply, tariffs
from tests.mako import letters, orders

SUPPLIER = "9800999000017"
GRID = "9870999000010"
OLD_SUPPLIER = "9899004000038"
BALANCING_GROUP = "THE0BFH000010000"
START = date(2026, 12, 31)
SOONEST = date(2026, 12, 8)

TO_GRID = Head(SUPPLIER, GRID, "1", "DOK0001", letters.SENT_AT)
FROM_GRID = Head(GRID, SUPPLIER, "1", "DOK0009", letters.SENT_AT)
TO_OLD = Head(SUPPLIER, OLD_SUPPLIER, "1", "DOK0001", letters.SENT_AT)


def registration(**changes: Any) -> Registration:
    """A registration of a household."""
    order = letters.registration(start=START)
    return replace(
        order, **{"commodity": Commodity.GAS, "balancing_group": BALANCING_GROUP} | changes
    )


def ending() -> Ending:
    """The end of a supply at the former supplier."""
    return Ending("VORG0001", letters.MALO, START, "E03", "AS-4711", Commodity.GAS)


def answer(pid: Pid, code: str, tree: str, **changes: Any) -> Answer:
    """What the grid operator or the former supplier writes back."""
    reply = replace(
        letters.confirmation(),
        pid=pid,
        code=code,
        tree=tree,
        day=START,
        meter_number="7SIM0000000001",
        previous_year_kwh=18_000,
        balancing_group=BALANCING_GROUP,
        customer_group="Z15",
        customer=letters.customer(),
        commodity=Commodity.GAS,
    )
    return replace(reply, **changes)


def market() -> None:
    """We, the grid operator and the former supplier; in gas we bear another number."""
    orders.market()
    orders.participant(GRID, "NB", "Gasnetz Muster")
    orders.participant(OLD_SUPPLIER, "LF", "Altgas")
    OwnCompany.objects.update(
        gas_participant=orders.participant(SUPPLIER, "LF", "Stadtwerke Muster Gas"),
        gas_balancing_group=BALANCING_GROUP,
    )


def ordered_contract(
    *,
    switches: bool = True,
    start: date = SOONEST,
    malo_id: str = letters.MALO,
) -> int:
    """An order of gas whose registration has not begun."""
    market()
    point = supply.supply_point(
        commodity=Commodity.GAS,
        usage_type=None,
        malo_id=malo_id,
        grid_operator_id=orders.participant(GRID, "NB", "").pk,
        forecast_annual_kwh=18_000,
    )
    ordered = contracts.contract(
        customer=parties.business_partner(day=orders.ORDERED_ON),
        supply_point=point,
        version=TariffVersion.objects.first() or tariffs.tariff_version(commodity=Commodity.GAS),
        ordered_on=orders.ORDERED_ON,
        requested_start=start,
        situation=SupplySituation.SWITCH if switches else SupplySituation.MOVE_IN,
        previous_supplier_id=orders.participant(OLD_SUPPLIER, "LF", "").pk if switches else None,
        previous_contract_number="AG-12" if switches else "",
    )
    return ordered.pk
