"""What follows from a quote."""

from __future__ import annotations

from kundenwerk.platform.commands import Call
from kundenwerk.platform.events import on
from kundenwerk.sales.commands import write_quote
from kundenwerk.sales.events import Quoted


@on(Quoted)
def set_document(event: Quoted) -> None:
    """Set the document of a new quote, so that it is there when somebody asks."""
    call = Call.of_job("sales.write_quote", event.quote_id)
    write_quote(call, quote_id=event.quote_id)
