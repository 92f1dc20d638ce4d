"""What a customer is told of a tariff whose price follows the exchange."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kundenwerk.tariffs.rules.dynamic import EXAMPLE

# § 41a Abs. 7 EnWG: costs, advantages and disadvantages, before the contract is made.
DYNAMIC_NOTICE = (
    "Ihr Arbeitspreis folgt dem Börsenpreis jeder Viertelstunde. Verbrauchen Sie in günstigen "
    "Stunden, zahlen Sie weniger; in teuren Stunden, etwa an Winterabenden, zahlen Sie mehr. "
    "Eine Preisgrenze gibt es nicht. Nötig ist ein intelligentes Messsystem, das Ihr "
    "Messstellenbetreiber einbaut. Was Sie in jeder Viertelstunde verbraucht haben, sehen Sie dort."
)


def example_of(trace: Mapping[str, Any]) -> str:
    """From which exchange prices a calculation was worked out; empty for a fixed price."""
    parts = trace["prices"][0]["energy_ct"]["parts"]
    return next((part["source"] for part in parts if part["source"].startswith(EXAMPLE)), "")
