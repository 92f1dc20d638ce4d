"""The only ways to write bills and instalments."""

from __future__ import annotations

from kundenwerk.billing.commands.billing import PreviewOutdated, bill_chunk, bill_contract
from kundenwerk.billing.commands.documents import render_invoice
from kundenwerk.billing.commands.instalments import (
    AlreadyPlanned,
    demand_instalments,
    plan_instalments,
    plan_instalments_of,
)
from kundenwerk.billing.commands.reversal import (
    AlreadyCancelled,
    cancel_invoice,
    correct_invoice,
)
from kundenwerk.billing.commands.runs import (
    NothingToBill,
    PreviewNotFinished,
    start_billing,
    start_preview,
)

__all__ = [
    "AlreadyCancelled",
    "AlreadyPlanned",
    "NothingToBill",
    "PreviewNotFinished",
    "PreviewOutdated",
    "bill_chunk",
    "bill_contract",
    "cancel_invoice",
    "correct_invoice",
    "demand_instalments",
    "plan_instalments",
    "plan_instalments_of",
    "render_invoice",
    "start_billing",
    "start_preview",
]
