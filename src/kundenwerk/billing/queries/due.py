"""Which contracts have days that no bill covers yet."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, F, Func, Max, Q

from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.periods import Wanted, kind_of, next_period
from kundenwerk.billing.rules.vocabulary import InvoiceKind, InvoiceState
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.contracts.rules import State

BILLABLE = (State.ACTIVE.value, State.TERMINATED.value, State.ENDED.value)


def due(cut_off: date, kind: InvoiceKind) -> list[Wanted]:
    """The next bill of every contract with unbilled days before the cut-off, by contract."""
    begun = SupplyContract.objects.filter(state__in=BILLABLE, supply__startswith__lt=cut_off)
    standing = Q(invoices__state=InvoiceState.ISSUED.value, invoices__reverses__isnull=True)
    rows = begun.annotate(until=Max(_end("invoices__period"), filter=standing)).order_by("pk")
    return [
        Wanted(pk, period, kind_of(period, supply, kind))
        for pk, supply, until in rows.values_list("pk", "supply", "until")
        if supply and (period := next_period(supply, until, cut_off))
    ]


def next_of(contract_id: int, cut_off: date, kind: InvoiceKind) -> Wanted | None:
    """The next bill of one contract, if it has unbilled days before the cut-off."""
    contract = SupplyContract.objects.filter(pk=contract_id, supply__isnull=False).first()
    if contract is None:
        return None
    mine = Invoice.objects.filter(
        contract=contract, state=InvoiceState.ISSUED.value, reverses__isnull=True
    )
    until = mine.aggregate(until=Max(_end("period")))["until"]
    period = next_period(contract.supplied, until, cut_off)
    if period is None:
        return None
    return Wanted(contract_id, period, kind_of(period, contract.supplied, kind))


def _end(period: str) -> Func:
    return Func(F(period), function="upper", output_field=DateField())
