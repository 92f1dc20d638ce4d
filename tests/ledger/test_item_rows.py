"""The list of open items says the same as the sums by age."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kundenwerk.kernel.money import Money, total
from kundenwerk.ledger import queries
from kundenwerk.ledger.queries import ItemFilter
from kundenwerk.staff.lists.money import AGES
from tests.ledger.factories import DAY, debtor, invoice, payment

pytestmark = pytest.mark.django_db

_CLASSES = {"nicht-faellig": 0, "bis-30": 30, "bis-60": 60, "bis-90": 90, "laenger": None}


@pytest.mark.row("A6")
def test_every_class_of_age_holds_the_items_its_sum_is_made_of() -> None:
    account = debtor()
    for number, age in enumerate((-5, 0, 1, 30, 31, 60, 61, 90, 91, 400)):
        invoice(account, 1000 + 2**number, due_on=DAY - timedelta(days=age))
    sums = {line.upto: (line.count, line.amount) for line in queries.ageing(DAY)}

    listed = {
        upto: list(queries.open_item_rows(ItemFilter(overdue=AGES[word], claims=True), DAY))
        for word, upto in _CLASSES.items()
    }

    assert {
        upto: (len(items), total(item.open_amount for item in items))
        for upto, items in listed.items()
    } == sums
    overdue = queries.open_item_rows(ItemFilter(overdue=AGES["ueberfaellig"]), DAY)
    assert overdue.count() == 8


@pytest.mark.row("A6")
def test_a_limit_leaves_out_small_claims_and_small_credits() -> None:
    account = debtor()
    for cents in (4_999, 5_000, 20_000):
        invoice(account, cents)
    payment(account, 7_000)

    def amounts(**asked: object) -> list[Money]:
        found = queries.open_item_rows(ItemFilter(**asked), DAY)  # type: ignore[arg-type]
        return sorted(item.open_amount for item in found)

    assert amounts(at_least=Money(5_000)) == [Money(-7_000), Money(5_000), Money(20_000)]
    assert amounts(at_least=Money(10_000)) == [Money(20_000)]
    assert amounts(claims=False) == [Money(-7_000)]
    assert amounts(text="Muster R-1", claims=True) == [Money(4_999), Money(5_000), Money(20_000)]
    assert amounts(text="nobody") == []
