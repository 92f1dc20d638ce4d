"""Entries, batches, months, statements and balances."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import commands, queries
from kundenwerk.ledger.models import LedgerAccount
from kundenwerk.ledger.rules import Entry, EntryKind, Line, NotBookable, UnbalancedEntry, Use
from kundenwerk.platform.commands import command
from tests.factories.calls import fresh_call
from tests.ledger.factories import DAY, debtor, invoice, invoice_entry, payment

pytestmark = pytest.mark.django_db


def test_an_invoice_becomes_a_claim_and_revenue() -> None:
    account = debtor()

    invoice(account, 11_900)

    assert queries.balance(account.pk) == Money(11_900)
    claim = queries.open_items(account.pk).get()
    assert (claim.amount, claim.open_amount, claim.reference) == (Money(11_900),) * 2 + ("R-1",)


def test_the_same_key_is_booked_once() -> None:
    account = debtor()

    first = invoice(account, 11_900, key="invoice:1")
    again = invoice(account, 11_900, key="invoice:1")

    assert first == again
    assert queries.balance(account.pk) == Money(11_900)


def test_a_batch_books_only_what_is_new() -> None:
    account = debtor()
    invoice(account, 11_900, key="invoice:1")

    ids = post([invoice_entry(account, 11_900, "invoice:1"), invoice_entry(account, 100, "new")])

    assert len(set(ids)) == 2
    assert queries.balance(account.pk) == Money(12_000)


@command
def post_all(*, entries: list[Entry]) -> list[int]:
    return commands.post(entries)


def post(entries: list[Entry]) -> list[int]:
    return post_all(fresh_call(), entries=entries)


@pytest.mark.parametrize(
    "lines",
    [
        [Line(Money(100), use=Use.BANK), Line(Money(-99), use=Use.BANK_FEES)],
        [Line(Money(100), use=Use.BANK)],
        [],
        [Line(ZERO, use=Use.BANK), Line(ZERO, use=Use.BANK_FEES)],
        [Line(Money(1)), Line(Money(-1), use=Use.BANK)],
    ],
)
@pytest.mark.row("R-01")
def test_an_entry_that_cannot_be_right_is_refused_before_the_database(lines: list[Line]) -> None:
    with pytest.raises(NotBookable):
        post([Entry("k", EntryKind.MANUAL, DAY, "Umbuchung", "B-1", lines)])


def test_the_difference_is_named_in_german() -> None:
    lines = [Line(Money(100), use=Use.BANK), Line(Money(-99), use=Use.BANK_FEES)]

    with pytest.raises(UnbalancedEntry, match="0,01 €"):
        post([Entry("k", EntryKind.MANUAL, DAY, "Umbuchung", "B-1", lines)])


def test_a_locked_account_takes_no_posting() -> None:
    LedgerAccount.objects.filter(number="1200").update(is_open=False)

    with pytest.raises(commands.AccountUnknown):
        payment(debtor(), 100)


def test_a_closed_month_takes_no_booking() -> None:
    commands.close_month(fresh_call(), first_day=DAY.replace(day=1))

    with pytest.raises(commands.MonthClosed):
        invoice(debtor(), 100)


def test_the_statement_of_account_runs_along() -> None:
    account = debtor()
    invoice(account, 10_000)
    payment(account, 4_000)

    lines = queries.statement_of_account(account.pk)

    assert [line.balance for line in lines] == [Money(10_000), Money(6_000)]


def test_the_trial_balance_sums_to_zero() -> None:
    account = debtor()
    invoice(account, 11_900)
    payment(account, 4_000)

    lines = {line.number: line for line in queries.trial_balance(Period.year(DAY.year))}

    assert lines["1400"].closing == Money(7_900)
    assert lines["1400"].debit == Money(11_900)
    assert sum(line.closing.cents for line in lines.values()) == 0


def test_claims_are_listed_by_age() -> None:
    account = debtor()
    invoice(account, 100, due_on=date(2026, 12, 1))
    invoice(account, 200, due_on=date(2026, 10, 25))
    invoice(account, 400, due_on=date(2026, 1, 1))

    lines = queries.ageing(DAY)

    assert [(line.upto, line.amount) for line in lines] == [
        (0, Money(100)),
        (30, Money(200)),
        (None, Money(400)),
    ]


def test_the_checker_finds_a_cent_changed_behind_its_back() -> None:
    invoice(debtor(), 100)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_posting DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_posting SET amount = amount + 1 WHERE amount > 0")

    found = queries.violations()

    assert any("nicht ausgeglichen" in sentence for sentence in found)
    assert any("Saldo" in sentence for sentence in found)
