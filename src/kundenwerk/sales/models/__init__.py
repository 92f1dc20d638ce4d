"""Tables of quoting: drafts, quotes, their items and their price calculation."""

from __future__ import annotations

from kundenwerk.sales.models.drafts import QuoteDraft, Rejection, SalesSettings
from kundenwerk.sales.models.quotes import PriceCalculation, Quote, QuoteItem

__all__ = ["PriceCalculation", "Quote", "QuoteDraft", "QuoteItem", "Rejection", "SalesSettings"]
