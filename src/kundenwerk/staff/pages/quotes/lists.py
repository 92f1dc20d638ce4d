"""The list of quotes and the numbers that lead to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kundenwerk.sales.queries.drafts import count_open_drafts
from kundenwerk.sales.queries.quotes import EXPIRING, counts
from kundenwerk.sales.rules.vocabulary import QuoteState
from kundenwerk.staff import listing, tiles
from kundenwerk.staff.access import Permission, may, page
from kundenwerk.staff.lists import QUOTES


@page(Permission.QUOTES_READ)
def quote_list(request: HttpRequest) -> HttpResponse:
    """All quotes."""
    more = {
        "drafts": count_open_drafts(),
        "may_quote": may(request.user, Permission.QUOTES_WRITE),
    }
    return listing.show(request, QUOTES, more, "staff/quotes/list.html")


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
