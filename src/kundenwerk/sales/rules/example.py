"""What a customer is told of a tariff whose price follows the exchange."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kundenwerk.tariffs.rules.dynamic import EXAMPLE

# § 41a Abs. 7 EnWG: costs, advantages and disadvantages, before the contract is made.
DYNAMIC_NOTICE = (
    "Ihr Arbeitspreis folgt dem Börsenpreis jeder Viertelstunde. Verbrauchen Sie in günstigen "
    "Stunden, zahlen Sie weniger; in teuren Stunden, etwa an Winterabenden, zahlen Sie mehr. "
    "Eine Preisgrenze gibt es nicht. Nötig ist ein intelligentes Messsystem, das Ihr "
    "Messstellenbetreiber einbaut. Was Sie in jeder Viertelstunde verbraucht haben, sehen Sie "
    "dort; jede Rechnung nennt Verbrauch und mittlere Preise je Monat."
)


def energy_rows(price: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    """A working price that follows the exchange in its parts, ct/kWh net; none for a fixed one.

    Only the first is agreed; the second is an example, the third is set by others.
    """
    parts = price["parts"]
    spot = [part for part in parts if part["source"].startswith(EXAMPLE)]
    if not spot:
        return []
    own = [part for part in parts if part["component"] is None and part not in spot]
    others = [part for part in parts if part["component"] is not None]
    rows = (
        ("Aufschlag auf den Börsenpreis", own),
        ("Börsenpreis, Beispiel", spot),
        ("Netz, Umlagen und Steuern", others),
        ("Arbeitspreis im Beispiel", parts),
    )
    return [(label, sum((Decimal(p["value"]) for p in of), Decimal(0))) for label, of in rows]


def example_of(trace: Mapping[str, Any]) -> str:
    """From which exchange prices a calculation was worked out; empty for a fixed price."""
    parts = trace["prices"][0]["energy_ct"]["parts"]
    return next((part["source"] for part in parts if part["source"].startswith(EXAMPLE)), "")
