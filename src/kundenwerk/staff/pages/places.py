"""One supply point: where it is, who serves it, its contracts and its price calculations."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.contracts import queries as contracts
from kundenwerk.kernel.numbers import format_days
from kundenwerk.market.rules.vocabulary import (
    CONTROL_MODULE_LABELS,
    DEVICE_LABELS,
    METERING_CLASS_LABELS,
)
from kundenwerk.metering.queries.load_curves import known_quarter_hours
from kundenwerk.platform import clock
from kundenwerk.sales.queries.quotes import calculations_at
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.supply import queries as supply
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.supply.rules import EVER


@page(Permission.QUOTES_READ)
def supply_point(request: HttpRequest, supply_point_id: int) -> HttpResponse:
    """The supply point with everything that was ever calculated for it (AP-118)."""
    try:
        place = supply.supply_point(supply_point_id)
    except (SupplyPoint.DoesNotExist, OverflowError):
        raise Http404 from None
    shown = {
        "place": place,
        **_measured(place),
        "may_measure": may(request.user, Permission.METERING_WRITE),
        "contracts": contracts.contracts_at(supply_point_id),
        "calculations": calculations_at(supply_point_id),
    }
    return render(request, "staff/places/supply_point.html", shown)


def _measured(place: SupplyPoint) -> dict[str, Any]:
    """How energy is counted today, and the quarter hours that are known."""
    held = supply.equipment_on(place, clock.today())
    known = known_quarter_hours(place.pk)
    return {
        "metering": METERING_CLASS_LABELS[held.metering_class],
        "module": CONTROL_MODULE_LABELS[held.control_module],
        "device": DEVICE_LABELS[held.device] if held.device else "",
        "since": held.valid.start if held.valid != EVER else None,
        "quarters": known,
        "missing": format_days(known.missing) if known else "",
    }
