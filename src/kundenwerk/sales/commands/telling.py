"""What the time line of a customer says about a quote."""

from __future__ import annotations

from kundenwerk.sales.models import Quote
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


def tell(quote: Quote, icon: str, title: str, detail: str = "") -> None:
    """Put an entry that leads to a quote on the time line of its customer (step)."""
    record(
        business_partner_id=quote.business_partner_id,
        kind=EntryKind.QUOTE,
        icon=icon,
        title=title,
        detail=detail,
        url=f"/angebote/{quote.pk}/",
    )
