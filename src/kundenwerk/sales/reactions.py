"""What follows from a quote."""

from __future__ import annotations

import logging

from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.sales.commands import CompanyUnknown, write_quote
from kundenwerk.sales.events import Quoted

log = logging.getLogger(__name__)


@on(Quoted)
def set_document(event: Quoted) -> None:
    """Set the document of a new quote, so that it is there when somebody asks."""
    call = Call.of_job("sales.write_quote", event.quote_id)
    try:
        write_quote(call, quote_id=event.quote_id)
    except CompanyUnknown:
        log.warning("no document: the company's own data are missing")
