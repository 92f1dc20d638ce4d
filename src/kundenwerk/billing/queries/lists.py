"""Lists and sums for the pages of the billing clerk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from kundenwerk.billing.models import Instalment, Invoice, RunBill
from kundenwerk.billing.rules.bill import CAUSE_LABELS, REMEDIES, Cause
from kundenwerk.billing.rules.vocabulary import (
    HINT_LABELS,
    Hint,
    InstalmentState,
    InvoiceKind,
    InvoiceState,
)
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period
from kundenwerk.platform.models import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFilter:
    """What the list of bills is narrowed by; empty means all."""

    text: str = ""
    state: InvoiceState | None = None
    kind: InvoiceKind | None = None
    hint: Hint | None = None
    issued: Period | None = None
    run_id: int | None = None
    contract_id: int | None = None


def invoices(
    wanted: InvoiceFilter, *, after_id: int | None = None, limit: int = 50
) -> list[Invoice]:
    """A page of bills, the newest first; ``after_id`` is the last row of the page before."""
    found = invoice_rows(wanted)
    if after_id is not None:
        found = found.filter(pk__lt=after_id)
    return list(found.order_by("-pk")[:limit])


def invoice_rows(wanted: InvoiceFilter) -> QuerySet[Invoice]:
    """Bills with what a list shows of them, in no order."""
    found = Invoice.objects.filter(_narrowed(wanted)).defer("trace", "facts")
    return found.select_related("contract__business_partner", "contract__supply_point", "reverses")


def _narrowed(wanted: InvoiceFilter) -> Q:
    exact = {
        "state": wanted.state,
        "kind": wanted.kind,
        "run_id": wanted.run_id,
        "contract_id": wanted.contract_id,
    }
    narrowed = Q(**{name: value for name, value in exact.items() if value is not None})
    if wanted.hint is not None:
        narrowed &= Q(hints__contains=[wanted.hint.value])
    if wanted.issued is not None:
        narrowed &= Q(issued_on__gte=wanted.issued.start)
        narrowed &= Q(issued_on__lt=wanted.issued.end) if wanted.issued.end else Q()
    for word in wanted.text.split():
        narrowed &= _word(word)
    return narrowed


def _word(word: str) -> Q:
    business_partner = "contract__business_partner"
    return (
        Q(number__icontains=word)
        | Q(contract__number__istartswith=word)
        | Q(**{f"{business_partner}__number": word})
        | Q(**{f"{business_partner}__last_name__istartswith": word})
        | Q(**{f"{business_partner}__organisation_name__icontains": word})
    )


def neighbours(bill: Invoice) -> tuple[int | None, int | None]:
    """The bills before and after this one, in the same run if it came from one."""
    around = Invoice.objects.filter(run_id=bill.run_id) if bill.run_id else Invoice.objects.all()
    before = around.filter(pk__lt=bill.pk).order_by("-pk").values_list("pk", flat=True).first()
    after = around.filter(pk__gt=bill.pk).order_by("pk").values_list("pk", flat=True).first()
    return before, after


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Parked contracts with one cause, and what helps."""

    cause: str
    label: str
    remedy: str
    count: int
    rows: Sequence[RunBill]


def cases(*, per_cause: int = 50) -> list[CaseGroup]:
    """What cannot be billed yet, grouped by cause, the most frequent first."""
    counted = (
        RunBill.objects.filter(is_open=True).values("cause").annotate(count=Count("pk"))
    ).order_by("-count", "cause")
    return [
        CaseGroup(
            row["cause"],
            CAUSE_LABELS[Cause(row["cause"])],
            REMEDIES[Cause(row["cause"])],
            row["count"],
            list(_bills(Q(is_open=True, cause=row["cause"])).order_by("pk")[:per_cause]),
        )
        for row in counted
    ]


def open_cases() -> int:
    """How many contracts wait for a remedy."""
    return RunBill.objects.filter(is_open=True).count()


def _bills(which: Q) -> QuerySet[RunBill]:
    return RunBill.objects.filter(which).select_related(
        "contract__business_partner",
        "contract__supply_point",
        "contract__contract_account",
        "invoice",
    )


@dataclass(frozen=True, slots=True)
class RunFigures:
    """Counts and sums of a run; previews show what would be billed."""

    billable: int
    parked: int
    gross: Money
    amount_due: Money
    hints: Sequence[tuple[str, str, int]]
    causes: Sequence[tuple[str, str, int]]


def figures(run_id: int) -> RunFigures:
    """What a run found or did so far."""
    rows = RunBill.objects.filter(run_id=run_id)
    sums = rows.aggregate(
        billable=Count("pk", filter=Q(cause="")),
        parked=Count("pk", filter=~Q(cause="")),
        gross=Sum("gross"),
        due=Sum("amount_due"),
    )
    hints = [
        (hint.value, HINT_LABELS[hint], rows.filter(hints__contains=[hint.value]).count())
        for hint in Hint
    ]
    causes = rows.exclude(cause="").values_list("cause").annotate(count=Count("pk"))
    return RunFigures(
        billable=sums["billable"],
        parked=sums["parked"],
        gross=_money(sums["gross"]),
        amount_due=_money(sums["due"]),
        hints=[found for found in hints if found[2]],
        causes=[
            (cause, CAUSE_LABELS[Cause(cause)], count) for cause, count in causes.order_by("cause")
        ],
    )


def run_bills(
    run_id: int, *, cause: str = "", hint: str = "", after_id: int = 0, limit: int = 50
) -> list[RunBill]:
    """Results of a run by contract, narrowed by cause or hint."""
    which = Q(run_id=run_id, pk__gt=after_id)
    if cause:
        which &= Q(cause=cause)
    if hint:
        which &= Q(hints__contains=[hint])
    return list(_bills(which).order_by("pk")[:limit])


def next_instalment(contract_ids: Collection[int], *, day: date) -> Instalment | None:
    """The first advance payment of some contracts that is due on a day or later."""
    waiting = Instalment.objects.filter(contract_id__in=list(contract_ids), due_on__gte=day)
    live = waiting.exclude(state__in=[InstalmentState.DROPPED, InstalmentState.SETTLED])
    return live.order_by("due_on", "pk").first()


def billing_of(preview_id: int) -> Run | None:
    """The run that billed a preview, if it was billed."""
    return Run.objects.filter(kind="billing.run", params__preview=preview_id).first()


def _money(value: Money | None) -> Money:
    return ZERO if value is None else value
