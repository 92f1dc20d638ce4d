"""What every page knows: the day, the demonstration, the supplier's name."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kundenwerk import __version__
from kundenwerk.market import queries as market
from kundenwerk.platform import clock, pages
from kundenwerk.staff.exporting import ready_files
from kundenwerk.staff.navigation import navigation
from kundenwerk.staff.undoing import offered


def of_one_day(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a page is of one day, and asks the same thing once."""

    def hold(request: HttpRequest) -> HttpResponse:
        reads = request.method in {"GET", "HEAD"}
        with clock.one_reading(), pages.one_page() if reads else nullcontext():
            return answer(request)

    return hold


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Values for the frame around a page; what a template does not draw is not asked for."""
    return {
        "today": functools.cache(clock.today),
        "demo": settings.DEMO,
        "supplier_name": functools.cache(market.supplier_name),
        "product_version": __version__,
        "nav": lambda: navigation(request, clock.today()),
        "ready_files": lambda: ready_files(request),
        "undo": lambda: offered(request),
    }
