"""Writes to tariffs."""

from __future__ import annotations

from kundenwerk.tariffs.commands.conditions import (
    StaleConditions,
    conditions_of,
    set_conditions,
)
from kundenwerk.tariffs.commands.settings import save_presets, save_settings
from kundenwerk.tariffs.commands.tiers import (
    StaleTier,
    differing,
    prices_of,
    set_tier_prices,
)
from kundenwerk.tariffs.commands.versions import (
    NoPredecessor,
    NotDraft,
    NoTiers,
    TariffCodeTaken,
    VersionOverlaps,
    activate_version,
    advance_versions,
    create_tariff,
    create_version,
    end_version,
    mark_used,
    prepare_version,
    set_tiers,
)

__all__ = [
    "NoPredecessor",
    "NoTiers",
    "NotDraft",
    "StaleConditions",
    "StaleTier",
    "TariffCodeTaken",
    "VersionOverlaps",
    "activate_version",
    "advance_versions",
    "conditions_of",
    "create_tariff",
    "create_version",
    "differing",
    "end_version",
    "mark_used",
    "prepare_version",
    "prices_of",
    "save_presets",
    "save_settings",
    "set_conditions",
    "set_tier_prices",
    "set_tiers",
]
