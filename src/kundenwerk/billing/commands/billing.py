"""Bill one contract, or a chunk of them; both go the same way."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import IntegrityError, transaction

from kundenwerk.billing import queries
from kundenwerk.billing.commands.bulk import bookable, issue_all
from kundenwerk.billing.commands.issuing import Occasion, issue
from kundenwerk.billing.models import RunBill
from kundenwerk.billing.rules.bill import Cause, NotBillable
from kundenwerk.billing.rules.bulk.ready import Ready
from kundenwerk.billing.rules.bulk.text import fixed
from kundenwerk.billing.rules.deadlines import check_length
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import InvoiceKind
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.kernel.period import Period
from kundenwerk.platform.commands import command
from kundenwerk.platform.constraints import violated
from kundenwerk.platform.copying import NULL, copy_in, text

LONGEST_REASON: Final = 300
CASES: Final = frozenset(Cause) - {Cause.ALREADY_BILLED}


class PreviewOutdated(Exception):
    """The bill would differ from the one that was shown."""


@command
def bill_contract(
    *,
    contract_id: int,
    period: Period,
    issued_on: date,
    kind: InvoiceKind = InvoiceKind.CYCLE,
    shown_digest: str = "",
) -> int:
    """Issue the bill of a contract for a period; returns its id.

    With ``shown_digest`` only the very bill that was shown is issued.

    Raises:
        PeriodTooLong: more than the law permits.
        PeriodOpen: the period has no end.
        NotBillable: something is missing, with the reason.
        PreviewOutdated: the bill differs from the one shown.
        MonthClosed: the issuing day lies in a closed month.
    """
    check_length(period)
    return bill_one(Wanted(contract_id, period, kind), Occasion(issued_on), shown_digest)


def bill_one(wanted: Wanted, occasion: Occasion, shown_digest: str = "") -> int:
    """Issue one bill (step); see ``bill_contract`` for what it raises."""
    lock([wanted.contract_id])
    outcome = queries.drafts([wanted], issued_on=occasion.issued_on)[wanted.contract_id]
    if isinstance(outcome, NotBillable):
        raise outcome
    if shown_digest and outcome.digest != shown_digest:
        raise PreviewOutdated
    try:
        with transaction.atomic():
            return issue([outcome], occasion)[wanted.contract_id]
    except IntegrityError as refusal:
        if violated(refusal) == "invoice_no_day_twice":
            raise queries.already_billed(wanted.period) from refusal
        raise


def lock(contract_ids: Sequence[int]) -> None:
    """Let nobody else bill these contracts until the commit; in sorted order (step)."""
    rows = SupplyContract.objects.select_for_update(no_key=True, of=("self",))
    list(rows.filter(pk__among=contract_ids).order_by("pk").values_list("pk"))


@dataclass(frozen=True, slots=True)
class Results:
    """What a chunk did, in the form a run keeps."""

    done: int
    problems: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """Plain values, so that a repeated chunk can answer the same."""
        return {"done": self.done, "problems": self.problems}


@command
def bill_chunk(
    *, run_id: int, preview_id: int | None, items: list[list[Any]], issued_on: date
) -> dict[str, Any]:
    """Bill the contracts of a chunk of a run; what cannot be billed is parked with its reason.

    A contract that was billed meanwhile, or whose bill differs from the preview, is left alone.

    Raises:
        MonthClosed: the issuing day lies in a closed month.
    """
    wanted = [wanted_of(item) for item in items]
    lock([one.contract_id for one in wanted])
    with _undisturbed():
        outcomes = queries.bills(wanted, issued_on=issued_on)
        if preview_id is not None:
            outcomes = _as_previewed(outcomes, preview_id)
        outcomes, found = bookable(outcomes)
        made = issue_all(found, Occasion(issued_on, run_id=run_id))
        return keep(run_id, wanted, outcomes, made).as_json()


@command
def preview_chunk(*, run_id: int, items: list[list[Any]], issued_on: date) -> dict[str, Any]:
    """Compute the bills of a chunk as a billing run would, and keep only the figures."""
    wanted = [wanted_of(item) for item in items]
    with _undisturbed():
        outcomes, _ = bookable(queries.bills(wanted, issued_on=issued_on, with_facts=False))
        return keep(run_id, wanted, outcomes, {}).as_json()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Search for no cycles among the many rows and texts of a chunk, which hold none.

    The searches took a third of the processor time of the program.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.enable()


def item_of(wanted: Wanted) -> list[Any]:
    """A wanted bill as the item of a run."""
    assert wanted.period.end is not None  # only closed periods are billed
    span = [wanted.period.start.isoformat(), wanted.period.end.isoformat()]
    return [wanted.contract_id, *span, wanted.kind.value]


def wanted_of(item: list[Any]) -> Wanted:
    """The item of a run as a wanted bill."""
    contract_id, start, end, kind = item
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    return Wanted(contract_id, period, InvoiceKind(kind))


def _as_previewed(
    outcomes: Mapping[int, Ready | NotBillable], preview_id: int
) -> dict[int, Ready | NotBillable]:
    shown = dict(
        RunBill.objects.filter(run_id=preview_id, contract_id__among=list(outcomes)).values_list(
            "contract_id", "digest"
        )
    )
    changed = NotBillable(Cause.CHANGED, "Die Rechnung weicht von der geprüften Vorschau ab.")
    return {
        contract_id: changed
        if isinstance(found, Ready) and found.digest != shown.get(contract_id)
        else found
        for contract_id, found in outcomes.items()
    }


_RESULT: Final = (
    "run_id", "contract_id", "period", "kind", "gross", "amount_due", "kwh", "hints", "digest",
    "cause", "reason", "is_open", "invoice_id",
)  # fmt: skip


def keep(
    run_id: int,
    wanted: Sequence[Wanted],
    outcomes: Mapping[int, Ready | NotBillable],
    made: Mapping[int, int],
) -> Results:
    """Keep what a run found for each contract; a new case replaces the older one (step)."""
    pairs = [(one, outcomes[one.contract_id]) for one in wanted]
    refused = [(one, found) for one, found in pairs if isinstance(found, NotBillable)]
    parked = [one.contract_id for one, found in refused if found.cause in CASES]
    RunBill.objects.filter(contract_id__among=parked, is_open=True).update(is_open=False)
    copy_in(
        "billing_runbill",
        _RESULT,
        (f"{run_id}\t{_result(one, found, made)}" for one, found in pairs),
    )
    problems = [
        {
            "item": one.contract_id,
            "reason": found.reason[:LONGEST_REASON],
            "url": f"/vertraege/{one.contract_id}/",
        }
        for one, found in refused
    ]
    return Results(len(wanted) - len(problems), problems)


def _result(wanted: Wanted, found: Ready | NotBillable, made: Mapping[int, int]) -> str:
    days = f"[{wanted.period.start},{wanted.period.end})"
    same = f"{wanted.contract_id}\t{days}\t{wanted.kind.value}"
    if isinstance(found, NotBillable):
        reason = text(found.reason[:LONGEST_REASON])
        is_open = "t" if found.cause in CASES else "f"
        nothing = "\t".join([NULL] * 3)
        return f"{same}\t{nothing}\t{{}}\t\t{found.cause.value}\t{reason}\t{is_open}\t{NULL}"
    hints = ",".join(hint.value for hint in found.hints)
    figures = f"{found.net + found.vat}\t{found.due}\t{fixed(found.wh, 3)}"
    invoice_id = made.get(wanted.contract_id, NULL)
    return f"{same}\t{figures}\t{{{hints}}}\t{found.digest}\t\t\tf\t{invoice_id}"
