"""The start page of a role: its own work first, then numbers that lead to their lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.accounts.roles import Role
from kundenwerk.platform import clock
from kundenwerk.staff import listing, tiles
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.lists import TASKS
from kundenwerk.ui.forms import CommandForm
from kundenwerk.work import queries as work


@page(Permission.START)
def start(request: HttpRequest) -> HttpResponse:
    """Tasks of the role, tiles it may open, the way to a new quote."""
    role = getattr(request.user, "role", "")
    today = clock.today()
    numbers = tiles.tiles_for(request.user, today)
    shown = {
        "tasks": work.open_tasks(roles=[role], limit=12),
        "form": CommandForm(),
        "waiting": [tile for tile in numbers if tile.is_work and tile.value],
        "numbers": [tile for tile in numbers if not (tile.is_work and tile.value)],
        "may_quote": tiles.may_quote(request.user),
    }
    return render(request, "staff/start/page.html", shown)


def entrance(request: HttpRequest) -> HttpResponse:
    """The front door: customers go to their portal, staff to their start page."""
    if getattr(request.user, "role", "") == Role.CUSTOMER:
        return redirect("portal:start")
    return start(request)


@page(Permission.CUSTOMERS_READ)
def tasks(request: HttpRequest) -> HttpResponse:
    """Tasks of all roles."""
    return listing.show(request, TASKS)


entrance.policy = start.policy  # type: ignore[attr-defined]
