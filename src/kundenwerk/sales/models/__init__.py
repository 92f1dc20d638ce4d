"""Tables of quoting: settings, drafts, quotes, their items and their price calculation."""

from __future__ import annotations

from kundenwerk.sales.models.drafts import QuoteDraft, Rejection, SalesSettings
from kundenwerk.sales.models.kinds import EnergyKind
from kundenwerk.sales.models.quotes import PriceCalculation, Quote, QuoteItem

__all__ = [
    "EnergyKind",
    "PriceCalculation",
    "Quote",
    "QuoteDraft",
    "QuoteItem",
    "Rejection",
    "SalesSettings",
]
