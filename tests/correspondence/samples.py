"""Complete data for each template, as billing and sales hand it over."""

from __future__ import annotations

from typing import Any

SENDER: dict[str, Any] = {
    "name": "Stadtwerke Sankt Augustin",
    "claim": "Strom und Gas von nebenan",
    "initials": "S",
    "street": "Werkstraße 1",
    "postcode": "53757",
    "town": "Sankt Augustin",
    "phone": "02241 12345-0",
    "email": "service@stadtwerke.example",
    "web": "www.stadtwerke.example",
    "register": "Amtsgericht Siegburg, HRB 12345",
    "vat_id": "USt-IdNr. DE123456788",
    "management": "Geschäftsführung: Dr. Anna Berg",
    "bank": "Kreissparkasse Köln",
    "iban": "DE02 1203 0000 0000 2020 51",
    "bic": "BYLADEM1001",
    "color": "#0b5c66",
}
RECIPIENT = ["Frau", "Käthe Müller-Lüdenscheidt", "Am Markt 7", "53757 Sankt Augustin"]

LETTER: dict[str, Any] = {
    "sender": SENDER,
    "recipient": RECIPIENT,
    "info": [["Kundennummer", "100042"], ["Datum", "20.11.2026"]],
    "subject": "Willkommen bei den Stadtwerken",
    "salutation": "Guten Tag Frau Müller-Lüdenscheidt,",
    "paragraphs": [
        "wir freuen uns, dass Sie sich für uns entschieden haben.",
        "Um die Kündigung bei Ihrem bisherigen Lieferanten kümmern wir uns.",
        "Bitte notieren Sie zum Lieferbeginn Ihren Zählerstand.",
    ],
    "facts": [["Vertragsnummer", "V-000042"], ["Tarif", "Stadtstrom Natur"]],
    "closing": "Freundliche Grüße",
    "signature": "Ihr Kundenservice",
}

QUOTE: dict[str, Any] = {
    "sender": SENDER,
    "recipient": RECIPIENT,
    "info": [
        ["Angebot", "A-2026-00017"],
        ["Datum", "20.11.2026"],
        ["Gültig bis", "04.12.2026"],
        ["Ihr Kontakt", "Jonas Weber"],
    ],
    "subject": "Ihr Angebot: Stadtstrom Natur 12",
    "salutation": "Guten Tag Frau Müller-Lüdenscheidt,",
    "intro": "vielen Dank für Ihr Interesse. Für Ihre Lieferstelle bieten wir Ihnen an:",
    "key": {
        "label": "Jahreskosten bei 3.500 kWh",
        "value": "1.281,40 €",
        "note": "brutto, entspricht 106,78 € im Monat",
    },
    "savings": "212,30 € im Jahr gespart",
    "facts": [
        ["Lieferstelle", "Am Markt 7, 53757 Sankt Augustin"],
        ["Marktlokation", "51238696781"],
        ["Netzbetreiber", "Rhein-Sieg Netz GmbH"],
        ["Zähler", "1EMH0012345678"],
        ["Tarif", "Stadtstrom Natur 12"],
        ["Jahresverbrauch", "3.500 kWh"],
        ["Lieferbeginn", "01.01.2027"],
        ["Zahlungsart", "SEPA-Lastschrift"],
    ],
    "prices": [
        ["Arbeitspreis", "27,3109 ct/kWh", "32,50 ct/kWh"],
        ["Grundpreis", "120,92 €/Jahr", "143,90 €/Jahr"],
    ],
    "costs": [
        ["Arbeitspreis", "3.500 kWh × 27,3109 ct/kWh", "955,88 €", "1.137,50 €"],
        ["Grundpreis", "120,92 € für 12 Monate", "120,92 €", "143,90 €"],
        ["Summe", "", "1.076,80 €", "1.281,40 €"],
    ],
    "first_year": [
        ["Jahreskosten", "1.281,40 €"],
        ["Neukundenbonus", "−100,00 €"],
        ["Erstes Jahr", "1.181,40 €"],
    ],
    "parts": [
        ["Beschaffung, Vertrieb und Service", "12,0909 ct/kWh"],
        ["Netzentgelt Arbeitspreis", "10,2 ct/kWh"],
        ["Stromsteuer", "2,05 ct/kWh"],
    ],
    "terms": [
        ["Mindestlaufzeit", "12 Monate"],
        ["Kündigungsfrist", "1 Monat"],
        ["Preisgarantie", "bis 31.12.2027, ausgenommen Umlagen und Steuern"],
    ],
    "summary": [["Lieferant", "Stadtwerke Sankt Augustin"], ["Leistung", "Lieferung von Strom"]],
    "steps": [
        "Sie nehmen das Angebot bis zum 04.12.2026 an.",
        "Wir melden Sie beim Netzbetreiber an und kündigen bei Ihrem bisherigen Lieferanten.",
        "Ab dem 01.01.2027 beliefern wir Sie.",
    ],
    "legal": [
        {
            "title": "Widerruf",
            "text": "Sie können den Vertrag binnen vierzehn Tagen ohne Angabe von Gründen "
            "widerrufen.",
        }
    ],
    "closing": "Freundliche Grüße",
    "signature": "Jonas Weber",
}

