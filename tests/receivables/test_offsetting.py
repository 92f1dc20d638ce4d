"""Credits of an account settle its claims: costs first, then the oldest; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.money import Money, total
from kundenwerk.ledger import queries as books
from kundenwerk.receivables import commands
from kundenwerk.receivables.rules.offsetting import Open, matches
from kundenwerk.receivables.rules.vocabulary import Reason
from tests.payments.factories import call, claim
from tests.receivables.late import DAY, late, told

SOME_DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def items(first: int, sign: int) -> st.SearchStrategy[list[Open]]:
    amounts = st.lists(st.tuples(SOME_DAY, st.integers(1, 9_000), st.booleans()), max_size=4)
    return amounts.map(
        lambda found: [
            Open(first + number, day, Money(sign * cents), is_fee=is_fee)
            for number, (day, cents, is_fee) in enumerate(found)
        ]
    )


@given(claims=items(1, 1), credits_=items(100, -1))
def test_as_much_as_possible_is_settled_and_no_item_more_than_it_has(
    claims: list[Open], credits_: list[Open]
) -> None:
    found = list(matches(claims, credits_))

    owed, had = total(one.amount for one in claims), -total(one.amount for one in credits_)
    assert total(amount for _, _, amount in found) == min(owed, had)
    for item in [*claims, *credits_]:
        used = total(amount for claim, credit, amount in found if item.item_id in {claim, credit})
        assert used <= max(item.amount, -item.amount)


def test_costs_come_first_and_then_the_oldest() -> None:
    claims = [
        Open(1, DAY, Money(500)),
        Open(2, DAY - timedelta(days=9), Money(500)),
        Open(3, DAY, Money(150), is_fee=True),
    ]

    assert list(matches(claims, [Open(9, DAY, Money(-700))])) == [
        (3, 9, Money(150)),
        (2, 9, Money(500)),
        (1, 9, Money(50)),
    ]


@pytest.mark.django_db
@pytest.mark.row("D-6")
def test_the_change_that_is_named_for_a_credit_can_be_made() -> None:
    of = late()
    claim(of, -6_000, due_on=DAY, booked_on=DAY)
    refusal = told(of).refusal
    assert refusal is not None
    assert refusal.reason == Reason.CREDIT

    cents = commands.offset_credit(call(), account_id=of.account_id, day=DAY)

    after = told(of).refusal
    assert after is not None
    assert (cents, after.reason) == (5_000, Reason.NOTHING_OPEN)
    assert books.violations() == []
    with pytest.raises(commands.NothingToOffset):
        commands.offset_credit(call(), account_id=of.account_id, day=DAY)
