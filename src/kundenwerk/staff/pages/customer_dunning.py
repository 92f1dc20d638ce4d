"""One line per contract account on the customer page: dunned when, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.receivables import queries
from kundenwerk.receivables.models import DunningBlock, DunningNotice
from kundenwerk.receivables.queries.notices import blocks_of, notices
from kundenwerk.receivables.queries.positions import Judged
from kundenwerk.staff.access import Permission, may
from kundenwerk.staff.lists.dunning import block_url, remedy_url


@dataclass(frozen=True, slots=True)
class Line:
    """A contract account, what is to be done about it, and where that is done.

    Args:
        notice: the latest letter, if there was one.
        remedy: where the nearest change is made; empty when only time can.
        block: where the account is blocked; empty for who may not.
    """

    judged: Judged
    notice: DunningNotice | None
    remedy: str
    block: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the card shows."""

    lines: Sequence[Line]
    blocks: Sequence[DunningBlock]
    may_block: bool


def of(
    business_partner_id: int, accounts: Sequence[ContractAccount], today: date, user: Any
) -> Shown | None:
    """The card of a customer; None for who may not see it or a customer without account."""
    if not accounts or not may(user, Permission.RECEIVABLES_READ):
        return None
    ids = [account.pk for account in accounts]
    found = queries.judged(ids, today)
    latest = {one.account_id: one for one in notices(ids).order_by("pk")}
    items = [claim.item_id for one in found.values() for claim in one.position.claims]
    may_block = may(user, Permission.DUNNING_BLOCK)
    return Shown(
        [
            Line(
                found[pk],
                latest.get(pk),
                remedy_url(found[pk]),
                block_url(found[pk].account) if may_block else "",
            )
            for pk in ids
        ],
        blocks_of(business_partner_id, ids, items, today),
        may_block,
    )
