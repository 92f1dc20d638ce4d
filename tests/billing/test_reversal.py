"""Bills are cancelled and corrected by counter bills, never changed."""

from __future__ import annotations

import pytest

from kundenwerk.billing import commands
from kundenwerk.billing.models import Invoice
from kundenwerk.kernel.money import ZERO, total
from kundenwerk.ledger import queries as ledger
from kundenwerk.platform.books import check_all
from kundenwerk.platform.commands import Call
from tests import factories
from tests.billing import worlds
from tests.billing.test_billing import bill, owed
from tests.billing.test_runs import everything
from tests.faults.everywhere import break_everywhere

pytestmark = pytest.mark.django_db


@pytest.mark.row("R25")
def test_a_cancelled_bill_leaves_nothing_owed_and_both_are_linked() -> None:
    worlds.prices()
    contract = worlds.billable()
    original = bill(contract)

    reversal_id = commands.cancel_invoice(
        factories.fresh_call(), invoice_id=original.pk, day=worlds.ISSUED, reason="Falscher Stand"
    )

    original.refresh_from_db()
    reversal = Invoice.objects.get(pk=reversal_id)
    assert (original.state, reversal.reverses_id) == ("CANCELLED", original.pk)
    assert reversal.gross == -original.gross
    assert total(line.net for line in reversal.lines.all()) == -original.net
    assert owed(contract) == ZERO
    assert not ledger.open_items(contract.contract_account.ledger_account_id).exists()


def test_a_bill_is_cancelled_once() -> None:
    worlds.prices()
    original = bill(worlds.billable())
    asked = {"invoice_id": original.pk, "day": worlds.ISSUED, "reason": "Fehler"}
    reversal_id = commands.cancel_invoice(factories.fresh_call(), **asked)

    with pytest.raises(commands.AlreadyCancelled):
        commands.cancel_invoice(factories.fresh_call(), **asked)
    with pytest.raises(commands.AlreadyCancelled):
        commands.cancel_invoice(factories.fresh_call(), **(asked | {"invoice_id": reversal_id}))

    assert Invoice.objects.count() == 2


def test_a_correction_cancels_and_bills_anew_in_one_step() -> None:
    worlds.prices()
    contract = worlds.billable()
    original = bill(contract)
    worlds.promise(contract, instant="50")

    corrected_id = commands.correct_invoice(
        factories.fresh_call(), invoice_id=original.pk, day=worlds.ISSUED, reason="Bonus fehlte"
    )

    corrected = Invoice.objects.get(pk=corrected_id)
    assert corrected.corrects_id == original.pk
    assert corrected.gross < original.gross
    assert owed(contract) == corrected.amount_due
    assert check_all()["Rechnungen"] == []


def test_a_fault_at_any_statement_of_a_correction_leaves_the_old_bill(call: Call) -> None:
    worlds.prices()
    contract = worlds.billable()
    original = bill(contract)
    asked = {"invoice_id": original.pk, "day": worlds.ISSUED, "reason": "Fehler"}

    verdict = break_everywhere(lambda: commands.correct_invoice(call, **asked), everything)

    assert verdict.left_behind_after is None
    assert verdict.points > 40
    assert Invoice.objects.count() == 3
    assert check_all()["Rechnungen"] == []
