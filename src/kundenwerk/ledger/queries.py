"""Reads the books: balances, open items, lists for accountants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Value

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.ledger.models import JournalEntry, LedgerAccount, OpenItem, Posting


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of a customer's statement with the balance after it."""

    entry_id: int
    booked_on: date
    kind: str
    reference: str
    text: str
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One account of the list of totals and balances (Summen- und Saldenliste)."""

    number: str
    name: str
    opening: Money
    debit: Money
    credit: Money
    closing: Money


@dataclass(frozen=True, slots=True)
class AgeingLine:
    """Open claims by how long they are due; ``upto`` in days, None for longer."""

    upto: int | None
    count: int
    amount: Money


def account(account_id: int) -> LedgerAccount:
    """An account by its id."""
    return LedgerAccount.objects.get(pk=account_id)


def account_by_number(number: str) -> LedgerAccount | None:
    """An account by its number, if there is one."""
    return LedgerAccount.objects.filter(number=number).first()


def balance(account_id: int) -> Money:
    """What a customer owes (positive) or has as credit (negative); or a general balance."""
    return balances([account_id]).get(account_id, ZERO)


def balances(account_ids: Sequence[int]) -> dict[int, Money]:
    """Balances of many accounts with one query; accounts without postings are missing."""
    sql = """
        SELECT coalesce(debtor_id, account_id) AS id, sum(amount)::bigint FROM ledger_posting
        WHERE debtor_id = ANY(%s) OR (debtor_id IS NULL AND account_id = ANY(%s)) GROUP BY 1
    """
    ids = list(account_ids)
    return {pk: Money(cents) for pk, cents in _rows(sql, [ids, ids])}


def items(account_id: int) -> QuerySet[OpenItem]:
    """All items of a customer's account, newest first."""
    return OpenItem.objects.filter(account=account_id).order_by("-booked_on", "-pk")


def open_items(account_id: int) -> QuerySet[OpenItem]:
    """What is not settled yet, oldest due date first."""
    still_open = OpenItem.objects.filter(account=account_id).exclude(open_amount=ZERO)
    return still_open.order_by("due_on", "pk")


