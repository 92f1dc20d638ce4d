"""Take bills back: a counter bill with a number of its own, and a counter booking."""

from __future__ import annotations

from datetime import date

from kundenwerk.billing.commands.billing import bill_one, lock
from kundenwerk.billing.commands.issuing import Occasion
from kundenwerk.billing.events import Issued
from kundenwerk.billing.models import Instalment, Invoice, InvoiceLine, InvoiceVat
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import (
    KIND_LABELS,
    LIFE_CYCLE,
    InstalmentState,
    InvoiceAction,
    InvoiceKind,
    InvoiceState,
)
from kundenwerk.kernel.states import TransitionNotAllowed
from kundenwerk.ledger import commands as ledger
from kundenwerk.platform.commands import command, current_call
from kundenwerk.platform.copying import reserve_ids
from kundenwerk.platform.events import announce
from kundenwerk.platform.number_ranges import next_number
from kundenwerk.tariffs.rules.trace import digest
from kundenwerk.work import commands as work
from kundenwerk.work.rules import EntryKind as TimelineKind


class AlreadyCancelled(Exception):
    """The bill was cancelled before, or is itself a reversal."""


@command
def cancel_invoice(*, invoice_id: int, day: date, reason: str) -> int:
    """Cancel a bill; returns the id of its reversal.

    Raises:
        AlreadyCancelled: it was cancelled before.
        MonthClosed: the day lies in a closed month.

    Source: § 14c Abs. 1, § 17 Abs. 1 UStG; § 146 Abs. 4 AO (the original stays readable).
    """
    return _cancel(_to_cancel(invoice_id), day, reason).pk


@command
def correct_invoice(*, invoice_id: int, day: date, reason: str) -> int:
    """Cancel a bill and issue the right one for the same period; returns the new id.

    Raises:
        AlreadyCancelled: it was cancelled before.
        NotBillable: the new bill cannot be made; then the old one stands.
        MonthClosed: the day lies in a closed month.

    Source: § 18 StromGVV/GasGVV (errors are corrected).
    """
    original = _to_cancel(invoice_id)
    _cancel(original, day, reason)
    wanted = Wanted(original.contract_id, original.period, InvoiceKind(original.kind))
    return bill_one(wanted, Occasion(day, corrects_id=original.pk))


def _to_cancel(invoice_id: int) -> Invoice:
    contract_id = Invoice.objects.values_list("contract_id", flat=True).get(pk=invoice_id)
    lock([contract_id])
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice_id)
    if invoice.reverses_id is not None:
        raise AlreadyCancelled(invoice_id)
    try:
        LIFE_CYCLE.after(InvoiceState(invoice.state), InvoiceAction.CANCEL)
    except TransitionNotAllowed as refusal:
        raise AlreadyCancelled(invoice_id) from refusal
    return invoice


def _cancel(original: Invoice, day: date, reason: str) -> Invoice:
    (reversal_id,) = reserve_ids("billing_invoice", 1)
    InvoiceLine.objects.bulk_create(
        _negated_line(line, reversal_id) for line in original.lines.order_by("position")
    )
    InvoiceVat.objects.bulk_create(
        InvoiceVat(invoice_id=reversal_id, rate=group.rate, net=-group.net, vat=-group.vat)
        for group in original.vat_groups.order_by("rate")
    )
    Instalment.objects.filter(invoice=original).update(
        state=InstalmentState.DEMANDED.value, invoice=None
    )
    Invoice.objects.filter(pk=original.pk).update(state=InvoiceState.CANCELLED.value)
    number = next_number("INVOICE", year=day.year)
    text = f"Storno {number} zu {original.number}"
    entry_id = (
        ledger.reverse(entry_id=original.entry_id, booked_on=day, text=text)
        if original.entry_id
        else None
    )
    reversal = _reversal(original, reversal_id, number, day, reason)
    reversal.entry_id = entry_id
    Invoice.objects.bulk_create([reversal])
    _record(original, reversal)
    announce(Issued([reversal_id]))
    return reversal


def _negated_line(line: InvoiceLine, reversal_id: int) -> InvoiceLine:
    return InvoiceLine(
        invoice_id=reversal_id,
        position=line.position,
        kind=line.kind,
        text=line.text,
        period=line.period,
        quantity=-line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        price_unit=line.price_unit,
        net=-line.net,
        vat_rate=line.vat_rate,
    )


def _reversal(original: Invoice, reversal_id: int, number: str, day: date, reason: str) -> Invoice:
    trace = {"schema": "kundenwerk.reversal/1", "reverses": original.number}
    trace["reversed_sha256"] = original.trace_sha256
    return Invoice(
        id=reversal_id,
        number=number,
        contract_id=original.contract_id,
        contract_account_id=original.contract_account_id,
        kind=original.kind,
        period=original.period,
        issued_on=day,
        due_on=day,
        net=-original.net,
        vat=-original.vat,
        gross=-original.gross,
        prepaid=-original.prepaid,
        amount_due=-original.amount_due,
        facts=original.facts,
        trace=trace,
        trace_sha256=digest(trace),
        reverses_id=original.pk,
        reason=reason[:300],
        created_by=current_call().actor,
    )


def _record(original: Invoice, reversal: Invoice) -> None:
    work.record(
        business_partner_id=original.contract_account.business_partner_id,
        kind=TimelineKind.BILL,
        title=f"{KIND_LABELS[InvoiceKind(original.kind)]} {original.number} storniert",
        detail=reversal.reason,
        url=f"/rechnungen/{reversal.pk}/",
        icon="ban",
    )
