"""How this supplier quotes."""

from __future__ import annotations

from kundenwerk.tariffs.models import ConsumptionPreset, TariffSettings
from kundenwerk.tariffs.rules.vocabulary import PresetKind


def tariff_settings() -> TariffSettings:
    """The settings; the migration made the row."""
    return TariffSettings.objects.get(pk=1)


def presets(kind: PresetKind) -> list[ConsumptionPreset]:
    """Usual yearly consumption per number of persons or m², ascending (DEC-08)."""
    return list(ConsumptionPreset.objects.filter(kind=kind.value).order_by("count"))
