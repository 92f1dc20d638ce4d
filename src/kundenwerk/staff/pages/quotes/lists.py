"""The list of quotes: states in the address, search, export."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.platform.clock import today
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.drafts import count_open_drafts
from kundenwerk.sales.queries.quotes import EXPIRING, QuoteFilter, counts, quotes
from kundenwerk.sales.rules.vocabulary import QUOTE_LABELS, QuoteState
from kundenwerk.staff import tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.ui.exports import csv_response

PAGE_SIZE = 50
EXPORT_LIMIT = 5000
# German words in the address for the states in the database.
STATES = {
    "offen": QuoteState.OPEN.value,
    "laeuft-ab": EXPIRING,
    "angenommen": QuoteState.ACCEPTED.value,
    "abgelehnt": QuoteState.DECLINED.value,
    "abgelaufen": QuoteState.EXPIRED.value,
}
LABELS = {code.value: label for code, label in QUOTE_LABELS.items()} | {EXPIRING: "läuft ab"}


@page(Permission.QUOTES_READ)
def quote_list(request: HttpRequest) -> HttpResponse:
    """All quotes, narrowed by state and search; ``?export=csv`` gives the same as a file."""
    day = today()
    state = request.GET.get("status", "")
    wanted = QuoteFilter(state=STATES.get(state, ""), text=request.GET.get("q", "")[:100])
    found = quotes(wanted, day=day)
    if request.GET.get("export") == "csv":
        return _export(found[:EXPORT_LIMIT])
    shown = Paginator(found, PAGE_SIZE).get_page(request.GET.get("seite"))
    numbers = counts(day=day)
    return render(
        request,
        "staff/quotes/list.html",
        {
            "page": shown,
            "state": state,
            "text": wanted.text,
            "chips": [(word, LABELS[code], numbers[code]) for word, code in STATES.items()],
            "drafts": count_open_drafts(),
            "today": day,
            "may_quote": may(request.user, Permission.QUOTES_WRITE),
        },
    )


def _export(rows: Iterable[Quote]) -> HttpResponse:
    heads = [
        "Angebot",
        "Status",
        "Angebotsdatum",
        "Bindefrist",
        "Name",
        "Lieferstelle",
        "Tarif",
        "Verbrauch kWh",
        "Jahrespreis brutto",
    ]
    lines = (
        [
            one.number,
            one.get_state_display(),
            one.quoted_on,
            one.binding_until,
            str(one.partner),
            str(one.supply_point),
            str(one.calculation.tariff_version.tariff),
            one.annual_kwh,
            one.calculation.annual_gross,
        ]
        for one in rows
    )
    return csv_response("angebote", heads, lines, as_of=today())


tiles.register(
    tiles.Tile(
        "Offene Angebote",
        "staff:quotes",
        "?status=offen",
        Permission.QUOTES_READ,
        lambda day: counts(day=day)[QuoteState.OPEN.value],
    )
)
tiles.register(
    tiles.Tile(
        "Angebote laufen ab",
        "staff:quotes",
        "?status=laeuft-ab",
        Permission.QUOTES_READ,
        lambda day: counts(day=day)[EXPIRING],
        "in den nächsten fünf Tagen",
        is_work=True,
    )
)
tiles.register(
    tiles.Tile(
        "Entwürfe",
        "staff:quote_drafts",
        "",
        Permission.QUOTES_READ,
        lambda _: count_open_drafts(),
        "angefangene Angebote",
        is_work=True,
    )
)
