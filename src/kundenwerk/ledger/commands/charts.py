"""The chart of accounts in the database, and which account a business event uses."""

from __future__ import annotations

from kundenwerk.ledger.formats import chart as charts
from kundenwerk.ledger.models import AccountUse, LedgerAccount
from kundenwerk.ledger.rules import Use


class NoAccountForUse(Exception):
    """The chart names no account for a business event."""


def install(name: str) -> int:
    """Create accounts and uses of a chart that are missing; returns how many accounts it has.

    Raises:
        UnknownChart: there is no such chart.
    """
    chart = charts.read(name)
    LedgerAccount.objects.bulk_create(
        [LedgerAccount(number=n, name=title, kind=kind) for n, title, kind in chart.accounts],
        ignore_conflicts=True,
    )
    ids = dict(LedgerAccount.objects.values_list("number", "pk"))
    AccountUse.objects.bulk_create(
        [AccountUse(use=use, account_id=ids[number]) for use, number in chart.uses.items()],
        ignore_conflicts=True,
    )
    return len(chart.accounts)


def account_of(use: Use) -> int:
    """The id of the account.

    Raises:
        NoAccountForUse: the chart is not installed or names none.
    """
    return accounts_of_uses()[use.value]


def accounts_of_uses() -> dict[str, int]:
    """All uses with the id of their account.

    Raises:
        NoAccountForUse: a use has no account.
    """
    known = dict(AccountUse.objects.values_list("use", "account_id"))
    if missing := [use.value for use in Use if use.value not in known]:
        raise NoAccountForUse(", ".join(missing))
    return known
