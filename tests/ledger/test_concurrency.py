from __future__ import annotations

import pytest

from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.ledger import commands, queries
from kundenwerk.ledger.models import Clearing, JournalEntry
from tests.factories.calls import fresh_call
from tests.ledger.factories import DAY, debtor, invoice, item, payment
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


@pytest.mark.row("R-06", "KM-044")
def test_twenty_clerks_reverse_the_same_invoices_and_each_is_reversed_once() -> None:
    account = debtor()
    entries = [invoice(account, 10_000) for _ in range(10)]

    outcomes = at_once(
        20,
        lambda n: commands.reverse_entry(
            fresh_call(), entry_id=entries[n % 10], booked_on=DAY, text="Storno"
        ),
    )

    assert sum(isinstance(outcome, int) for outcome in outcomes) == 10
    assert sum(isinstance(outcome, commands.AlreadyReversed) for outcome in outcomes) == 10
    assert queries.balance(account.pk) == ZERO
    assert queries.violations() == []


@pytest.mark.row("R-07")
def test_the_same_entry_asked_eight_times_at_once_is_booked_once() -> None:
    account = debtor()

    outcomes = at_once(8, lambda _: invoice(account, 10_000, key="invoice:once"))

    assert len(set(map(str, outcomes))) == 1
    assert JournalEntry.objects.filter(key="invoice:once").count() == 1
    assert queries.balance(account.pk) == Money(10_000)


def test_a_credit_is_never_spent_twice() -> None:
    account = debtor()
    claims = [item(invoice(account, 10_000)) for _ in range(8)]
    credit = item(payment(account, 30_000))

    outcomes = at_once(
        8,
        lambda n: commands.clear_items(
            fresh_call(),
            debit_item_id=claims[n],
            credit_item_id=credit,
            amount=Money(10_000),
            day=DAY,
        ),
    )

    assert sum(isinstance(outcome, int) for outcome in outcomes) == 3
    assert sum(isinstance(outcome, commands.Overcleared) for outcome in outcomes) == 5
    assert Clearing.objects.count() == 3
    assert queries.violations() == []
