"""What every page knows: the day, the demonstration, the supplier's name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kundenwerk import __version__
from kundenwerk.market import queries as market
from kundenwerk.platform import clock
from kundenwerk.staff.exporting import ready_files
from kundenwerk.staff.navigation import navigation


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the frame around a page; one query for the supplier, one for the played day."""
    today = clock.today()
    return {
        "today": today,
        "demo": settings.DEMO,
        "supplier_name": market.supplier_name(),
        "product_version": __version__,
        "nav": navigation(request, today),
        "ready_files": ready_files(request),
    }
