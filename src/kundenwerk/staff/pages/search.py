"""The command palette: customers, objects and verbs in one list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kundenwerk.platform import search
from kundenwerk.staff import command_registry, recent
from kundenwerk.staff.access import Permission, may, page

ICONS = {
    "customer": "user",
    "lead": "user-plus",
    "supply_point": "bolt",
    "contract": "clipboard-check",
    "quote": "file-text",
    "invoice": "file-invoice",
}
GROUPS = {
    "customer": "Kunden",
    "lead": "Leads",
    "supply_point": "Lieferstellen",
    "contract": "Verträge",
    "quote": "Angebote",
    "invoice": "Rechnungen",
}
NEEDED = {
    "customer": Permission.CUSTOMERS_READ,
    "lead": Permission.LEADS_READ,
    "supply_point": Permission.CUSTOMERS_READ,
    "contract": Permission.CONTRACTS_READ,
    "quote": Permission.QUOTES_READ,
    "invoice": Permission.BILLING_READ,
}


@page(Permission.START)
def find(request: HttpRequest) -> HttpResponse:
    """Hits as options of the palette's list."""
    text = request.GET.get("q", "")
    kinds = [kind for kind, permission in NEEDED.items() if may(request.user, permission)]
    hits = search.find(text, kinds=kinds, limit=12) if text.strip() else []
    groups = [
        (title, ICONS[kind], [hit for hit in hits if hit.kind == kind])
        for kind, title in GROUPS.items()
    ]
    shown = {
        "groups": [group for group in groups if group[2]],
        "verbs": command_registry.offers(text, request.user),
        "text": text,
        "recent": [] if text.strip() else recent.seen(request),
        "nothing": bool(text.strip()) and not hits,
    }
    return render(request, "staff/search/_options.html", shown)
