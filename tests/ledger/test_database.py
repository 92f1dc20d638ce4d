"""What the database itself refuses to have booked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from kundenwerk.kernel.money import Money
from kundenwerk.ledger.models import JournalEntry, LedgerAccount, Posting
from kundenwerk.platform.constraints import violated
from tests.ledger.factories import DAY, debtor, invoice

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert violated(refusal.value) == constraint


def raw_entry(key: str = "raw") -> int:
    return JournalEntry.objects.create(
        key=key, kind="MANUAL", booked_on=DAY, actor="test", text="roh", reference="B"
    ).pk


def raw_postings(entry_id: int, *rows: tuple[int, int, int]) -> None:
    Posting.objects.bulk_create(
        Posting(entry_id=entry_id, line=line, account_id=account, amount=Money(cents))
        for line, account, cents in rows
    )


def account_id(number: str) -> int:
    return LedgerAccount.objects.get(number=number).pk


@pytest.mark.row("R-01", "KM-044")
def test_the_database_refuses_an_unbalanced_entry() -> None:
    bank, fees = account_id("1200"), account_id("4970")

    with refused("ledger_entry_balances"):
        raw_postings(raw_entry(), (1, bank, 100), (2, fees, -99))


def test_the_database_refuses_a_single_line() -> None:
    with refused("ledger_entry_balances"):
        raw_postings(raw_entry(), (1, account_id("1200"), 100))


def test_the_database_refuses_two_entries_that_balance_only_together() -> None:
    bank = account_id("1200")

    with refused("ledger_entry_balances"):
        first, second = raw_entry("a"), raw_entry("b")
        Posting.objects.bulk_create(
            Posting(entry_id=entry, line=line, account_id=bank, amount=Money(cents))
            for entry, line, cents in [
                (first, 1, 5),
                (first, 2, 5),
                (second, 1, -5),
                (second, 2, -5),
            ]
        )


def test_the_database_refuses_lines_added_to_an_entry() -> None:
    bank, fees = account_id("1200"), account_id("4970")
    entry = raw_entry()
    raw_postings(entry, (1, bank, 100), (2, fees, -100))

    with refused("ledger_entry_whole"):
        raw_postings(entry, (3, bank, 100), (4, fees, -100))


def test_the_database_refuses_an_unknown_account() -> None:
    with refused("ledger_account_exists"):
        raw_postings(raw_entry(), (1, 0, 100), (2, 0, -100))


def test_the_database_refuses_an_unknown_entry() -> None:
    with refused("ledger_entry_exists"):
        raw_postings(0, (1, account_id("1200"), 100), (2, account_id("4970"), -100))


def test_the_receivables_account_is_reached_through_customers_only() -> None:
    debtor()

    with refused("ledger_account_exists"):
        raw_postings(raw_entry(), (1, account_id("1400"), 100), (2, account_id("1200"), -100))


def test_the_database_refuses_an_entry_without_lines() -> None:
    with refused("ledger_entry_has_postings"):
        raw_entry()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ledger_entry_has_postings IMMEDIATE")


VERBS = {
    "update": "UPDATE {} SET id = id",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {} CASCADE",
}
FINAL = ["ledger_posting", "ledger_journalentry", "ledger_clearing", "ledger_openitem"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("table", FINAL)
@pytest.mark.row("R-12", "D02", "KM-044")
def test_nobody_changes_what_is_booked(table: str, verb: str) -> None:
    invoice(debtor(), 100)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(VERBS[verb].format(table))


@pytest.mark.parametrize("table", FINAL)
@pytest.mark.row("R-12")
def test_the_product_has_no_right_to_change_what_is_booked(table: str) -> None:
    sql = """
        SELECT count(*) FROM information_schema.role_table_grants
        WHERE table_name = %s AND grantee <> current_user AND privilege_type = ANY(%s)
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [table, ["UPDATE", "DELETE", "TRUNCATE"]])
        (forbidden,) = cursor.fetchone()
        cursor.execute(sql, [table, ["INSERT"]])
        (needed,) = cursor.fetchone()

    assert forbidden == 0
    assert needed >= 1
