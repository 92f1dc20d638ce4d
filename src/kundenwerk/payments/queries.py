"""Reads collections, statements and payments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from kundenwerk.ledger import queries as ledger
from kundenwerk.payments.models import (
    BankFile,
    BankPayment,
    BankStatement,
    CollectionRun,
    CollectionTerms,
    HouseBank,
)
from kundenwerk.payments.rules import CutOff, PaymentState, earliest_collection
from kundenwerk.platform import files


def house_banks() -> QuerySet[HouseBank]:
    """Our accounts."""
    return HouseBank.objects.order_by("pk")


def earliest_day(house_bank_id: int, now: datetime, day: date) -> date | None:
    """The first day we could collect on; None without terms for ``day``."""
    terms = CollectionTerms.objects.filter(house_bank=house_bank_id, valid__contains=day).first()
    if terms is None:
        return None
    return earliest_collection(now, CutOff(terms.lead_days, terms.most_days, terms.cut_off))


def collections() -> QuerySet[CollectionRun]:
    """All direct debit files, newest first."""
    return CollectionRun.objects.select_related("house_bank", "file").order_by("-pk")


def collection(run_id: int) -> CollectionRun:
    """One direct debit file."""
    return CollectionRun.objects.select_related("house_bank", "file").get(pk=run_id)


def collection_file(run_id: int) -> bytes:
    """The bytes as they were made; the same each time.

    Raises:
        FileDamaged: the stored bytes were altered.
    """
    run = collection(run_id)
    assert run.file is not None  # written in the transaction that made the run
    return files.read(run.file)


def bank_files() -> QuerySet[BankFile]:
    """All imported files, newest first."""
    return BankFile.objects.order_by("-pk")


def statements() -> QuerySet[BankStatement]:
    """All statements, newest first."""
    return BankStatement.objects.select_related("house_bank", "bank_file").order_by("-pk")


def statement(statement_id: int) -> BankStatement:
    """One statement."""
    return BankStatement.objects.select_related("house_bank", "bank_file").get(pk=statement_id)


def payments(statement_id: int) -> QuerySet[BankPayment]:
    """The payments of a statement with their proposals, in the order of the bank."""
    found = BankPayment.objects.filter(bank_entry__statement=statement_id)
    return (
        found.select_related("bank_entry", "credit_item", "debit")
        .prefetch_related("proposals__open_item__account")
        .order_by("bank_entry__line", "bank_entry_id", "position")
    )


def unclear() -> QuerySet[BankPayment]:
    """Payments a clerk has to look at, oldest first."""
    states = [PaymentState.OPEN.value, PaymentState.PROPOSED.value, PaymentState.PARKED.value]
    found = BankPayment.objects.filter(state__in=states).select_related("bank_entry")
    return found.prefetch_related("proposals__open_item").order_by("bank_entry__booked_on", "pk")


def assigned_to(payment_id: int) -> str | None:
    """The document a payment settles, or the account it lies on; None for an unclear one."""
    payment = BankPayment.objects.select_related("credit_item").filter(pk=payment_id).first()
    if payment is None or payment.credit_item is None:
        return None
    return (ledger.settled_item(payment.credit_item.pk) or payment.credit_item).reference


def payment_rows(state: str = "", text: str = "") -> QuerySet[BankPayment]:
    """All payments with what a list shows of them, in no order; narrowed by state and words."""
    found = BankPayment.objects.select_related("bank_entry", "credit_item")
    if state:
        found = found.filter(state=state)
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(remittance__icontains=word))
    return found


def missing_statements(house_bank_id: int) -> list[int]:
    """Numbers between the first and the last statement of an account that never came."""
    sql = """
        SELECT number FROM (
            SELECT sequence_number + 1 AS low,
                   lead(sequence_number) OVER (ORDER BY sequence_number) - 1 AS high
            FROM (SELECT DISTINCT sequence_number FROM payments_bankstatement
                  WHERE house_bank_id = %s AND sequence_number IS NOT NULL) AS known
        ) AS gap, generate_series(low, least(high, low + 99)) AS number
        WHERE high IS NOT NULL
        ORDER BY number
    """
    return [number for (number,) in _rows(sql, [house_bank_id])]


def violations() -> list[str]:
    """What must never be in payments: one German sentence for every breach."""
    return [sentence.format(*row) for sentence, sql in _MUST_BE_EMPTY for row in _rows(sql, [])]


_MUST_BE_EMPTY = [
    (
        "Bankbuchung {0} ist nicht verbucht.",
        """
        SELECT e.id FROM payments_bankentry AS e
        JOIN payments_bankstatement AS s ON s.id = e.statement_id
        WHERE s.is_accepted AND e.currency = 'EUR' AND e.entry_id IS NULL
        """,
    ),
    (
        "Bankbuchung {0}: Zahlungen ergeben {1} Cent statt {2} Cent.",
        """
        SELECT e.id, coalesce(sum(p.amount), 0), e.amount FROM payments_bankentry AS e
        LEFT JOIN payments_bankpayment AS p ON p.bank_entry_id = e.id
        WHERE e.currency = 'EUR' GROUP BY e.id, e.amount
        HAVING coalesce(sum(p.amount), 0) <> e.amount
        """,
    ),
    (
        "Lastschriftlauf {0}: Summe oder Anzahl weicht von den Lastschriften ab.",
        """
        SELECT r.id FROM payments_collectionrun AS r
        LEFT JOIN payments_collectionitem AS i ON i.run_id = r.id
        GROUP BY r.id, r.count, r.amount
        HAVING count(i.id) <> r.count OR coalesce(sum(i.amount), 0) <> r.amount
        """,
    ),
    (
        "Ungeklärte Zahlungen: Konto {0} Cent, Zahlungen {1} Cent.",
        """
        SELECT book.cents, open.cents FROM
            (SELECT coalesce(-sum(p.amount), 0) AS cents FROM ledger_posting AS p
             JOIN ledger_journalentry AS j ON j.id = p.entry_id
             JOIN ledger_accountuse AS u ON u.account_id = p.account_id
             WHERE u.use = 'BANK_UNCLEAR' AND (j.key LIKE 'bank:%%' OR j.key LIKE 'receipt:%%'
                OR j.key LIKE 'return:%%' OR EXISTS (SELECT 1 FROM ledger_journalentry AS o
                WHERE o.id = j.reverses_id AND o.key LIKE 'receipt:%%'))) AS book,
            (SELECT coalesce(sum(p.amount), 0) AS cents FROM payments_bankpayment AS p
             JOIN payments_bankentry AS e ON e.id = p.bank_entry_id
             WHERE e.entry_id IS NOT NULL AND p.state <> 'ASSIGNED') AS open
        WHERE book.cents <> open.cents
        """,
    ),
]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
