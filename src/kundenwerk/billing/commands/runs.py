"""Start runs: a preview that writes figures only, then the billing of what was previewed."""

from __future__ import annotations

from datetime import date

from kundenwerk.billing import queries
from kundenwerk.billing.commands.billing import item_of
from kundenwerk.billing.models import RunBill
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import KIND_LABELS, InvoiceKind
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.models import Run
from kundenwerk.platform.runs import plan_run
from kundenwerk.platform.states import RunState

PREVIEW = "billing.preview"
BILLING = "billing.run"
CHUNK = 2000


class NothingToBill(Exception):
    """No contract has unbilled days before the cut-off."""


class PreviewNotFinished(Exception):
    """Only a preview that is done can be billed, and only once."""


@command
def start_preview(*, cut_off: date, kind: InvoiceKind, issued_on: date) -> int:
    """Compute every due bill without issuing any; returns the id of the run.

    ``cut_off`` is the first day that is not to be billed.

    Raises:
        NothingToBill: no contract is due.
    """
    due = queries.due(cut_off, kind)
    if not due:
        raise NothingToBill(cut_off)
    last_day = format_day(cut_off - ONE_DAY)
    run = plan_run(
        kind=PREVIEW,
        title=f"Vorschau {KIND_LABELS[kind]} bis {last_day}",
        items=[item_of(one) for one in due],
        params={
            "key": run_key(),
            "cut_off": cut_off.isoformat(),
            "kind": kind.value,
            "issued_on": issued_on.isoformat(),
        },
        chunk_size=CHUNK,
    )
    return run.pk


@command
def start_billing(*, preview_id: int) -> int:
    """Issue the bills of a preview that can be issued; returns the id of the run.

    Raises:
        PreviewNotFinished: the preview still runs, failed, or was billed before.
        NothingToBill: every contract of it is parked.
    """
    preview = Run.objects.select_for_update().get(pk=preview_id)
    known = Run.objects.filter(kind=BILLING, params__preview=preview_id).exists()
    if preview.kind != PREVIEW or preview.state != RunState.DONE or known:
        raise PreviewNotFinished(preview_id)
    billable = RunBill.objects.filter(run=preview, cause="").order_by("contract_id")
    wanted = [Wanted(row.contract_id, row.period, InvoiceKind(row.kind)) for row in billable]
    if not wanted:
        raise NothingToBill(preview_id)
    run = plan_run(
        kind=BILLING,
        title=preview.title.replace("Vorschau", "Abrechnungslauf", 1),
        items=[item_of(one) for one in wanted],
        params={**preview.params, "key": run_key(), "preview": preview_id},
        chunk_size=CHUNK,
    )
    return run.pk


def run_key() -> str:
    """The key ``plan_run`` gives the run of this command; its work finds the run by it."""
    return str(current_call().derive("run").key)
