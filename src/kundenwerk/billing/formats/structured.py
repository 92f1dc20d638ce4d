"""A stored bill as a structured invoice after EN 16931."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.billing.formats.einvoice import (
    CreditTransfer,
    DirectDebit,
    EInvoice,
    InvoiceType,
    Line,
    Party,
    Unit,
    VatGroup,
)
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk.kernel.period import Period

DAYS_OF_A_PRICE_YEAR = Decimal(365)


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A position as it stands in the database."""

    kind: str
    text: str
    period: Period
    quantity: Decimal
    unit_price: Decimal
    net: Money
    vat_rate: Decimal


@dataclass(frozen=True, slots=True)
class StoredBill:
    """A bill as it stands in the database.

    Args:
        facts: the texts kept with the bill.
        preceding: number and day of the bill this one cancels or replaces.
    """

    number: str
    issued_on: date
    due_on: date
    period: Period
    prepaid: Money
    lines: Sequence[StoredLine]
    vat_groups: Sequence[VatGroup]
    facts: dict[str, Any]
    is_reversal: bool
    preceding: tuple[str, date] | None


def einvoice(bill: StoredBill, seller: Party, payment: DirectDebit | CreditTransfer) -> EInvoice:
    """The structured form of a bill.

    Source: EN 16931-1; BT-3 code 384 for a reversal; units after UN/ECE Recommendation 20.
    """
    facts = bill.facts
    place = facts["supply"]
    to = facts["recipient"]
    return EInvoice(
        number=bill.number,
        issued_on=bill.issued_on,
        due_on=bill.due_on,
        seller=seller,
        buyer=Party(
            name=to["name"],
            street=to["street"],
            postcode=to["postcode"],
            town=to["town"],
            country=to["country"],
            identifier=to["number"],
        ),
        lines=[_line(line) for line in bill.lines],
        vat_groups=bill.vat_groups,
        payment=payment,
        period=bill.period,
        prepaid=bill.prepaid,
        kind=InvoiceType.CORRECTED if bill.is_reversal else InvoiceType.INVOICE,
        buyer_reference=facts["account_number"],
        contract_number=facts["contract"]["number"],
        delivery=Party(
            name=to["name"],
            street=place["street"],
            postcode=place["postcode"],
            town=place["town"],
            identifier=place["malo_id"],
        ),
        preceding=bill.preceding,
    )


def _line(line: StoredLine) -> Line:
    if line.kind == "BONUS":
        return _bonus(line)
    is_base = line.kind == "BASE"
    return Line(
        name=line.text,
        quantity=line.quantity,
        unit=Unit.DAY if is_base else Unit.KWH,
        unit_price=line.unit_price if is_base else line.unit_price / 100,
        price_per=DAYS_OF_A_PRICE_YEAR if is_base else Decimal(1),
        net=line.net,
        vat_rate=line.vat_rate,
        period=line.period,
    )


def _bonus(line: StoredLine) -> Line:
    """A price is never negative, so a rebate is counted backwards (BR-27)."""
    return Line(
        name=line.text,
        quantity=Decimal(-1 if line.net < ZERO else 1),
        unit=Unit.PIECE,
        unit_price=abs(line.net.euros),
        net=line.net,
        vat_rate=line.vat_rate,
        period=line.period,
    )
