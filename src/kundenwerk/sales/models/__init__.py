"""Tables of quoting: settings, leads, drafts, quotes with their prices, what follows them."""

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
from kundenwerk.sales.models.leads import FollowUp, Lead, LeadEntry
from kundenwerk.sales.models.options import OfferedOption
from kundenwerk.sales.models.quotes import PriceCalculation, Quote, QuoteItem
from kundenwerk.sales.models.same import Merge, PossibleDuplicate
from kundenwerk.sales.models.terms import GeneralTerms

__all__ = [
    "Declaration",
    "EnergyKind",
    "FollowUp",
    "GeneralTerms",
    "Handover",
    "HandoverEndpoint",
    "HandoverNotice",
    "Lead",
    "LeadEntry",
    "Merge",
    "OfferedOption",
    "PossibleDuplicate",
    "PriceCalculation",
    "Quote",
    "QuoteDraft",
    "QuoteItem",
    "QuoteLink",
    "Rejection",
    "SalesSettings",
]
