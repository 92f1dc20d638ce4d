"""Usual consumptions behind the buttons of the first step."""

from __future__ import annotations

from dataclasses import dataclass

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.tariffs.queries import presets as tariff_presets
from kundenwerk.tariffs.rules.vocabulary import PresetKind


@dataclass(frozen=True, slots=True)
class Preset:
    """One button: what it is called and the kWh it fills in."""

    count: int
    label: str
    kwh: str


def presets(commodity: Commodity) -> list[Preset]:
    """Buttons by persons for electricity, by living area for gas (AP-027, AP-028, DEC-08)."""
    kind = PresetKind.AREA if commodity is Commodity.GAS else PresetKind.PERSONS
    unit = "m²" if kind is PresetKind.AREA else "Personen"
    return [
        Preset(
            row.count,
            "1 Person" if (row.count, unit) == (1, "Personen") else f"{row.count} {unit}",
            format_decimal(row.kwh),
        )
        for row in tariff_presets(kind)
    ]
