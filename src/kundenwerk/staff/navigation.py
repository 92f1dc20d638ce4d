"""The main navigation: what a role may open, in the groups of its working day."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from kundenwerk.accounts import queries as accounts
from kundenwerk.staff import tiles
from kundenwerk.staff.access import Permission, may
from kundenwerk.staff.kept import kept
from kundenwerk.staff.lists import LISTINGS
from kundenwerk.staff.settings_pages import setting_addresses


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    label: str
    icon: str
    url_name: str
    permission: Permission
    waiting: tuple[str, ...] = ()  # labels of the tiles whose numbers stand behind the entry


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as drawn for one request."""

    label: str
    icon: str
    url: str
    is_current: bool
    waiting: int


GROUPS: list[tuple[str, list[Entry]]] = [
    ("", [Entry("Start", "home", "staff:start", Permission.START)]),
    (
        "Kunden",
        [
            Entry("Kunden", "users", "staff:customers", Permission.CUSTOMERS_READ),
            Entry("Kampagnen", "speakerphone", "staff:campaigns", Permission.CAMPAIGNS_READ),
            Entry(
                "Leads",
                "user-plus",
                "staff:leads",
                Permission.LEADS_READ,
                ("Leads mit fälligem Schritt",),
            ),
            Entry(
                "Angebote",
                "file-text",
                "staff:quotes",
                Permission.QUOTES_READ,
                ("Angebote laufen ab",),
            ),
            Entry(
                "Übergaben",
                "transfer",
                "staff:handovers",
                Permission.CONTRACTS_READ,
                ("Übergaben offen",),
            ),
            Entry("Verträge", "clipboard-check", "staff:contracts", Permission.CONTRACTS_READ),
            Entry(
                "Marktkommunikation",
                "truck-delivery",
                "staff:market",
                Permission.MARKET_READ,
                ("Marktnachrichten zu klären", "Antworten aus dem Markt überfällig"),
            ),
        ],
    ),
    (
        "Geld",
        [
            Entry(
                "Zählerstände",
                "gauge",
                "staff:readings",
                Permission.METERING_READ,
                ("Zählerstände zu prüfen",),
            ),
            Entry(
                "Abrechnung",
                "file-invoice",
                "staff:invoices",
                Permission.BILLING_READ,
                ("Klärfälle der Abrechnung",),
            ),
            Entry("Nebenbuch", "book-2", "staff:ledger", Permission.LEDGER_READ),
            Entry(
                "Zahlungen",
                "building-bank",
                "staff:payments",
                Permission.PAYMENTS_READ,
                ("Zahlungen zu klären",),
            ),
            Entry(
                "Mahnungen",
                "bell",
                "staff:dunning",
                Permission.RECEIVABLES_READ,
                ("Mahnungen heute fällig",),
            ),
        ],
    ),
    (
        "Verwaltung",
        [
            Entry("Tarife und Preise", "tag", "staff:prices", Permission.TARIFFS_READ),
            Entry("Läufe", "player-play", "staff:runs", Permission.BILLING_READ),
            Entry("Kundenzugänge", "lock", "staff:portal_logins", Permission.PORTAL_LOGINS_READ),
            Entry(
                "Einstellungen",
                "adjustments-horizontal",
                "staff:settings",
                Permission.SETTINGS_READ,
            ),
        ],
    ),
]


WAITING = frozenset(label for _, entries in GROUPS for one in entries for label in one.waiting)


def navigation(request: HttpRequest, today: date) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
    """The groups with the entries the present login may open, and how much waits there."""
    user = getattr(request, "user", None)
    if user is None or not getattr(user, "works_here", False):
        return ()
    waiting = tiles.waiting(WAITING, today)
    pinned = _pinned(request)
    at_view = any(entry.is_current for entry in pinned)
    shown = [
        (
            title,
            [
                _shown(one, request, waiting, at_view=at_view)
                for one in entries
                if may(user, one.permission)
            ],
        )
        for title, entries in GROUPS
    ]
    shown.insert(1, ("Meine Ansichten", pinned))
    return tuple((title, tuple(entries)) for title, entries in shown if entries)


_address = functools.cache(reverse)


def _pinned(request: HttpRequest) -> list[Shown]:
    """The views a person keeps in the side bar."""
    user = request.user
    found = []
    for view in accounts.pinned(kept(request).views):
        listing = LISTINGS.get(view.list_key)
        if listing is not None and may(user, listing.permission):
            url = f"{_address(listing.url_name)}?{view.query}{'&' if view.query else ''}"
            is_current = request.GET.get("ansicht") == str(view.pk)
            found.append(Shown(view.name, "star", f"{url}ansicht={view.pk}", is_current, 0))
    return found


def _shown(entry: Entry, request: HttpRequest, waiting: dict[str, int], *, at_view: bool) -> Shown:
    url = _address(entry.url_name)
    is_current = _leads_here(entry, url, request.path) and not at_view
    count = sum(waiting.get(label, 0) for label in entry.waiting)
    return Shown(entry.label, entry.icon, url, is_current, count)


def _leads_here(entry: Entry, url: str, path: str) -> bool:
    if url == "/":
        return path == url
    is_setting = path.startswith(setting_addresses())
    if entry.url_name == "staff:settings":
        return is_setting or path.startswith(url)
    return path.startswith(url) and not is_setting
