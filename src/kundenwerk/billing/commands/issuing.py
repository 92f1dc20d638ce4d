"""Write many bills at once; the number of statements does not depend on how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from kundenwerk.billing.events import issued
from kundenwerk.billing.models import Instalment, Invoice, InvoiceLine, InvoiceVat, RunBill
from kundenwerk.billing.rules import booking
from kundenwerk.billing.rules.drafts import Draft
from kundenwerk.billing.rules.vocabulary import KIND_LABELS, InstalmentState
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger.rules import Entry, EntryKind, Line
from kundenwerk.platform.commands import current_call, require_transaction
from kundenwerk.platform.copying import reserve_ids
from kundenwerk.platform.events import announce_all
from kundenwerk.platform.number_ranges import take_block
from kundenwerk.work import commands as work
from kundenwerk.work.rules import EntryKind as TimelineKind


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all bills of one writing have in common."""

    issued_on: date
    run_id: int | None = None
    corrects_id: int | None = None


def issue(drafts: Sequence[Draft], occasion: Occasion) -> dict[int, int]:
    """Issue and book bills; returns contract to invoice (step).

    Lines and taxes go first: the number range is locked from the moment numbers are taken
    until the commit, so only bookings and the bills themselves follow.

    Raises:
        MonthClosed: the issuing day lies in a closed month.
        AccountUnknown: an account is locked.
        NotBillable: the chart lacks an account.
    """
    require_transaction()
    if not drafts:
        return {}
    bookings = [booking.invoice_lines(draft.bill, draft.claim) for draft in drafts]
    ids = reserve_ids("billing_invoice", len(drafts))
    InvoiceLine.objects.bulk_create(_lines(ids, drafts))
    InvoiceVat.objects.bulk_create(_vat(ids, drafts))
    numbers = take_block("INVOICE", len(drafts), year=occasion.issued_on.year)
    entries = [
        _entry(invoice_id, number, draft, lines, occasion)
        for invoice_id, number, draft, lines in zip(ids, numbers, drafts, bookings, strict=True)
        if lines
    ]
    booked = dict(zip([entry.key for entry in entries], ledger.post(entries), strict=True))
    Invoice.objects.bulk_create(
        _invoice(invoice_id, number, draft, occasion, booked)
        for invoice_id, number, draft in zip(ids, numbers, drafts, strict=True)
    )
    made = {draft.wanted.contract_id: pk for pk, draft in zip(ids, drafts, strict=True)}
    settle((pk, made[draft.wanted.contract_id]) for draft in drafts for pk in draft.instalment_ids)
    RunBill.objects.filter(contract_id__in=list(made), is_open=True).update(is_open=False)
    _record(ids, numbers, drafts)
    announce_all(list(issued(ids)))
    return made


def _lines(ids: Sequence[int], drafts: Sequence[Draft]) -> Iterator[InvoiceLine]:
    for invoice_id, draft in zip(ids, drafts, strict=True):
        for line in draft.bill.rated.lines:
            yield InvoiceLine(
                invoice_id=invoice_id,
                position=line.position,
                kind=line.kind.value,
                text=line.label,
                period=line.period,
                quantity=line.quantity,
                unit=line.unit,
                unit_price=line.unit_price,
                price_unit=line.price_unit,
                net=line.net,
                vat_rate=line.vat_percent,
            )


def _vat(ids: Sequence[int], drafts: Sequence[Draft]) -> Iterator[InvoiceVat]:
    for invoice_id, draft in zip(ids, drafts, strict=True):
        for group in draft.bill.rated.vat:
            yield InvoiceVat(
                invoice_id=invoice_id, rate=group.percent, net=group.net, vat=group.vat
            )


def entry_key(invoice_id: int) -> str:
    """Under which key a bill is booked."""
    return f"invoice:{invoice_id}"


def _entry(
    invoice_id: int, number: str, draft: Draft, lines: list[Line], occasion: Occasion
) -> Entry:
    return Entry(
        key=entry_key(invoice_id),
        kind=EntryKind.INVOICE,
        booked_on=occasion.issued_on,
        text=f"{KIND_LABELS[draft.wanted.kind]} {number}, {draft.wanted.period}",
        reference=number,
        lines=lines,
    )


def _invoice(
    invoice_id: int,
    number: str,
    draft: Draft,
    occasion: Occasion,
    booked: Mapping[str, int],
) -> Invoice:
    bill = draft.bill
    return Invoice(
        id=invoice_id,
        number=number,
        contract_id=draft.wanted.contract_id,
        contract_account_id=draft.account_id,
        kind=draft.wanted.kind.value,
        period=draft.wanted.period,
        issued_on=occasion.issued_on,
        due_on=draft.claim.due_on,
        net=bill.net,
        vat=bill.vat,
        gross=bill.gross,
        prepaid=bill.prepaid_gross,
        amount_due=bill.amount_due,
        hints=[hint.value for hint in draft.hints],
        facts=draft.facts,
        trace=draft.trace,
        trace_sha256=draft.digest,
        entry_id=booked.get(entry_key(invoice_id)),
        corrects_id=occasion.corrects_id,
        run_id=occasion.run_id,
        created_by=current_call().actor,
    )


def settle(pairs: Iterable[tuple[int, int]]) -> None:
    """Mark instalments as deducted by bills (step)."""
    known = list(pairs)
    if not known:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Instalment._meta.db_table} AS instalment "  # noqa: S608  a table's name
            "SET invoice_id = settled.invoice_id, state = %s "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS settled(id, invoice_id) "
            "WHERE instalment.id = settled.id",
            [InstalmentState.SETTLED.value, *map(list, zip(*known, strict=True))],
        )


def _record(ids: Sequence[int], numbers: Sequence[str], drafts: Sequence[Draft]) -> None:
    work.record_all(
        [
            work.Happening(
                business_partner_id=draft.business_partner_id,
                kind=TimelineKind.BILL,
                title=f"{KIND_LABELS[draft.wanted.kind]} {number}: {draft.bill.amount_due}",
                detail=str(draft.wanted.period),
                url=f"/rechnungen/{invoice_id}/",
                icon="file-invoice",
            )
            for invoice_id, number, draft in zip(ids, numbers, drafts, strict=True)
        ]
    )
