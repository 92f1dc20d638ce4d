"""What others need to know of tariffs: offers, prices, profiles, settings."""

from __future__ import annotations

from kundenwerk.tariffs.queries.conditions import conditions_for
from kundenwerk.tariffs.queries.drafts import (
    Approval,
    approval_of,
    draft_of,
    first_use,
    reopened_without,
    tariff_data,
)
from kundenwerk.tariffs.queries.offers import Offer, OfferQuery, Offers, offers
from kundenwerk.tariffs.queries.prices import (
    default_supply_cost,
    published_cost,
    segments_for,
    standing_segment,
)
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.queries.refusals import Refusals, Refused, why_not, why_not_version
from kundenwerk.tariffs.queries.settings import presets, settings_data, tariff_settings

__all__ = [
    "Approval",
    "Offer",
    "OfferQuery",
    "Offers",
    "Refusals",
    "Refused",
    "approval_of",
    "conditions_for",
    "default_supply_cost",
    "draft_of",
    "first_use",
    "offers",
    "presets",
    "profile_for",
    "published_cost",
    "reopened_without",
    "segments_for",
    "settings_data",
    "standing_segment",
    "tariff_data",
    "tariff_settings",
    "why_not",
    "why_not_version",
]