_ROWS = [
    ["Arbeitspreis", "1.727 kWh", "29,7312 ct/kWh", "513,46 €"],
    ["Grundpreis", "181 Tage", "118,80 €/Jahr", "58,91 €"],
]
INVOICE: dict[str, Any] = {
    "sender": SENDER,
    "recipient": RECIPIENT,
    "info": [
        ["Rechnung", "R-2026-000017"],
        ["Datum", "15.01.2027"],
        ["Kundennummer", "100042"],
        ["Vertragskonto", "K0000042"],
        ["Zeitraum", "01.01. – 31.12.2026"],
    ],
    "subject": "Ihre Stromrechnung 2026",
    "intro": "Guten Tag Frau Müller-Lüdenscheidt, hier ist Ihre Abrechnung für das Jahr 2026.",
    "due": {"label": "Bitte zahlen Sie", "amount": "319,68 €", "note": "fällig am 02.02.2027"},
    "payment": {
        "kind": "TRANSFER",
        "text": "Überweisen Sie den Betrag, oder scannen Sie den GiroCode.",
        "rows": [
            ["Empfänger", "Stadtwerke Sankt Augustin"],
            ["IBAN", "DE02 1203 0000 0000 2020 51"],
            ["Zweck", "R-2026-000017"],
        ],
    },
    "summary": [
        ["Energie und Grundpreis (netto)", "1.159,39 €"],
        ["Neukundenbonus (netto)", "−84,03 €"],
        ["Umsatzsteuer 19 %", "204,32 €"],
        ["Rechnungsbetrag", "1.279,68 €"],
        ["bezahlte Abschläge", "−960,00 €"],
        ["Zu zahlen", "319,68 €"],
    ],
    "instalment": "Ab dem 01.02.2027 beträgt Ihr Abschlag 107,00 € im Monat (brutto).",
    "supply": [
        ["Adresse", "Am Markt 7, 53757 Sankt Augustin"],
        ["Marktlokation", "51238696781"],
        ["Netzbetreiber", "Rhein-Sieg Netz GmbH, 9900345000002"],
        ["Messstelle", "Rhein-Sieg Netz GmbH, 9900345000003"],
    ],
    "contract": [
        ["Vertragsnummer", "V-000042"],
        ["Tarif", "Stadtstrom Natur 12 (außerhalb der Grundversorgung)"],
        ["Laufzeit", "01.01.2026 auf unbestimmte Zeit"],
        ["Kündigung", "1 Monat, nächstens zum 28.02.2027"],
    ],
    "readings": [
        [
            "1EMH0012345678",
            "01.01.2026",
            "12.345",
            "vom Netzbetreiber abgelesen",
            "31.12.2026",
            "15.845",
            "von Ihnen gemeldet",
            "3.500 kWh",
        ]
    ],
    "reading_note": "",
    "segments": [
        {
            "title": "01.01.2026 bis 30.06.2026 · 181 Tage",
            "rows": _ROWS,
            "how": ["1.727 kWh × 29,7312 ct = 513,46 €; 118,80 € × 181 ÷ 365 Tage = 58,91 €"],
        },
        {
            "title": "01.07.2026 bis 31.12.2026 · 184 Tage",
            "rows": _ROWS,
            "how": ["Der Preis hat sich zum 01.07.2026 geändert."],
        },
    ],
    "vat": [["19 %", "1.075,36 €", "204,32 €", "1.279,68 €"]],
    "prepaid": [
        ["03.02.2026", "Abschlag Januar 2026", "80,00 €", "12,77 €"],
        ["Summe", "12 Abschläge", "960,00 €", "153,28 €"],
    ],
    "levies": [
        ["Stromsteuer", "2,05 ct/kWh", "71,75 €"],
        ["Konzessionsabgabe", "1,59 ct/kWh", "55,65 €"],
        ["KWKG-Umlage", "0,446 ct/kWh", "15,61 €"],
        ["Offshore-Netzumlage", "0,941 ct/kWh", "32,94 €"],
        ["Aufschlag für besondere Netznutzung", "1,559 ct/kWh", "54,57 €"],
        ["Netzentgelt Arbeitspreis", "7,12 ct/kWh", "249,20 €"],
        ["Netzentgelt Grundpreis", "75,00 €/Jahr", "75,00 €"],
        ["Messstellenbetrieb", "12,60 €/Jahr", "12,60 €"],
    ],
    "levies_note": "Diese Beträge sind im Arbeits- und Grundpreis enthalten.",
    "comparison": {
        "bars": [
            {"label": "Sie 2026", "value": 3500, "text": "3.500 kWh", "kind": "now"},
            {"label": "Sie 2025", "value": 3720, "text": "3.720 kWh", "kind": "before"},
            {
                "label": "Haushalte mit 3 Personen",
                "value": 4250,
                "text": "4.250 kWh",
                "kind": "group",
            },
        ],
        "note": "Sie haben 5,9 % weniger verbraucht als im Vorjahr.",
    },
    "mix": {
        "title": "Woher Ihr Strom kommt (§ 42 EnWG)",
        "shares": [
            {"label": "Erneuerbare Energien", "percent": "62.0", "text": "62,0 %"},
            {"label": "Erdgas", "percent": "24.0", "text": "24,0 %"},
            {"label": "Kohle", "percent": "14.0", "text": "14,0 %"},
        ],
        "note": "CO₂: 245 g/kWh, radioaktiver Abfall: 0,0000 g/kWh.",
    },
    "legal": [
        {
            "title": "Fragen zur Rechnung",
            "text": "Wir erklären sie Ihnen kostenlos: 02241 12345-0.",
        },
        {
            "title": "Schlichtungsstelle Energie e. V.",
            "text": "Friedrichstraße 133, 10117 Berlin, 030 2757240-0.",
        },
        {
            "title": "Verbraucherservice der Bundesnetzagentur",
            "text": "Postfach 8001, 53105 Bonn, 0228 141516.",
        },
        {"title": "Wechsel", "text": "Sie können den Lieferanten kostenlos und zügig wechseln."},
    ],
}
