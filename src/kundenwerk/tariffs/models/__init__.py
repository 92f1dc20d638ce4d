"""Tables of tariffs: the tariff, its dated versions, their price tiers and conditions, settings."""

from __future__ import annotations

from kundenwerk.tariffs.models.conditions import (
    AgreedCondition,
    Condition,
    condition_columns,
    fitting_amounts,
)
from kundenwerk.tariffs.models.tariffs import (
    ConsumptionPreset,
    PriceTier,
    ProcurementPrice,
    Tariff,
    TariffSettings,
    TariffUpload,
    TariffVersion,
)

__all__ = [
    "AgreedCondition",
    "Condition",
    "ConsumptionPreset",
    "PriceTier",
    "ProcurementPrice",
    "Tariff",
    "TariffSettings",
    "TariffUpload",
    "TariffVersion",
    "condition_columns",
    "fitting_amounts",
]
