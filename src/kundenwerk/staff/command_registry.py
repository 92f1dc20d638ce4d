"""Verbs of the command palette: what can be started from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kundenwerk.kernel.text import normalise
from kundenwerk.staff import settings_pages
from kundenwerk.staff.access import Permission, may


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a clerk can start by typing it."""

    label: str
    words: str
    icon: str
    url_name: str
    permission: Permission


VERBS = [
    Verb(
        "Angebot erstellen",
        "neu interessent quote",
        "file-text",
        "staff:quote_new",
        Permission.QUOTES_WRITE,
    ),
    Verb(
        "Lead anlegen",
        "neu interessent akquise einwilligung",
        "user-plus",
        "staff:lead_new",
        Permission.LEADS_WRITE,
    ),
    Verb(
        "Leads zeigen",
        "interessenten akquise liste",
        "user-plus",
        "staff:leads",
        Permission.LEADS_READ,
    ),
    Verb(
        "Leads als Tafel zeigen",
        "interessenten akquise board kanban stufen karten",
        "id",
        "staff:lead_board",
        Permission.LEADS_READ,
    ),
    Verb(
        "Verlustgründe zeigen",
        "ablehnung statistik angebote auswertung",
        "chart-bar",
        "staff:loss_reasons",
        Permission.QUOTES_READ,
    ),
    Verb(
        "Kampagne planen",
        "neu marketing aktion werbung segment",
        "speakerphone",
        "staff:campaign_new",
        Permission.CAMPAIGNS_WRITE,
    ),
    Verb("Kunden suchen", "liste", "users", "staff:customers", Permission.CUSTOMERS_READ),
    Verb(
        "Viertelstundenwerte einlesen",
        "import csv lastgang dynamischer tarif intelligentes messsystem § 14a",
        "chart-bar",
        "staff:load_curves",
        Permission.METERING_WRITE,
    ),
    Verb(
        "Zählerstände einlesen",
        "import csv ablesung",
        "gauge",
        "staff:readings",
        Permission.METERING_WRITE,
    ),
    Verb(
        "Abrechnungslauf starten",
        "turnus rechnung lauf",
        "file-invoice",
        "staff:billing_run",
        Permission.BILLING_WRITE,
    ),
    Verb(
        "Kontoauszug einlesen",
        "camt bank import",
        "file-import",
        "staff:statements",
        Permission.PAYMENTS_WRITE,
    ),
    Verb(
        "Lastschriften einziehen",
        "sepa pain einzug",
        "building-bank",
        "staff:collections",
        Permission.PAYMENTS_WRITE,
    ),
    Verb(
        "Preisbestandteile einlesen",
        "umlagen steuern netzentgelte import",
        "file-import",
        "staff:prices_import",
        Permission.TARIFFS_WRITE,
    ),
    Verb("Tarife zeigen", "preise produkte liste", "tag", "staff:prices", Permission.TARIFFS_READ),
    Verb("Tarif anlegen", "neu produkt", "tag", "staff:tariff_new", Permission.TARIFFS_WRITE),
    Verb(
        "Tarife einlesen oder ausgeben",
        "import export bo4e excel csv tarifpreisblatt",
        "file-import",
        "staff:tariff_exchange",
        Permission.TARIFFS_READ,
    ),
    Verb("Summen und Salden", "nebenbuch konten", "book-2", "staff:ledger", Permission.LEDGER_READ),
    Verb(
        "Offene Posten zeigen",
        "forderungen überfällig alter liste",
        "coin-euro",
        "staff:open_items",
        Permission.LEDGER_READ,
    ),
    Verb(
        "Mahnlauf starten",
        "mahnung zahlungserinnerung forderung überfällig",
        "send",
        "staff:dunning_run",
        Permission.RECEIVABLES_WRITE,
    ),
    Verb(
        "Mahnvorschlag zeigen",
        "mahnung warum nicht gemahnt forderungen überfällig grund sperre",
        "bell",
        "staff:dunning",
        Permission.RECEIVABLES_READ,
    ),
    Verb(
        "Mahnschreiben zeigen",
        "mahnung zahlungserinnerung gebühr liste",
        "bell",
        "staff:notices",
        Permission.RECEIVABLES_READ,
    ),
    Verb(
        "Alle Zahlungen zeigen",
        "bank eingang liste",
        "building-bank",
        "staff:payment_list",
        Permission.PAYMENTS_READ,
    ),
    Verb(
        "Aufgaben zeigen",
        "todo erledigen liste",
        "checklist",
        "staff:tasks",
        Permission.CUSTOMERS_READ,
    ),
    Verb(
        "Übergaben zeigen",
        "vertrag angebot angenommen prüfliste",
        "transfer",
        "staff:handovers",
        Permission.CONTRACTS_READ,
    ),
    Verb(
        "Ansichten verwalten",
        "gespeicherte liste filter seitenleiste",
        "star",
        "staff:views",
        Permission.START,
    ),
    Verb(
        "Marktnachrichten",
        "utilmd edifact anmeldung",
        "truck-delivery",
        "staff:market",
        Permission.MARKET_READ,
    ),
    Verb(
        "Einstellungen",
        "verwaltung",
        "adjustments-horizontal",
        "staff:settings",
        Permission.SETTINGS_READ,
    ),
    Verb(
        "Mögliche Dubletten klären",
        "dublette doppelt zusammenführen online bestellung",
        "users",
        "staff:duplicates",
        Permission.CUSTOMERS_READ,
    ),
    Verb(
        "Zugang anlegen",
        "neu benutzer login mitarbeiter kollegin einladen",
        "shield-check",
        "staff:login_new",
        Permission.LOGINS_WRITE,
    ),
    Verb(
        "Kundenzugang anlegen",
        "neu portal login kundenkonto online einladen",
        "lock",
        "staff:portal_login_new",
        Permission.PORTAL_LOGINS_WRITE,
    ),
    Verb(
        "Kundenzugänge zeigen",
        "portal login link senden sperren kundenkonto online",
        "lock",
        "staff:portal_logins",
        Permission.PORTAL_LOGINS_READ,
    ),
    Verb(
        "Gestaltung zeigen",
        "bausteine farben oberfläche",
        "adjustments-horizontal",
        "staff:design",
        Permission.SETTINGS_READ,
    ),
]


# Every page of the settings is found by its name and by what is decided there.
SETTINGS = [
    Verb(
        one.label, f"einstellungen {one.about} {one.words}", one.icon, one.url_name, one.permission
    )
    for _, entries in settings_pages.SETTINGS
    for one in entries
]


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb that fits what was typed."""

    label: str
    icon: str
    url: str


def offers(text: str, user: Any, *, limit: int = 6) -> list[Offer]:
    """The verbs a login may use whose words begin with every word typed."""
    typed = normalise(text).split()
    known = (verb for verb in [*VERBS, *SETTINGS] if may(user, verb.permission))
    fitting = (verb for verb in known if _fits(verb, typed))
    return [
        Offer(verb.label, verb.icon, reverse(verb.url_name))
        for verb, _ in zip(fitting, range(limit), strict=False)
    ]


def _fits(verb: Verb, typed: list[str]) -> bool:
    words = normalise(f"{verb.label} {verb.words}").split()
    return all(any(word.startswith(part) for word in words) for part in typed)
