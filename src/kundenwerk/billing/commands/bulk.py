"""Write the bills of a chunk by COPY; the same rows that ``issuing`` writes one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.db import connection

from kundenwerk.billing.commands.issuing import Occasion, entry_key, settle
from kundenwerk.billing.events import issued
from kundenwerk.billing.models import RunBill
from kundenwerk.billing.rules.bill import NotBillable
from kundenwerk.billing.rules.booking import Side
from kundenwerk.billing.rules.bulk.ready import Ready
from kundenwerk.billing.rules.bulk.text import euros, fixed
from kundenwerk.billing.rules.vocabulary import KIND_LABELS
from kundenwerk.ledger import commands as ledger
from kundenwerk.ledger.rules import EntryKind
from kundenwerk.platform.commands import current_call, require_transaction
from kundenwerk.platform.copying import NULL, copy_in, json_text, reserve_ids, text
from kundenwerk.platform.events import announce_all
from kundenwerk.platform.number_ranges import take_block
from kundenwerk.work import commands as work
from kundenwerk.work.rules import EntryKind as TimelineKind

_LINE: Final = (
    "invoice_id", "position", "kind", "text", "period", "quantity", "unit", "unit_price",
    "price_unit", "net", "vat_rate",
)  # fmt: skip
_TAX: Final = ("invoice_id", "rate", "net", "vat")
_INVOICE: Final = (
    "id", "number", "contract_id", "contract_account_id", "kind", "state", "period", "issued_on",
    "due_on", "net", "vat", "gross", "prepaid", "amount_due", "hints", "facts", "trace",
    "trace_sha256", "entry_id", "reason", "run_id", "created_by",
)  # fmt: skip

Bookable = tuple[Ready, list[Side]]


def bookable(
    outcomes: Mapping[int, Ready | NotBillable],
) -> tuple[dict[int, Ready | NotBillable], list[Bookable]]:
    """Set aside the bills no account is known for; the others come with their booking."""
    kept: dict[int, Ready | NotBillable] = {}
    found = []
    for contract_id, outcome in outcomes.items():
        kept[contract_id] = outcome
        if isinstance(outcome, NotBillable):
            continue
        try:
            found.append((outcome, outcome.sides()))
        except NotBillable as refusal:
            kept[contract_id] = refusal
    return kept, found


def issue_all(bills: Sequence[Bookable], occasion: Occasion) -> dict[int, int]:
    """Issue and book bills; returns contract to invoice (step).

    Lines and taxes go first: the number range is locked from the moment numbers are taken
    until the commit, so only bookings and the bills themselves follow.

    Raises:
        MonthClosed: the issuing day lies in a closed month.
        AccountUnknown: an account is locked.
    """
    require_transaction()
    if not bills:
        return {}
    ready = [bill for bill, _ in bills]
    ids = reserve_ids("billing_invoice", len(bills))
    made = {bill.wanted.contract_id: pk for pk, bill in zip(ids, ready, strict=True)}
    copy_in("billing_invoiceline", _LINE, _lines(ids, ready))
    copy_in("billing_invoicevat", _TAX, _taxes(ids, ready))
    numbers = take_block("INVOICE", len(bills), year=occasion.issued_on.year)
    named = list(zip(ids, numbers, bills, strict=True))
    bookings = [_booking(pk, number, *bill) for pk, number, bill in named if bill[1]]
    entry_ids = ledger.post_anew(bookings, kind=EntryKind.INVOICE, booked_on=occasion.issued_on)
    booked = {one.key: pk for one, pk in zip(bookings, entry_ids, strict=True)}
    copy_in(
        "billing_invoice",
        _INVOICE,
        (_invoice(pk, number, bill, occasion, booked) for pk, number, (bill, _) in named),
    )
    _check_written(bills, ids)
    settle((pk, made[bill.wanted.contract_id]) for bill in ready for pk in bill.instalment_ids)
    RunBill.objects.filter(contract_id__among=list(made), is_open=True).update(is_open=False)
    work.record_all([_happening(pk, number, bill) for pk, number, (bill, _) in named])
    announce_all(list(issued(ids)))
    return made


class NotWhole(Exception):
    """The positions or taxes of a chunk are not all there with their bills."""


_WRITTEN: Final = """
    SELECT (SELECT count(*) FROM billing_invoiceline AS line
            JOIN billing_invoice AS bill ON bill.id = line.invoice_id
            WHERE line.invoice_id = ANY(%(ids)s)),
           (SELECT count(*) FROM billing_invoicevat AS tax
            JOIN billing_invoice AS bill ON bill.id = tax.invoice_id
            WHERE tax.invoice_id = ANY(%(ids)s))
