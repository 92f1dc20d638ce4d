"""Tables of billing: bills, instalments, results of runs."""

from __future__ import annotations

from kundenwerk.billing.models.instalments import Instalment, InstalmentPlan
from kundenwerk.billing.models.invoices import Invoice, InvoiceLine, InvoiceVat
from kundenwerk.billing.models.runs import BillingSettings, RunBill

__all__ = [
    "BillingSettings",
    "Instalment",
    "InstalmentPlan",
    "Invoice",
    "InvoiceLine",
    "InvoiceVat",
    "RunBill",
]
