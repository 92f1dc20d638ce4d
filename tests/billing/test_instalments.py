"""Instalments: planned from the expected cost, demanded in time, deducted with their tax."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kundenwerk.billing import commands
from kundenwerk.billing.models import Instalment, InstalmentPlan
from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.ledger import queries as ledger
from kundenwerk.platform.books import check_all
from tests import factories
from tests.billing import worlds
from tests.billing.test_billing import bill, owed

pytestmark = pytest.mark.django_db


def plan(contract_id: int) -> InstalmentPlan:
    plan_id = commands.plan_instalments(
        factories.fresh_call(),
        contract_id=contract_id,
        first_day=worlds.START,
        planned_on=worlds.START,
    )
    return InstalmentPlan.objects.get(pk=plan_id)


def demand_until(day: date) -> None:
    commands.demand_instalments(factories.fresh_call(), day=day)


@pytest.mark.row("C07", "R17")
def test_a_plan_follows_the_expected_cost_and_leaves_two_weeks() -> None:
    worlds.prices()
    contract = worlds.billable()

    made = plan(contract.pk)

    due = list(made.instalments.order_by("due_on"))
    assert made.monthly_gross.cents * 12 >= made.expected_gross.cents
    assert due[0].due_on >= worlds.START + timedelta(days=14)
    assert {row.gross for row in due} == {made.monthly_gross}
    assert len({row.due_on.strftime("%Y-%m") for row in due}) == len(due)


def test_days_have_one_plan() -> None:
    worlds.prices()
    contract = worlds.billable()
    plan(contract.pk)

    with pytest.raises(commands.AlreadyPlanned):
        plan(contract.pk)


@pytest.mark.row("R22")
def test_demanded_instalments_are_deducted_from_the_bill_with_their_tax() -> None:
    worlds.prices()
    contract = worlds.billable()
    plan(contract.pk)
    demand_until(date(2026, 12, 20))
    demanded = total(row.gross for row in Instalment.objects.filter(state="DEMANDED"))
    assert owed(contract) == demanded > ZERO

    invoice = bill(contract)

    deducted = Instalment.objects.filter(invoice=invoice, state="SETTLED")
    assert invoice.prepaid == total(row.gross for row in deducted)
    assert owed(contract) == invoice.amount_due + demanded
    held = ledger.account_by_number("1710")
    assert held is not None
    assert ledger.balance(held.pk) == -total(
        row.net or Money(0) for row in Instalment.objects.filter(state="DEMANDED")
    )
    assert check_all()["Rechnungen"] == []


def test_an_instalment_is_demanded_once() -> None:
    worlds.prices()
    contract = worlds.billable()
    plan(contract.pk)

    demand_until(date(2026, 3, 1))
    before = owed(contract)
    demand_until(date(2026, 3, 1))

    assert owed(contract) == before > ZERO


def test_cancelling_a_bill_frees_its_instalments() -> None:
    worlds.prices()
    contract = worlds.billable()
    plan(contract.pk)
    demand_until(date(2026, 12, 20))
    invoice = bill(contract)

    commands.cancel_invoice(
        factories.fresh_call(), invoice_id=invoice.pk, day=worlds.ISSUED, reason="Fehler"
    )

    assert not Instalment.objects.filter(state="SETTLED").exists()
    assert check_all()["Rechnungen"] == []
