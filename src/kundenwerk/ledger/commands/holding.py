"""Keeps the open items of an account as they are until the transaction ends."""

from __future__ import annotations

from kundenwerk.kernel.money import ZERO
from kundenwerk.ledger.models import OpenItem
from kundenwerk.platform.commands import require_transaction


def hold_open_items(account_id: int) -> None:
    """Let nobody settle an open item of the account before the commit (step).

    Rows that name an item can be written meanwhile, so that nobody waits for each other.
    """
    require_transaction()
    locked = OpenItem.objects.select_for_update(no_key=True).filter(account=account_id)
    list(locked.exclude(open_amount=ZERO).order_by("pk").values_list("pk", flat=True))
