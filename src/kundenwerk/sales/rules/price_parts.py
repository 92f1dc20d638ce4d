"""What the prices of a quote are made of, read from its stored calculation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.numbers import NBSP, format_decimal
from kundenwerk.market.rules.vocabulary import COMPONENT_LABELS, Component
from kundenwerk.tariffs.rules.breakdown import OWN_SHARE_LABEL


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A share of the energy or the base price, net, with where its value comes from."""

    label: str
    value: str
    source: str


def price_parts(trace: Mapping[str, Any]) -> list[ShownPart]:
    """The shares of the energy price, then of the base price.

    Source: § 40 Abs. 3 EnWG.
    """
    shown = trace["prices"][0]
    return [
        ShownPart(
            COMPONENT_LABELS[Component(part["component"])]
            if part["component"]
            else OWN_SHARE_LABEL,
            f"{format_decimal(Decimal(part['value']))}{NBSP}{unit}",
            part["source"],
        )
        for name, unit in (("energy_ct", "ct/kWh"), ("base_eur_per_year", "€/Jahr"))
        for part in shown[name]["parts"]
    ]
