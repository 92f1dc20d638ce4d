"""Market communication: what is late, what fits nothing, every message as it went over the wire."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.mako import commands, jobs, queries
from kundenwerk.mako.models import Interchange
from kundenwerk.mako.rules.process import Direction
from kundenwerk.market import queries as market_data
from kundenwerk.platform import clock
from kundenwerk.staff import tiles
from kundenwerk.staff.access import Permission, page
from kundenwerk.ui.forms import CommandForm

PAGE_SIZE = 40
DIRECTIONS = {"": "Alle", "IN": "Eingang", "OUT": "Ausgang"}


@page(Permission.MARKET_READ)
def market(request: HttpRequest) -> HttpResponse:
    """Overdue answers first, then the clearing list, then the log of interchanges."""
    direction = request.GET.get("richtung", "")
    log = Interchange.objects.prefetch_related("messages__process__contract").order_by("-id")
    if direction in {"IN", "OUT"}:
        log = log.filter(direction=direction)
    page_ = Paginator(log, PAGE_SIZE).get_page(request.GET.get("seite"))
    shown = {
        "overdue": queries.overdue(clock.now())[:20],
        "clearing": queries.clearing_list()[:20],
        "page": page_,
        "rows": _with_partners(list(page_)),
        "directions": DIRECTIONS.items(),
        "direction": direction,
        "form": CommandForm(),
    }
    return render(request, "staff/market/page.html", shown)


def _with_partners(found: list[Interchange]) -> list[tuple[Interchange, str]]:
    """Each file with the name of the other side, or its code when nobody knows the name."""
    others = [
        (one, one.receiver if one.direction == Direction.OUT else one.sender) for one in found
    ]
    names = market_data.names_of([code for _, code in others])
    return [(one, names.get(code, code)) for one, code in others]


@page(Permission.MARKET_READ)
def interchange(request: HttpRequest, interchange_id: int) -> HttpResponse:
    """One file segment by segment, byte for byte as it was sent or received."""
    found = Interchange.objects.filter(pk=interchange_id).first()
    if found is None:
        raise Http404
    ((_, partner),) = _with_partners([found])
    text = bytes(found.content).decode("latin-1")
    shown = {
        "interchange": found,
        "partner": partner,
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
        commands.settle_message(form.call(request.user.get_username()), message_id=message_id)
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
        "Antworten der Netzbetreiber überfällig",
        "staff:market",
        "",
        Permission.MARKET_READ,
        _overdue,
        is_work=True,
    )
)
