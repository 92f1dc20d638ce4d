"""Contracts that turn out to be another customer's."""

from __future__ import annotations

from datetime import date

from kundenwerk.contracts.commands.telling import reindex
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.parties.commands import make_customers
from kundenwerk.platform.commands import require_transaction


def move_contracts(from_id: int, to_id: int, *, day: date) -> None:
    """Give the contracts of one customer to another, who is one from now on (step)."""
    require_transaction()
    theirs = SupplyContract.objects.filter(business_partner_id=from_id)
    ids = list(theirs.values_list("pk", flat=True))
    if ids:
        SupplyContract.objects.filter(pk__in=ids).update(business_partner_id=to_id)
        make_customers([to_id], day)
        reindex(ids)
