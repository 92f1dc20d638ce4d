"""Writes to tariffs."""

from __future__ import annotations

from kundenwerk.tariffs.commands.approval import (
    NotApproved,
    NoTiers,
    OnSale,
    VersionOverlaps,
    VersionUsed,
    WithdrawalRefused,
    activate_version,
    approved_version,
    withdraw_approval,
)
from kundenwerk.tariffs.commands.conditions import (
    StaleConditions,
    conditions_of,
    set_conditions,
)
from kundenwerk.tariffs.commands.drafts import delete_draft, draft_differences, save_draft
from kundenwerk.tariffs.commands.procurement import (
    ProcurementRefused,
    add_procurement_price,
    remove_procurement_price,
)
from kundenwerk.tariffs.commands.products import (
    StaleTariff,
    TariffCodeTaken,
    TariffUsed,
    create_tariff,
    tariff_differences,
    update_tariff,
)
from kundenwerk.tariffs.commands.settings import (
    SettingsRefused,
    StaleSettings,
    save_presets,
    save_settings,
)
from kundenwerk.tariffs.commands.tier_rows import NotDraft
from kundenwerk.tariffs.commands.versions import (
    NoPredecessor,
    StaleDraft,
    advance_versions,
    create_version,
    end_version,
    mark_used,
    prepare_version,
    set_tiers,
)

__all__ = [
    "NoPredecessor",
    "NoTiers",
    "NotApproved",
    "NotDraft",
    "OnSale",
    "ProcurementRefused",
    "SettingsRefused",
    "StaleConditions",
    "StaleDraft",
    "StaleSettings",
    "StaleTariff",
    "TariffCodeTaken",
    "TariffUsed",
    "VersionOverlaps",
    "VersionUsed",
    "WithdrawalRefused",
    "activate_version",
    "add_procurement_price",
    "advance_versions",
    "approved_version",
    "conditions_of",
    "create_tariff",
    "create_version",
    "delete_draft",
    "draft_differences",
    "end_version",
    "mark_used",
    "prepare_version",
    "remove_procurement_price",
    "save_draft",
    "save_presets",
    "save_settings",
    "set_conditions",
    "set_tiers",
    "tariff_differences",
    "update_tariff",
    "withdraw_approval",
]
