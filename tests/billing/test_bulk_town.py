"""A whole town is billed twice, by a run and by the readable rule: every column is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from django.db import connection

from kundenwerk.billing import commands, queries
from kundenwerk.billing.commands.billing import item_of, keep, lock, wanted_of
from kundenwerk.billing.commands.issuing import Occasion, issue
from kundenwerk.billing.models import Invoice, InvoiceLine
from kundenwerk.billing.queries import readable
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.bulk import kernel
from kundenwerk.billing.rules.bulk.columns import Ints
from kundenwerk.billing.rules.bulk.ready import ready_of
from kundenwerk.billing.rules.drafts import Draft
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import ContractCondition
from kundenwerk.demo.town import BILLED_ON, READ_ON, Town
from kundenwerk.kernel.money import ZERO
from kundenwerk.platform.books import check_all
from kundenwerk.platform.commands import Call, command
from kundenwerk.platform.models import Run
from tests.own_database import own_database

CUSTOMERS = 40
CALL = Call.of_job("twice")
# Every column billing writes, but the moment; rows are told by names where ids differ by chance.
TABLES = {
    "billing_invoice": "to_jsonb(t) - 'entry_id' - 'created_at' || jsonb_build_object('entry',"
    " (SELECT key FROM ledger_journalentry AS e WHERE e.id = t.entry_id))",
    "billing_invoiceline": "to_jsonb(t) - 'id'",
    "billing_invoicevat": "to_jsonb(t) - 'id'",
    "billing_instalment": "to_jsonb(t)",
    "billing_runbill": "to_jsonb(t) - 'id'",
    "ledger_journalentry": "to_jsonb(t) - 'id' - 'entered_at'",
    "ledger_posting": "to_jsonb(t) - 'id' - 'entry_id' || jsonb_build_object('entry',"
    " (SELECT key FROM ledger_journalentry AS e WHERE e.id = t.entry_id))",
    "ledger_openitem": "to_jsonb(t) - 'id' - 'posting_id' || jsonb_build_object('line',"
    " (SELECT line FROM ledger_posting AS p WHERE p.id = t.posting_id))",
    "work_timelineentry": "to_jsonb(t) - 'id' - 'at'",
    "procrastinate_jobs": "jsonb_build_array(queue_name, task_name, priority, args)",
    "platform_numberrange": "to_jsonb(t)",
}


class UnbilledTown(Town):
    """The town on the day of its yearly bills."""

    def _yearly_bills(self) -> None:
        self._begin_month(READ_ON)
        self.meters.report(self.call.derive("yearly reading"), READ_ON)

    def _autumn(self) -> None:
        """The play ends here."""


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), own_database():
        town = UnbilledTown(CUSTOMERS, lambda _: None)
        town.begin()
        town.play()
        Run.objects.create(kind="billing.run", title="Test", actor="test", key=CALL.key)
        yield


@pytest.fixture(autouse=True)
def unbilled(played: None, django_db_blocker: Any) -> Iterator[None]:
    """Every test begins with a town of its own."""
    with django_db_blocker.unblock(), own_database():
        yield


def arguments() -> dict[str, Any]:
    due = queries.due(READ_ON, InvoiceKind.CYCLE)
    return {
        "run_id": Run.objects.get(key=CALL.key).pk,
        "items": [item_of(one) for one in due],
        "issued_on": BILLED_ON,
    }


def bill_in_bulk() -> None:
    commands.bill_chunk(CALL, preview_id=None, **arguments())


@command
def bill_readably(*, run_id: int, items: list[list[Any]], issued_on: Any) -> int:
    """The same by the readable rule, written row by row."""
    wanted = [wanted_of(item) for item in items]
    lock([one.contract_id for one in wanted])
    outcomes = queries.drafts(wanted, issued_on=issued_on)
    drafts = [one for one in outcomes.values() if isinstance(one, Draft)]
    made = issue(drafts, Occasion(issued_on, run_id=run_id))
    ready = {
        pk: found if isinstance(found, NotBillable) else ready_of(found)
        for pk, found in outcomes.items()
    }
    keep(run_id, wanted, ready, made)
    return len(made)


def rows_after(work: Callable[[], object]) -> dict[str, list[str]]:
    """All rows of all tables after some work in a copy, without order."""
    found = {}
    with own_database():
        work()
        with connection.cursor() as cursor:
            for table, columns in TABLES.items():
                cursor.execute(f"SELECT ({columns})::text AS row FROM {table} AS t ORDER BY row")
                found[table] = [row[0] for row in cursor.fetchall()]
    return found


@pytest.mark.row("R-15", "D-2", "ASK-02")
def test_a_run_writes_every_column_as_the_readable_rule_does() -> None:
    bulk = rows_after(bill_in_bulk)
    readably = rows_after(lambda: bill_readably(CALL, **arguments()))

    assert len(bulk["billing_invoice"]) > CUSTOMERS * 0.8
    for table in TABLES:
        assert bulk[table] == readably[table], table


def cut_off(numerator: Ints, denominator: Ints | int) -> Ints:
    return np.asarray(np.abs(numerator) // denominator * np.sign(numerator), np.int64)


def test_the_comparison_would_notice_another_way_to_round(monkeypatch: Any) -> None:
    readably = rows_after(lambda: bill_readably(CALL, **arguments()))

    monkeypatch.setattr(kernel, "compute", partial(kernel.compute, rounding=cut_off))

    assert rows_after(bill_in_bulk)["billing_invoice"] != readably["billing_invoice"]


def test_the_kernel_covers_all_of_the_town(monkeypatch: Any) -> None:
    """Two registers, interim readings, bonuses, conditions, credits, changed prices and levies."""

    def left_over(wanted: Any, frame: Any) -> None:
        raise AssertionError(wanted)

    monkeypatch.setattr(readable, "outcome", left_over)

    bill_in_bulk()

    kinds = set(InvoiceLine.objects.values_list("kind", flat=True))
    assert kinds == {"ENERGY", "ENERGY_PEAK", "ENERGY_OFFPEAK", "BASE", "BONUS"}
    assert Invoice.objects.filter(amount_due__lt=ZERO).exists()
    once = InvoiceLine.objects.filter(kind="BONUS")
    assert once.filter(net__gt=ZERO).exists()
    assert once.filter(net__lt=ZERO).exists()
    assert ContractCondition.objects.filter(kind="ENERGY").exists()
    assert [fault for faults in check_all().values() for fault in faults] == []
