"""Runs and clerks at the same moment; every transaction really commits."""

from __future__ import annotations

from typing import Any

import pytest

from kundenwerk.billing import commands, queries
from kundenwerk.billing.commands.billing import item_of
from kundenwerk.billing.models import Invoice, RunBill
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.platform.books import check_all
from kundenwerk.platform.models import Run
from tests import factories
from tests.billing import worlds
from tests.own_database import at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed")]


def chunk() -> dict[str, Any]:
    key = factories.fresh_call().key
    run = Run.objects.create(kind="billing.run", title="Test", actor="test", key=key)
    due = queries.due(worlds.END, InvoiceKind.CYCLE)
    return {
        "run_id": run.pk,
        "preview_id": None,
        "items": [item_of(one) for one in due],
        "issued_on": worlds.ISSUED,
    }


@pytest.mark.row("R-10")
def test_four_runs_at_once_bill_each_contract_once() -> None:
    worlds.prices()
    for number in range(1, 7):
        worlds.billable(number)
    chunks = [chunk() for _ in range(4)]

    answers = at_once(
        4, lambda number: commands.bill_chunk(factories.fresh_call(), **chunks[number])
    )

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(answer["done"] for answer in answers) == [0, 0, 0, 6]  # type: ignore[index]
    assert Invoice.objects.count() == SupplyContract.objects.count() == 6
    assert set(RunBill.objects.exclude(cause="").values_list("cause", flat=True)) == {
        Cause.ALREADY_BILLED.value
    }
    assert check_all()["Rechnungen"] == []


@pytest.mark.row("R-10", "R-07")
def test_eight_clerks_bill_one_contract_once() -> None:
    worlds.prices()
    contract = worlds.billable()
    asked = {"contract_id": contract.pk, "period": worlds.YEAR, "issued_on": worlds.ISSUED}

    answers = at_once(8, lambda _: commands.bill_contract(factories.fresh_call(), **asked))

    refused = [answer for answer in answers if isinstance(answer, NotBillable)]
    assert {refusal.cause for refusal in refused} == {Cause.ALREADY_BILLED}
    assert (len(refused), Invoice.objects.count()) == (7, 1)


@pytest.mark.row("R-06")
def test_eight_clerks_cancel_one_bill_once() -> None:
    worlds.prices()
    contract = worlds.billable()
    invoice_id = commands.bill_contract(
        factories.fresh_call(),
        contract_id=contract.pk,
        period=worlds.YEAR,
        issued_on=worlds.ISSUED,
    )
    asked = {"invoice_id": invoice_id, "day": worlds.ISSUED, "reason": "Fehler"}

    answers = at_once(8, lambda _: commands.cancel_invoice(factories.fresh_call(), **asked))

    assert sum(isinstance(answer, commands.AlreadyCancelled) for answer in answers) == 7
    assert Invoice.objects.count() == 2
    assert check_all()["Rechnungen"] == []
