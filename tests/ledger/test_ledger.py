from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.ledger import commands, queries
from kundenwerk.ledger.models import JournalEntry, LedgerAccount, OpenItem, Posting
from kundenwerk.ledger.rules import Entry, EntryKind, Line, NotBookable, UnbalancedEntry, Use
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.constraints import violated
from tests.ledger.factories import DAY, debtor, invoice, invoice_entry, item, payment

pytestmark = pytest.mark.django_db


def fresh() -> Call:
    return Call("test", uuid.uuid4())


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert violated(refusal.value) == constraint


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
    return post_all(fresh(), entries=entries)


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


@pytest.mark.row("R-01")
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


def test_a_locked_account_takes_no_posting() -> None:
    LedgerAccount.objects.filter(number="1200").update(is_open=False)

    with pytest.raises(commands.AccountUnknown):
        payment(debtor(), 100)


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
@pytest.mark.row("R-12", "D02")
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


def test_a_closed_month_takes_no_booking() -> None:
    commands.close_month(fresh(), first_day=DAY.replace(day=1))

    with pytest.raises(commands.MonthClosed):
        invoice(debtor(), 100)


def test_a_payment_settles_a_claim_in_part() -> None:
    account = debtor()
    claim, credit = item(invoice(account, 10_000)), item(payment(account, 4_000))

    commands.clear_items(
        fresh(), debit_item_id=claim, credit_item_id=credit, amount=Money(4_000), day=DAY
    )

    assert queries.item(claim).open_amount == Money(6_000)
    assert queries.item(credit).open_amount == ZERO
    assert queries.violations() == []


def test_nothing_is_settled_beyond_what_is_open() -> None:
    account = debtor()
    claim, credit = item(invoice(account, 10_000)), item(payment(account, 4_000))

    with pytest.raises(commands.Overcleared):
        commands.clear_items(
            fresh(), debit_item_id=claim, credit_item_id=credit, amount=Money(4_001), day=DAY
        )


def test_a_payment_of_one_customer_settles_no_claim_of_another() -> None:
    claim, credit = item(invoice(debtor(), 10_000)), item(payment(debtor(), 4_000))

    with pytest.raises(commands.Overcleared):
        commands.clear_items(
            fresh(), debit_item_id=claim, credit_item_id=credit, amount=Money(1), day=DAY
        )


def cleared_pair() -> tuple[LedgerAccount, int, int, int]:
    account = debtor()
    entry = invoice(account, 10_000)
    claim, credit = item(entry), item(payment(account, 10_000))
    commands.clear_items(
        fresh(), debit_item_id=claim, credit_item_id=credit, amount=Money(10_000), day=DAY
    )
    return account, entry, claim, credit


def test_a_clearing_is_undone_once() -> None:
    _, _, claim, _ = cleared_pair()
    clearing = queries.item(claim).debit_clearings.get().pk

    commands.undo_clearing(fresh(), clearing_id=clearing, day=DAY)

    assert queries.item(claim).open_amount == Money(10_000)
    with pytest.raises(commands.AlreadyUndone):
        commands.undo_clearing(fresh(), clearing_id=clearing, day=DAY)


def test_a_reversed_invoice_leaves_the_payment_as_credit() -> None:
    account, entry, claim, credit = cleared_pair()

    commands.reverse_entry(fresh(), entry_id=entry, booked_on=DAY, text="Storno")

    assert queries.balance(account.pk) == Money(-10_000)
    assert queries.item(claim).open_amount == ZERO
    assert queries.item(credit).open_amount == Money(-10_000)
    assert queries.violations() == []


def test_an_entry_is_reversed_once() -> None:
    _, entry, _, _ = cleared_pair()
    commands.reverse_entry(fresh(), entry_id=entry, booked_on=DAY, text="Storno")

    with pytest.raises(commands.AlreadyReversed):
        commands.reverse_entry(fresh(), entry_id=entry, booked_on=DAY, text="Storno")


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


Step = Callable[[LedgerAccount, int], object]


def _settle(account: LedgerAccount, cents: int) -> None:
    claims = [i for i in queries.open_items(account.pk) if i.amount > ZERO]
    credits_ = [i for i in queries.open_items(account.pk) if i.amount < ZERO]
    if claims and credits_:
        most = min(claims[0].open_amount, -credits_[0].open_amount, Money(cents))
        commands.clear_items(
            fresh(),
            debit_item_id=claims[0].pk,
            credit_item_id=credits_[0].pk,
            amount=most,
            day=DAY,
        )


def _reverse_last(account: LedgerAccount, _: int) -> None:
    taken_back = OpenItem.objects.filter(account=account, posting__entry__reversed_by=None)
    last = taken_back.exclude(kind="REVERSAL").order_by("-pk").first()
    if last is not None:
        entry = last.posting.entry_id
        commands.reverse_entry(fresh(), entry_id=entry, booked_on=DAY, text="Storno")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([invoice, payment, _settle, _reverse_last]), st.integers(1, 50_000)
        ),
        max_size=8,
    )
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_the_books_hold(steps: list[tuple[Step, int]]) -> None:
    account = debtor()

    for step, cents in steps:
        step(account, cents)

    assert queries.violations() == []
