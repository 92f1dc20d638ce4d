"""What follows when a bill is issued."""

from __future__ import annotations

from kundenwerk.billing.commands.documents import render_invoice
from kundenwerk.billing.events import Issued
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on


@on(Issued, queue="documents", priority=-10)
def make_document(event: Issued) -> None:
    """Make the letter of the bill; a repetition finds it made."""
    call = Call.of_job("billing.render_invoice", event.invoice_id)
    render_invoice(call, invoice_id=event.invoice_id)
