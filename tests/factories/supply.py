"""Supply points and meters."""

from __future__ import annotations

from datetime import date
from typing import Any

from kundenwerk.kernel.energy import Commodity, RegisterKind, UsageType
from kundenwerk.supply.commands import create_supply_point, install_meter
from kundenwerk.supply.models import Meter, SupplyPoint
from kundenwerk.supply.rules import RegisterData, SupplyPointData
from tests.factories.calls import running
from tests.factories.market import grid_operator

SINGLE = (RegisterData(RegisterKind.TOTAL, "1-0:1.8.0"),)
DUAL = (
    RegisterData(RegisterKind.PEAK, "1-0:1.8.1"),
    RegisterData(RegisterKind.OFFPEAK, "1-0:1.8.2"),
)


def place(**changes: Any) -> SupplyPointData:
    """A household in Sankt Augustin, changed where asked."""
    values: dict[str, Any] = {
        "commodity": Commodity.ELECTRICITY,
        "usage_type": UsageType.HOUSEHOLD,
        "street": "Lindenallee",
        "house_number": "12a",
        "postcode": "53757",
        "town": "Sankt Augustin",
        "state": "Nordrhein-Westfalen",
        "forecast_annual_kwh": 3500,
    }
    if "grid_operator_id" not in changes:
        values["grid_operator_id"] = grid_operator().pk
    return SupplyPointData(**(values | changes))


def supply_point(**changes: Any) -> SupplyPoint:
    """A stored supply point without a meter."""
    with running():
        return create_supply_point(place(**changes))


def meter(
    point: SupplyPoint,
    number: str = "1ESY1162000123",
    day: date = date(2025, 12, 1),
    registers: tuple[RegisterData, ...] = SINGLE,
) -> Meter:
    """A meter put up at a supply point."""
    with running():
        return install_meter(point.pk, number, day, registers)
