"""Settling claims of an account with its own credits."""

from __future__ import annotations

from datetime import date

from kundenwerk.debtors.models import ContractAccount
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger import queries as books
from kundenwerk.ledger.commands.holding import hold_open_items
from kundenwerk.ledger.rules import EntryKind
from kundenwerk.platform.commands import command, current_call
from kundenwerk.receivables.rules.offsetting import Open, matches


class NothingToOffset(Exception):
    """The account has no open credit, or no open claim."""


@command
def offset_credit(*, account_id: int, day: date) -> int:
    """Settle open claims with open credits of the account; returns the cents.

    Raises:
        NothingToOffset: see the exception.

    Source: §§ 396, 366 Abs. 2, 367 Abs. 1 BGB.
    """
    account = ContractAccount.objects.select_for_update(no_key=True).get(pk=account_id)
    hold_open_items(account.ledger_account_id)
    items = [
        Open(item.pk, item.due_on, item.open_amount, is_fee=item.kind == EntryKind.FEE)
        for item in books.open_items(account.ledger_account_id)
    ]
    claims = [item for item in items if item.amount > ZERO]
    credits_ = [item for item in items if item.amount < ZERO]
    key = current_call().key
    found = [
        ledger.Match(f"offset:{key}:{claim}:{credit}", claim, credit, amount)
        for claim, credit, amount in matches(claims, credits_)
    ]
    if not found:
        raise NothingToOffset(account_id)
    ledger.clear(found, day=day)
    return sum((match.amount for match in found), Money(0)).cents
