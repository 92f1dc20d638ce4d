"""Market communication: what is late, what fits nothing, every message as it went over the wire."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.mako import commands, jobs, queries
from kundenwerk.mako.models import Interchange
from kundenwerk.market import queries as market_data
from kundenwerk.platform import clock
from kundenwerk.staff import listing, tiles, undoing
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import MESSAGES
from kundenwerk.staff.lists.market import participant_code
from kundenwerk.ui.forms import CommandForm


@page(Permission.MARKET_READ)
def market(request: HttpRequest) -> HttpResponse:
    """Overdue answers first, then the clearing list, then the log of interchanges."""
    more = {
        "overdue": queries.overdue(clock.now())[:20],
        "clearing": queries.clearing_list()[:20],
        "form": CommandForm(),
        "sees_channels": may(request.user, Permission.SETTINGS_READ),
    }
    return listing.show(request, MESSAGES, more, "staff/market/page.html")


@page(Permission.MARKET_READ)
def interchange(request: HttpRequest, interchange_id: int) -> HttpResponse:
    """One file segment by segment, byte for byte as it was sent or received."""
    found = Interchange.objects.filter(pk=interchange_id).first()
    if found is None:
        raise Http404
    code = participant_code(found)
    text = bytes(found.content).decode("latin-1")
    shown = {
        "interchange": found,
        "participant": market_data.names_of([code]).get(code, code),
        "segments": [segment.strip() for segment in text.split("'") if segment.strip()],
        "messages_in": found.messages.select_related("process__contract").order_by("position"),
    }
    return render(request, "staff/market/interchange.html", shown)


@page(Permission.MARKET_WRITE, methods=("POST",))
def exchange(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Send and fetch at once instead of waiting for the next minute."""
    jobs.exchange()
    return redirect("staff:market")


@page(Permission.MARKET_WRITE, methods=("POST",))
def settle(request: HttpRequest, message_id: int) -> HttpResponse:
    """Take a message off the clearing list because a clerk has dealt with it."""
    form = CommandForm(request.POST)
    if form.is_valid():
        call = form.call(request.user.get_username()).derive(message_id)
        try:
            commands.settle_message(call, message_id=message_id)
        except LookupError:
            messages.info(request, "Diese Nachricht ist schon geklärt.")
        else:
            undoing.tell(request, call)
    return redirect("staff:market")


tiles.register(
    tiles.Tile(
        "Marktnachrichten zu klären",
        "staff:market",
        "",
        Permission.MARKET_READ,
        lambda _: queries.clearing_list().count(),
        is_work=True,
    )
)


def _overdue(_: date) -> int:
    return queries.overdue(clock.now()).count()


tiles.register(
    tiles.Tile(
        "Antworten aus dem Markt überfällig",
        "staff:market",
        "",
        Permission.MARKET_READ,
        _overdue,
        is_work=True,
    )
)
