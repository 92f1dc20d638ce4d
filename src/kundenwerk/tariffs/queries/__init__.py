"""What others need to know of tariffs: offers, prices, profiles, settings."""

from __future__ import annotations

from kundenwerk.tariffs.queries.conditions import conditions_for
from kundenwerk.tariffs.queries.offers import Offer, OfferQuery, Offers, offers
from kundenwerk.tariffs.queries.prices import (
    default_supply_cost,
    published_cost,
    segments_for,
    standing_segment,
)
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.queries.refusals import Refusals, Refused, why_not, why_not_version
from kundenwerk.tariffs.queries.settings import presets, tariff_settings

__all__ = [
    "Offer",
    "OfferQuery",
    "Offers",
    "Refusals",
    "Refused",
    "conditions_for",
    "default_supply_cost",
    "offers",
    "presets",
    "profile_for",
    "published_cost",
    "segments_for",
    "standing_segment",
    "tariff_settings",
    "why_not",
    "why_not_version",
]
