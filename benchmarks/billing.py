"""A billing run over the demo town, the same bills one by one, and bare COPY of their rows.

All figures are bills per second of processor time, of the program and its server process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import connection

from benchmarks import replay
from benchmarks.harness import Options, Row, interleaved, prepared, throw_away
from kundenwerk.billing import commands, queries
from kundenwerk.billing.models import Invoice, RunBill
from kundenwerk.billing.queries import bulk, readable
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.bulk import kernel
from kundenwerk.billing.rules.bulk.cases import batch_of
from kundenwerk.billing.rules.bulk.catalogue import Catalogue, NotCovered
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.demo.town import BILLED_ON, READ_ON, Town
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import RunChunk
from kundenwerk.platform.runs import work_on_chunk

CALL = Call.of_job("bench", "billing")
NAIVE = 60
# Lines come before their bill, as the triggers demand.
TABLES = (
    "platform_run", "ledger_journalentry", "ledger_posting", "ledger_openitem",
    "billing_invoiceline", "billing_invoicevat", "billing_invoice", "billing_runbill",
    "work_timelineentry", "procrastinate_jobs",
)  # fmt: skip


class UnbilledTown(Town):
    """The town on the day of its yearly bills, with all instalments of the year."""

    def _yearly_bills(self) -> None:
        self._begin_month(READ_ON)
        self.meters.report(self.call.derive("yearly reading"), READ_ON)

    def _autumn(self) -> None:
        """The play ends here."""


def build(customers: int) -> None:
    """The town before its yearly bills."""
    town = UnbilledTown(customers, lambda _: None)
    town.begin()
    town.play()


def measure(options: Options) -> list[Row]:
    """Bills per second, from the readings to the posted claim."""
    with prepared(f"unbilled_{options.town}", lambda: build(options.town)):
        written = replay.Rows(TABLES)
        made: list[int] = []

        def run() -> float:
            with throw_away():
                preview_id = _preview()
                written.mark()
                before = Invoice.objects.count()
                took = _spent(lambda: _issue(preview_id))
                made.append(Invoice.objects.count() - before)
                written.take()
            return made[-1] / took

        def preview() -> float:
            with throw_away():
                took = _spent(lambda: ids.append(_preview()))
                return RunBill.objects.filter(run_id=ids[-1], cause="").count() / took

        def copy() -> float:
            with throw_away():
                return made[-1] / _spent(written.put)

        ids: list[int] = []
        found = interleaved(
            options.rounds,
            {"one": _one_by_one, "run": run, "copy": copy, "preview": preview, "kernel": _kernel},
        )
    share = found["run"] / found["copy"]
    ratio = f"{found['run'] / found['one']:.1f} × one by one, {share:.1%} of COPY"
    return [
        Row(f"bills issued by a run of {made[-1]}", "1/s", found["one"], found["run"],
            found["copy"], ratio, "≥ 50 % of COPY", share >= 0.5),
        Row("bills previewed by a run", "1/s", None, found["preview"], None, ""),
        Row("bills computed by the kernel alone", "1/s", found["one"], found["kernel"], None,
            f"{found['run'] / found['kernel']:.1%} of a run",
            "≥ 500,000", found["kernel"] >= 500_000),
    ]  # fmt: skip


def _spent(work: Callable[[], object]) -> float:
    """Processor time of this program and of its server process; other work does not count."""
    connection.ensure_connection()
    before = time.process_time() + _server_time()
    work()
    return time.process_time() + _server_time() - before


def _server_time() -> float:
    pid = connection.connection.info.backend_pid
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kernel() -> float:
    """Bills per second of processor time, the arithmetic alone."""
    wanted = queries.due(READ_ON, InvoiceKind.CYCLE)
    frame = readable.frame_of(wanted, BILLED_ON)
    catalogue = Catalogue(bulk.span_of(wanted))
    cases = []
    for one in wanted:
        with suppress(NotBillable, NotCovered):
            cases.append(bulk.choose(one, frame, catalogue).case)
    batch = batch_of(cases, catalogue)
    kernel.compute(batch)
    begin = time.process_time()
    kernel.compute(batch)
    return len(cases) / (time.process_time() - begin)


def _preview() -> int:
    run_id = commands.start_preview(
        CALL.derive("preview"), cut_off=READ_ON, kind=InvoiceKind.CYCLE, issued_on=BILLED_ON
    )
    _work_off(run_id)
    return run_id


def _issue(preview_id: int) -> None:
    _work_off(commands.start_billing(CALL.derive("issue"), preview_id=preview_id))


def _one_by_one() -> float:
    """Bills per second of the command a clerk's page uses; what cannot be billed costs time too."""
    with throw_away():
        wanted = queries.due(READ_ON, InvoiceKind.CYCLE)[:NAIVE]
        made: list[int] = []

        def bill() -> None:
            for one in wanted:
                call = CALL.derive("one", one.contract_id)
                with suppress(NotBillable):
                    commands.bill_contract(
                        call,
                        contract_id=one.contract_id,
                        period=one.period,
                        issued_on=BILLED_ON,
                        kind=one.kind,
                    )
                    made.append(one.contract_id)

        took = _spent(bill)
        return len(made) / took


def _work_off(run_id: int) -> None:
    for chunk_id in (
        RunChunk.objects.filter(run_id=run_id).order_by("pk").values_list("pk", flat=True)
    ):
        work_on_chunk(chunk_id=chunk_id)
        chunk = RunChunk.objects.get(pk=chunk_id)
        if chunk.error:
            raise RuntimeError(chunk.error)
