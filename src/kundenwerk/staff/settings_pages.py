"""The pages where something is decided once, for everybody."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.urls import reverse

from kundenwerk.staff.access import Permission, may


@dataclass(frozen=True, slots=True)
class Setting:
    """A page of the settings, and what is decided there."""

    label: str
    about: str
    icon: str
    url_name: str
    words: str  # what else people call it
    permission: Permission = Permission.SETTINGS_READ


SETTINGS: list[tuple[str, list[Setting]]] = [
    (
        "Vertrieb",
        [
            Setting(
                "Vertrieb einstellen",
                "Energiearten, Auswahllisten, nächste Schritte, Übergabe, Vertragskonto",
                "adjustments-horizontal",
                "staff:sales_settings",
                "energieart bankverbindung",
            ),
            Setting(
                "Leads einstellen",
                "Wortlaut der Einwilligung, Nachfassen, Löschfrist",
                "user-plus",
                "staff:lead_settings",
                "text",
            ),
            Setting(
                "AGB",
                "Fassungen mit Geltungsbeginn",
                "file-text",
                "staff:general_terms",
                "geschäftsbedingungen bedingungen pdf",
            ),
            Setting(
                "Tarife: Einstellungen",
                "Bindefrist, Netzbetreiber, Verbrauch nach Personen, Beschaffung und Marge",
                "tag",
                "staff:tariff_settings",
                "abschlag",
                Permission.TARIFFS_READ,
            ),
        ],
    ),
    (
        "Geld",
        [
            Setting(
                "Mahnverfahren",
                "Mahnstufen, Fristen, Gebühren mit Quelle",
                "bell",
                "staff:dunning_procedures",
                "mahngebühren",
                Permission.RECEIVABLES_READ,
            ),
        ],
    ),
    (
        "Andere Programme und der Markt",
        [
            Setting(
                "Anbindungen",
                "Auskünfte zu Netzbetreiber, Grundversorgung, Adresse, Bonität",
                "plug",
                "staff:providers",
                "enet dienst schnittstelle",
            ),
            Setting(
                "Übertragungswege",
                "Wie Marktnachrichten hinausgehen und hereinkommen",
                "truck-delivery",
                "staff:channels",
                "ordner http as4 postfach edifact austausch",
            ),
            Setting(
                "Schnittstellen",
                "Schlüssel für andere Programme, Meldung von Übergaben",
                "world",
                "staff:interfaces",
                "api token webhook",
            ),
        ],
    ),
    (
        "Menschen",
        [
            Setting(
                "Zugänge",
                "Wer hier arbeitet: Rollen, zweiter Faktor, Sitzungen",
                "shield-check",
                "staff:logins",
                "benutzer login passwort sperren liste",
                Permission.LOGINS_READ,
            ),
        ],
    ),
]


def settings_of(user: object) -> list[tuple[str, list[Setting]]]:
    """The pages of the settings a login may open."""
    shown = [
        (title, [one for one in entries if may(user, one.permission)])
        for title, entries in SETTINGS
    ]
    return [(title, entries) for title, entries in shown if entries]


@functools.cache
def setting_addresses() -> tuple[str, ...]:
    """Where the pages begin."""
    return tuple(reverse(one.url_name) for _, entries in SETTINGS for one in entries)
