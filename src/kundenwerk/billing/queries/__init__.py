"""Reading bills, and computing them without writing."""

from __future__ import annotations

from kundenwerk.billing.queries.bulk import bills
from kundenwerk.billing.queries.due import due, next_of
from kundenwerk.billing.queries.forecast import Forecast, forecast, forecasts
from kundenwerk.billing.queries.prices import vat_on
from kundenwerk.billing.queries.readable import already_billed, drafts, preview

__all__ = [
    "Forecast",
    "already_billed",
    "bills",
    "drafts",
    "due",
    "forecast",
    "forecasts",
    "next_of",
    "preview",
    "vat_on",
]
