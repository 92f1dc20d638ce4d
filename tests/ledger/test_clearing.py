"""Claims are settled, clearings undone, entries reversed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands, queries
from kundenwerk.ledger.models import LedgerAccount, OpenItem
from tests.factories.calls import fresh_call
from tests.ledger.factories import DAY, debtor, invoice, item, payment

pytestmark = pytest.mark.django_db


def test_a_payment_settles_a_claim_in_part() -> None:
    account = debtor()
    claim, credit = item(invoice(account, 10_000)), item(payment(account, 4_000))

    commands.clear_items(
        fresh_call(), debit_item_id=claim, credit_item_id=credit, amount=Money(4_000), day=DAY
    )

    assert queries.item(claim).open_amount == Money(6_000)
    assert queries.item(credit).open_amount == ZERO
    assert queries.violations() == []


def test_nothing_is_settled_beyond_what_is_open() -> None:
    account = debtor()
    claim, credit = item(invoice(account, 10_000)), item(payment(account, 4_000))

    with pytest.raises(commands.Overcleared):
        commands.clear_items(
            fresh_call(), debit_item_id=claim, credit_item_id=credit, amount=Money(4_001), day=DAY
        )


def test_a_payment_of_one_customer_settles_no_claim_of_another() -> None:
    claim, credit = item(invoice(debtor(), 10_000)), item(payment(debtor(), 4_000))

    with pytest.raises(commands.Overcleared):
        commands.clear_items(
            fresh_call(), debit_item_id=claim, credit_item_id=credit, amount=Money(1), day=DAY
        )


def cleared_pair() -> tuple[LedgerAccount, int, int, int]:
    account = debtor()
    entry = invoice(account, 10_000)
    claim, credit = item(entry), item(payment(account, 10_000))
    commands.clear_items(
        fresh_call(), debit_item_id=claim, credit_item_id=credit, amount=Money(10_000), day=DAY
    )
    return account, entry, claim, credit


def test_a_clearing_is_undone_once() -> None:
    _, _, claim, _ = cleared_pair()
    clearing = queries.item(claim).debit_clearings.get().pk

    commands.undo_clearing(fresh_call(), clearing_id=clearing, day=DAY)

    assert queries.item(claim).open_amount == Money(10_000)
    with pytest.raises(commands.AlreadyUndone):
        commands.undo_clearing(fresh_call(), clearing_id=clearing, day=DAY)


def test_a_reversed_invoice_leaves_the_payment_as_credit() -> None:
    account, entry, claim, credit = cleared_pair()

    commands.reverse_entry(fresh_call(), entry_id=entry, booked_on=DAY, text="Storno")

    assert queries.balance(account.pk) == Money(-10_000)
    assert queries.item(claim).open_amount == ZERO
    assert queries.item(credit).open_amount == Money(-10_000)
    assert queries.violations() == []


def test_an_entry_is_reversed_once() -> None:
    _, entry, _, _ = cleared_pair()
    commands.reverse_entry(fresh_call(), entry_id=entry, booked_on=DAY, text="Storno")

    with pytest.raises(commands.AlreadyReversed):
        commands.reverse_entry(fresh_call(), entry_id=entry, booked_on=DAY, text="Storno")


Step = Callable[[LedgerAccount, int], object]


def _settle(account: LedgerAccount, cents: int) -> None:
    claims = [i for i in queries.open_items(account.pk) if i.amount > ZERO]
    credits_ = [i for i in queries.open_items(account.pk) if i.amount < ZERO]
    if claims and credits_:
        most = min(claims[0].open_amount, -credits_[0].open_amount, Money(cents))
        commands.clear_items(
            fresh_call(),
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
        commands.reverse_entry(fresh_call(), entry_id=entry, booked_on=DAY, text="Storno")


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