"""


def _check_written(bills: Sequence[Bookable], ids: Sequence[int]) -> None:
    """Do for all rows of a chunk at once what a trigger would do for each (ADR 0020)."""
    asked = (sum(len(b.lines) for b, _ in bills), sum(len(b.taxes) for b, _ in bills))
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, {"ids": list(ids)})
        if cursor.fetchone() != asked:
            raise NotWhole(asked)


def _lines(ids: Sequence[int], bills: Sequence[Ready]) -> Iterator[str]:
    for pk, bill in zip(ids, bills, strict=True):
        for position, line in enumerate(bill.lines, start=1):
            yield (
                f"{pk}\t{position}\t{line.kind.value}\t{line.label}\t[{line.start},{line.end})"
                f"\t{line.quantity}\t{line.unit}\t{line.unit_price}\t{line.price_unit}"
                f"\t{line.net}\t{line.vat}"
            )


def _taxes(ids: Sequence[int], bills: Sequence[Ready]) -> Iterator[str]:
    for pk, bill in zip(ids, bills, strict=True):
        for part in bill.taxes:
            yield f"{pk}\t{fixed(part.rate, 2)}\t{part.net}\t{part.vat}"


def _booking(pk: int, number: str, bill: Ready, sides: Sequence[Side]) -> ledger.Booking:
    claim = sides[0].cents if sides[0].use is None else 0
    return ledger.Booking(
        key=entry_key(pk),
        text=f"{KIND_LABELS[bill.wanted.kind]} {number}, {bill.wanted.period}",
        reference=number,
        debtor_id=bill.debtor_id,
        claim=claim,
        due_on=bill.due_on,
        counterparts=[
            ledger.Counterpart(side.cents, side.use, side.tax_code, side.text)
            for side in sides
            if side.use is not None
        ],
    )


def _invoice(
    pk: int, number: str, bill: Ready, occasion: Occasion, booked: Mapping[str, int]
) -> str:
    wanted, gross = bill.wanted, bill.net + bill.vat
    hints = ",".join(hint.value for hint in bill.hints)
    return "\t".join(
        (
            f"{pk}\t{number}\t{wanted.contract_id}\t{bill.account_id}\t{wanted.kind.value}\tISSUED",
            f"[{wanted.period.start},{wanted.period.end})\t{occasion.issued_on}\t{bill.due_on}",
            f"{bill.net}\t{bill.vat}\t{gross}\t{bill.prepaid_gross}\t{bill.due}\t{{{hints}}}",
            json_text(bill.facts),
            json_text(bill.trace),
            f"{bill.digest}\t{booked.get(entry_key(pk), NULL)}\t",
            f"{occasion.run_id or NULL}\t{text(current_call().actor)}",
        )
    )


def _happening(pk: int, number: str, bill: Ready) -> work.Happening:
    return work.Happening(
        business_partner_id=bill.business_partner_id,
        kind=TimelineKind.BILL,
        title=f"{KIND_LABELS[bill.wanted.kind]} {number}: {euros(bill.due)}",
        detail=str(bill.wanted.period),
        url=f"/rechnungen/{pk}/",
        icon="file-invoice",
    )
