"""Tables of quoting: settings, drafts, quotes with price calculation, what follows them."""

from __future__ import annotations

from kundenwerk.sales.models.drafts import QuoteDraft, Rejection, SalesSettings
from kundenwerk.sales.models.handovers import (
    Declaration,
    Handover,
    HandoverEndpoint,
    HandoverNotice,
    QuoteLink,
)
from kundenwerk.sales.models.kinds import EnergyKind
from kundenwerk.sales.models.quotes import PriceCalculation, Quote, QuoteItem

__all__ = [
    "Declaration",
    "EnergyKind",
    "Handover",
    "HandoverEndpoint",
    "HandoverNotice",
    "PriceCalculation",
    "Quote",
    "QuoteDraft",
    "QuoteItem",
    "QuoteLink",
    "Rejection",
    "SalesSettings",
]
