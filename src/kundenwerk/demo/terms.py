"""The general terms of the demo supplier, invented and short."""

from __future__ import annotations

from datetime import date, datetime, time

from kundenwerk.correspondence.formats.typesetting import Order, typeset
from kundenwerk.correspondence.queries import letterhead
from kundenwerk.kernel.calendar import BERLIN
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import Call
from kundenwerk.sales.commands import add_terms

VALID_FROM = date(2025, 1, 1)
_PARAGRAPHS = (
    (
        "1. Der Vertrag kommt zustande, wenn Sie unser Angebot in Textform annehmen oder online "
        "bestellen. Wir liefern an die vereinbarte Lieferstelle, sobald der Netzbetreiber die "
        "Anmeldung bestätigt hat."
    ),
    (
        "2. Der Preis besteht aus Arbeitspreis und Grundpreis. Ändern sich Steuern, Abgaben, "
        "Umlagen oder Netzentgelte, passen wir ihn nach billigem Ermessen an und teilen es Ihnen "
        "rechtzeitig mit. Sie können dann ohne Frist zu dem Tag kündigen, an dem sie wirkt."
    ),
    (
        "3. Sie bezahlen monatliche Abschläge; abgerechnet wird, was der Zähler misst. Rechnungen "
        "sind zwei Wochen nach ihrem Zugang fällig."
    ),
    (
        "4. Ziehen Sie um, können Sie mit einer Frist von sechs Wochen kündigen. Sonst gilt die "
        "Kündigungsfrist Ihres Tarifs."
    ),
    (
        "5. Für Schäden aus Störungen der Versorgung haftet der Netzbetreiber. Wir haften "
        "für Vorsatz und grobe Fahrlässigkeit."
    ),
    (
        "6. Bei Fragen hilft der Kundenservice. Führt das zu keiner Lösung, können Verbraucher die "
        "Schlichtungsstelle Energie anrufen."
    ),
)


def hold(call: Call) -> None:
    """Let the general terms hold from the first day of the town."""
    company = own_company()
    data = {
        "sender": letterhead(company),
        "recipient": [],
        "info": [["Gültig ab", f"{VALID_FROM:%d.%m.%Y}"]],
        "subject": "Allgemeine Geschäftsbedingungen",
        "salutation": "Diese Bedingungen sind erfunden und gelten nur für die Demonstration.",
        "paragraphs": list(_PARAGRAPHS),
        "closing": "",
        "signature": company.name,
    }
    made_at = datetime.combine(VALID_FROM, time(12), BERLIN)
    content = typeset(Order("letter", data, made_at))
    add_terms(call.derive("terms"), content=content, valid_from=VALID_FROM, day=VALID_FROM)
