"""One supply point: where it is, who serves it, its contracts and its price calculations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.contracts import queries as contracts
from kundenwerk.sales.queries.quotes import calculations_at
from kundenwerk.staff.access import Permission, page
from kundenwerk.supply import queries as supply
from kundenwerk.supply.models import SupplyPoint


@page(Permission.QUOTES_READ)
def supply_point(request: HttpRequest, supply_point_id: int) -> HttpResponse:
    """The supply point with everything that was ever calculated for it (AP-118)."""
    try:
        place = supply.supply_point(supply_point_id)
    except (SupplyPoint.DoesNotExist, OverflowError):
        raise Http404 from None
    shown = {
        "place": place,
        "contracts": contracts.contracts_at(supply_point_id),
        "calculations": calculations_at(supply_point_id),
    }
    return render(request, "staff/places/supply_point.html", shown)
