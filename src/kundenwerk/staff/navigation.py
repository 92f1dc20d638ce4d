"""The main navigation: what a role may open, in the groups of its working day."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from kundenwerk.staff.access import Permission, may


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    label: str
    icon: str
    url_name: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as drawn for one request."""

    label: str
    icon: str
    url: str
    is_current: bool


GROUPS: list[tuple[str, list[Entry]]] = [
    ("", [Entry("Start", "home", "staff:start", Permission.START)]),
    (
        "Kunden",
        [
            Entry("Kunden", "users", "staff:customers", Permission.CUSTOMERS_READ),
            Entry("Angebote", "file-text", "staff:quotes", Permission.QUOTES_READ),
            Entry("Verträge", "clipboard-check", "staff:contracts", Permission.CONTRACTS_READ),
            Entry("Marktkommunikation", "truck-delivery", "staff:market", Permission.MARKET_READ),
        ],
    ),
    (
        "Geld",
        [
            Entry("Zählerstände", "gauge", "staff:readings", Permission.METERING_READ),
            Entry("Abrechnung", "file-invoice", "staff:invoices", Permission.BILLING_READ),
            Entry("Nebenbuch", "book-2", "staff:ledger", Permission.LEDGER_READ),
            Entry("Zahlungen", "building-bank", "staff:payments", Permission.PAYMENTS_READ),
        ],
    ),
    (
        "Verwaltung",
        [
            Entry("Tarife und Preise", "tag", "staff:prices", Permission.TARIFFS_READ),
            Entry("Läufe", "player-play", "staff:runs", Permission.BILLING_READ),
        ],
    ),
]


def navigation(request: HttpRequest) -> list[tuple[str, list[Shown]]]:
    """The groups with the entries the present login may open."""
    user = getattr(request, "user", None)
    if user is None or not getattr(user, "works_here", False):
        return []
    shown = [
        (title, [_shown(entry, request) for entry in entries if may(user, entry.permission)])
        for title, entries in GROUPS
    ]
    return [(title, entries) for title, entries in shown if entries]


def _shown(entry: Entry, request: HttpRequest) -> Shown:
    url = reverse(entry.url_name)
    is_current = request.path == url if url == "/" else request.path.startswith(url)
    return Shown(entry.label, entry.icon, url, is_current)
