"""What follows from a quote."""

from __future__ import annotations

import logging

from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.sales.commands import CompanyUnknown, confirm_order, write_quote
from kundenwerk.sales.events import Accepted, Quoted

log = logging.getLogger(__name__)


@on(Quoted)
def set_document(event: Quoted) -> None:
    """Set the document of a new quote, so that it is there when somebody asks."""
    call = Call.of_job("sales.write_quote", event.quote_id)
    try:
        write_quote(call, quote_id=event.quote_id)
    except CompanyUnknown:
        log.warning("no document: the company's own data are missing")


@on(Accepted)
def confirm_contract(event: Accepted) -> None:
    """Confirm a new contract to the customer with everything the law asks for."""
    call = Call.of_job("sales.confirm_order", event.quote_id)
    try:
        confirm_order(call, quote_id=event.quote_id)
    except CompanyUnknown:
        log.warning("no confirmation: the company's own data are missing")
