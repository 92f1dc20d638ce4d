"""Many contracts are billed: previewed, run in chunks, parked with a reason, never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kundenwerk.billing import commands, queries
from kundenwerk.billing.commands.billing import item_of
from kundenwerk.billing.models import Invoice, RunBill
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.platform.books import check_all
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import run_pending
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import progress
from tests import factories
from tests.billing import worlds
from tests.billing.test_billing import bill
from tests.faults.everywhere import break_everywhere

pytestmark = pytest.mark.django_db


def preview() -> Run:
    run_id = commands.start_preview(
        factories.fresh_call(),
        cut_off=worlds.END,
        kind=InvoiceKind.CYCLE,
        issued_on=worlds.ISSUED,
    )
    run_pending()
    return Run.objects.get(pk=run_id)


def start_billing(of: Run) -> Run:
    run_id = commands.start_billing(factories.fresh_call(), preview_id=of.pk)
    run_pending()
    return Run.objects.get(pk=run_id)


@pytest.mark.row("KM-031", "KM-033", "D-2", "ASK-02")
def test_a_run_bills_exactly_what_its_preview_showed() -> None:
    worlds.prices()
    worlds.company()
    for number in (1, 2):
        worlds.billable(number, kwh=1000 * number)
    worlds.supplied(3)

    shown = preview()
    run = start_billing(shown)

    figures = RunBill.objects.filter(run=shown, cause="").values_list("contract_id", "gross")
    billed = Invoice.objects.values_list("contract_id", "gross")
    assert set(figures) == set(billed)
    assert (run.state, progress(run).done, progress(run).problems) == ("DONE", 2, 0)
    parked = RunBill.objects.get(is_open=True)
    assert parked.cause == "READING_MISSING"
    assert check_all()["Rechnungen"] == []


def test_a_parked_contract_leaves_the_inbox_when_it_is_billed() -> None:
    worlds.prices()
    contract = worlds.supplied()
    preview()
    assert RunBill.objects.filter(is_open=True).count() == 1
    worlds.read(contract, worlds.START, 1000)
    worlds.read(contract, worlds.END, 4000)

    bill(contract)

    assert not RunBill.objects.filter(is_open=True).exists()


@pytest.mark.row("R-10")
def test_a_contract_billed_between_preview_and_run_is_left_alone() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    shown = preview()
    bill(contract)

    run = start_billing(shown)

    assert Invoice.objects.count() == 1
    assert RunBill.objects.get(run=run).cause == "ALREADY_BILLED"


def test_a_bill_that_differs_from_its_preview_is_parked() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    shown = preview()
    worlds.promise(contract, instant="50")

    run = start_billing(shown)

    assert not Invoice.objects.exists()
    assert RunBill.objects.get(run=run).cause == "CHANGED"


def test_what_is_wrong_with_one_contract_keeps_no_other_from_its_bill() -> None:
    worlds.prices()
    worlds.company()
    good, locked, backwards, unpriced = (worlds.billable(number) for number in range(1, 5))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_ledgeraccount SET is_open = false WHERE id = %s",
            [locked.contract_account.ledger_account_id],
        )
        cursor.execute(
            "UPDATE metering_reading SET value = 900 WHERE day = %s AND register_id IN (SELECT"
            " register.id FROM supply_register AS register JOIN supply_meter AS meter"
            " ON meter.id = register.meter_id WHERE meter.supply_point_id = %s)",
            [worlds.END, backwards.supply_point_id],
        )
    worlds.shorten_terms(unpriced)

    run = start_billing(preview())

    assert list(Invoice.objects.values_list("contract_id", flat=True)) == [good.pk]
    assert run.state == "DONE"
    parked = RunBill.objects.filter(is_open=True).values_list("contract_id", "cause")
    assert dict(parked) == {
        locked.pk: "NO_ACCOUNT",
        backwards.pk: "READING_HELD",
        unpriced.pk: "PRICE_MISSING",
    }


def test_a_preview_is_billed_once() -> None:
    worlds.prices()
    worlds.company()
    worlds.billable()
    shown = preview()
    start_billing(shown)

    with pytest.raises(commands.PreviewNotFinished):
        start_billing(shown)


def test_without_due_contracts_there_is_no_run() -> None:
    with pytest.raises(commands.NothingToBill):
        preview()


def chunk(size: int, *, first: int = 1) -> dict[str, Any]:
    for number in range(first, first + size):
        worlds.billable(number)
    due = queries.due(worlds.END, InvoiceKind.CYCLE)
    run = Run.objects.create(
        kind="billing.run", title="Test", actor="test", key=factories.fresh_call().key
    )
    return {
        "run_id": run.pk,
        "preview_id": None,
        "items": [item_of(one) for one in due],
        "issued_on": worlds.ISSUED,
    }


def test_the_number_of_queries_does_not_grow_with_the_chunk() -> None:
    worlds.prices()
    counts = []
    for arguments in (lambda: chunk(1), lambda: chunk(8, first=2)):
        asked = arguments()
        with CaptureQueriesContext(connection) as captured:
            commands.bill_chunk(factories.fresh_call(), **asked)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert Invoice.objects.count() == 9


def checksum() -> list[tuple[Any, ...]]:
    """Every stored figure of every bill, without ids and numbers."""
    return sorted(
        (
            bill.contract_id,
            bill.gross.cents,
            bill.trace_sha256,
            line.position,
            line.net.cents,
            str(line.quantity),
            str(line.unit_price),
        )
        for bill in Invoice.objects.all()
        for line in bill.lines.all()
    )


@pytest.mark.row("R-15")
def test_a_chunk_writes_the_same_bills_as_one_by_one() -> None:
    worlds.prices()
    arguments = chunk(4)
    before = transaction.savepoint()
    commands.bill_chunk(factories.fresh_call(), **arguments)
    in_bulk = checksum()
    transaction.savepoint_rollback(before)

    for one in queries.due(worlds.END, InvoiceKind.CYCLE):
        commands.bill_contract(
            factories.fresh_call(),
            contract_id=one.contract_id,
            period=one.period,
            issued_on=worlds.ISSUED,
        )

    assert len(in_bulk) > 4
    assert checksum() == in_bulk


@pytest.mark.row("R-10")
def test_a_chunk_that_runs_again_writes_nothing_more(call: Call) -> None:
    worlds.prices()
    arguments = chunk(2)

    first = commands.bill_chunk(call, **arguments)
    second = commands.bill_chunk(call, **arguments)

    assert first == second == {"done": 2, "problems": []}
    assert Invoice.objects.count() == 2


def everything() -> tuple[int, ...]:
    tables = [
        "billing_invoice",
        "billing_invoiceline",
        "billing_invoicevat",
        "billing_runbill",
        "ledger_journalentry",
        "ledger_posting",
        "ledger_openitem",
        "platform_numberrange",
        "work_timelineentry",
        "procrastinate_jobs",
        "platform_command",
    ]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone()[0])
    return tuple(found)


@pytest.mark.row("R-10")
def test_a_fault_at_any_statement_of_a_chunk_leaves_nothing_behind(call: Call) -> None:
    worlds.prices()
    arguments = chunk(2)

    verdict = break_everywhere(lambda: commands.bill_chunk(call, **arguments), everything)

    assert verdict.left_behind_after is None
    assert verdict.points > 20
    assert Invoice.objects.count() == 2
    assert check_all()["Rechnungen"] == []


def test_a_contract_that_ended_gets_its_final_bill() -> None:
    contract = worlds.billable()
    contract.supply = type(contract.supply)(worlds.START, date(2026, 12, 1))
    contract.state = "ENDED"
    contract.save(update_fields=["supply", "state"])

    (one,) = queries.due(worlds.END, InvoiceKind.CYCLE)

    assert (one.kind, one.period.end) == (InvoiceKind.FINAL, date(2026, 12, 1))