def claims_due(day: date) -> QuerySet[OpenItem]:
    """Open claims of all customers that are due by a day."""
    return OpenItem.objects.filter(open_amount__gt=ZERO, due_on__lte=day).order_by("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFilter:
    """What a list of open items is narrowed by; empty means all that are open.

    Args:
        overdue: days since the due date, from and below; None has no end.
        at_least: an amount that is open, as claim or as credit.
        claims: True only claims, False only credits, None both.
    """

    text: str = ""
    overdue: tuple[int | None, int | None] = (None, None)
    at_least: Money = ZERO
    claims: bool | None = None


def open_item_rows(wanted: ItemFilter, day: date) -> QuerySet[OpenItem]:
    """Open items of all customers in no order; ``as_of`` of each is the day."""
    found = OpenItem.objects.exclude(open_amount=ZERO)
    low, high = wanted.overdue
    if low is not None:
        found = found.filter(due_on__lte=day - timedelta(days=low))
    if high is not None:
        found = found.filter(due_on__gt=day - timedelta(days=high))
    if wanted.claims is not None:
        claims = Q(open_amount__gt=ZERO)
        found = found.filter(claims if wanted.claims else ~claims)
    if wanted.at_least != ZERO:
        limit = wanted.at_least
        found = found.filter(Q(open_amount__gte=limit) | Q(open_amount__lte=-limit))
    for word in wanted.text.split():
        account = Q(account__number__istartswith=word) | Q(account__name__icontains=word)
        found = found.filter(Q(reference__istartswith=word) | account)
    return found.select_related("account").annotate(as_of=Value(day))


def claims_of(day: date) -> QuerySet[OpenItem]:
    """Claims of all customers that fall due on a day, settled or not, with their accounts."""
    falling_due = OpenItem.objects.filter(amount__gt=ZERO, due_on=day)
    return falling_due.select_related("account").order_by("pk")


def item(item_id: int) -> OpenItem:
    """An item by its id."""
    return OpenItem.objects.select_related("account").get(pk=item_id)


def items_of_entries(entry_ids: Sequence[int]) -> dict[int, int]:
    """The first open item of each entry."""
    found = OpenItem.objects.filter(posting__entry__in=list(entry_ids)).order_by("-pk")
    return dict(found.values_list("posting__entry_id", "pk"))


def entry_of_item(item_id: int) -> int:
    """The entry that made an item."""
    return OpenItem.objects.values_list("posting__entry_id", flat=True).get(pk=item_id)


def settled_item(credit_item_id: int) -> OpenItem | None:
    """The claim a credit settles at present, the oldest of several."""
    found = OpenItem.objects.filter(
        debit_clearings__credit_item=credit_item_id,
        debit_clearings__undoes__isnull=True,
        debit_clearings__undone_by__isnull=True,
    )
    return found.order_by("pk").first()


def open_item_by_reference(reference: str) -> OpenItem | None:
    """The oldest open claim with a document number."""
    found = OpenItem.objects.filter(reference=reference.strip(), open_amount__gt=ZERO)
    return found.order_by("due_on", "pk").first()


def entry(entry_id: int) -> JournalEntry:
    """An entry with its postings and accounts."""
    return JournalEntry.objects.prefetch_related("postings__account", "postings__debtor").get(
        pk=entry_id
    )


def entries(account_id: int) -> QuerySet[Posting]:
    """Postings of any account, newest first, with their entries."""
    touching = Posting.objects.filter(account=account_id) | Posting.objects.filter(
        debtor=account_id
    )
    return touching.select_related("entry").order_by("-entry__booked_on", "-pk")


def statement_of_account(account_id: int) -> list[AccountLine]:
    """All postings of a customer's account in order, with the running balance."""
    sql = """
        SELECT entry.id, entry.booked_on, entry.kind, entry.reference,
               coalesce(nullif(posting.text, ''), entry.text), posting.amount,
               sum(posting.amount) OVER (ORDER BY entry.booked_on, posting.id)::bigint
        FROM ledger_posting AS posting JOIN ledger_journalentry AS entry ON entry.id = entry_id
        WHERE posting.debtor_id = %s ORDER BY entry.booked_on, posting.id
    """
    return [
        AccountLine(pk, booked_on, kind, reference, text, Money(cents), Money(after))
        for pk, booked_on, kind, reference, text, cents, after in _rows(sql, [account_id])
    ]


def trial_balance(period: Period) -> list[TrialLine]:
    """Opening balance, debit, credit and closing balance of every account used up to the end."""
    sql = """
        SELECT account.number, account.name,
               coalesce(sum(amount) FILTER (WHERE booked_on < %(start)s), 0)::bigint,
               coalesce(sum(greatest(amount, 0)) FILTER (WHERE booked_on >= %(start)s), 0)::bigint,
               coalesce(-sum(least(amount, 0)) FILTER (WHERE booked_on >= %(start)s), 0)::bigint,
               sum(amount)::bigint
        FROM ledger_posting AS posting
        JOIN ledger_journalentry AS entry ON entry.id = posting.entry_id
        JOIN ledger_ledgeraccount AS account ON account.id = posting.account_id
        WHERE booked_on < %(end)s GROUP BY 1, 2 ORDER BY 1
    """
    end = period.end or date.max
    return [
        TrialLine(row[0], row[1], *map(Money, row[2:]))
        for row in _rows(sql, {"start": period.start, "end": end})
    ]


def ageing(day: date) -> list[AgeingLine]:
    """Open claims in the classes not due, up to 30, 60, 90 days overdue, and longer."""
    sql = """
        SELECT CASE WHEN age <= 0 THEN 0 WHEN age <= 30 THEN 30 WHEN age <= 60 THEN 60
                    WHEN age <= 90 THEN 90 END AS upto, count(*), sum(open_amount)::bigint
        FROM (SELECT open_amount, %s::date - due_on AS age FROM ledger_openitem
              WHERE open_amount > 0) AS claims
        GROUP BY 1 ORDER BY 1 NULLS LAST
    """
    return [AgeingLine(upto, count, Money(cents)) for upto, count, cents in _rows(sql, [day])]


def violations() -> list[str]:
    """What must never be: one German sentence for every breach found in the books."""
    return [sentence.format(*row) for sentence, sql in _MUST_BE_EMPTY for row in _rows(sql, [])]


_MUST_BE_EMPTY = [
    (
        "Buchung {0} ist nicht ausgeglichen: {1} Cent.",
        "SELECT entry_id, sum(amount) FROM ledger_posting GROUP BY 1 HAVING sum(amount) <> 0",
    ),
    (
        "Buchung {0} hat keine Zeilen.",
        """
        SELECT id FROM ledger_journalentry AS entry
        WHERE NOT EXISTS (SELECT 1 FROM ledger_posting WHERE entry_id = entry.id)
        """,
    ),
    (
        "Kundenkonto {0}: offene Posten {1} Cent, Saldo {2} Cent.",
        """
        SELECT coalesce(i.id, p.id), coalesce(i.cents, 0), coalesce(p.cents, 0)
        FROM (SELECT account_id AS id, sum(open_amount) AS cents
              FROM ledger_openitem GROUP BY 1) AS i
        FULL JOIN (SELECT debtor_id AS id, sum(amount) AS cents FROM ledger_posting
                   WHERE debtor_id IS NOT NULL GROUP BY 1) AS p ON p.id = i.id
        WHERE coalesce(i.cents, 0) <> coalesce(p.cents, 0)
        """,
    ),
    (
        "Posten {0}: offen {1} Cent, nach den Ausgleichen {2} Cent.",
        """
        SELECT item.id, item.open_amount, item.amount - coalesce(sum(side.cents), 0)
        FROM ledger_openitem AS item LEFT JOIN (
            SELECT debit_item_id AS id, amount AS cents FROM ledger_clearing
            UNION ALL SELECT credit_item_id, -amount FROM ledger_clearing) AS side
          ON side.id = item.id
        GROUP BY item.id, item.open_amount, item.amount
        HAVING item.open_amount <> item.amount - coalesce(sum(side.cents), 0)
        """,
    ),
    (
        "Buchungszeile {0} verweist auf ein fremdes Konto.",
        """
        SELECT posting.id FROM ledger_posting AS posting
        LEFT JOIN ledger_ledgeraccount AS account ON account.id = posting.account_id
        LEFT JOIN ledger_ledgeraccount AS debtor ON debtor.id = posting.debtor_id
        WHERE account.id IS NULL OR (posting.debtor_id IS NOT NULL
              AND debtor.control_id IS DISTINCT FROM posting.account_id)
        """,
    ),
    (
        "Buchungszeile {0} auf einem Kundenkonto hat keinen offenen Posten.",
        """
        SELECT posting.id FROM ledger_posting AS posting
        LEFT JOIN ledger_openitem AS item ON item.posting_id = posting.id
        WHERE posting.debtor_id IS NOT NULL AND item.id IS NULL
        """,
    ),
]


def _rows(sql: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
