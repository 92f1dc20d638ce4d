"""What follows when bills are issued."""

from __future__ import annotations

import logging

from django.db import OperationalError

from kundenwerk.billing.commands.documents import render_invoice
from kundenwerk.billing.events import Issued
from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on

log = logging.getLogger(__name__)


@on(Issued, queue="documents", priority=-10)
def make_documents(event: Issued) -> None:
    """Make the letters of bills; a repetition finds them made.

    One that cannot be made does not keep the others from being made; the job fails with it.

    Raises:
        Exception: the first reason why a letter could not be made.
    """
    refusals = []
    for invoice_id in event.invoice_ids:
        try:
            call = Call.of_job("billing.render_invoice", invoice_id)
            render_invoice(call, invoice_id=invoice_id)
        except (OperationalError, OSError):
            raise  # the queue tries again
        except Exception as refusal:
            log.exception("document not made", extra={"invoice": invoice_id})
            refusals.append(refusal)
    if refusals:
        raise refusals[0]
