"""How a bill becomes bookings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kundenwerk.billing.rules.bill import Bill, Cause, NotBillable, Prepaid
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.ledger.rules import Line, Use

REVENUE: Final = {
    Commodity.ELECTRICITY: Use.REVENUE_ELECTRICITY,
    Commodity.GAS: Use.REVENUE_GAS,
}
VAT: Final = {Decimal(19): Use.VAT_19, Decimal(7): Use.VAT_7}


@dataclass(frozen=True, slots=True)
class Claim:
    """On whose account a bill is booked, and until when it is to be paid."""

    debtor_id: int
    commodity: Commodity
    due_on: date


def invoice_lines(bill: Bill, claim: Claim) -> list[Line]:
    """The booking of a bill: claim against revenue and tax, instalments taken out of custody.

    Nothing at all for a bill of zero.

    Raises:
        NotBillable: the chart has no account for a tax rate.

    Source: § 14 Abs. 5 S. 2 UStG; SKR03 (Erlöse, Umsatzsteuer, erhaltene Anzahlungen).
    """
    lines = [
        Line(bill.amount_due, debtor_id=claim.debtor_id, due_on=claim.due_on),
        Line(bill.bonus - bill.net, use=REVENUE[claim.commodity], text="Energielieferung"),
        Line(-bill.bonus, use=Use.BONUS, text="Bonus"),
    ]
    lines += [_tax(group.percent, -group.vat, "Umsatzsteuer") for group in bill.rated.vat]
    for part in bill.prepaid:
        lines.extend(_taken_out(part))
    return _without_zero(lines)


def instalment_lines(part: Prepaid, debtor_id: int, due_on: date) -> list[Line]:
    """The booking of a demanded instalment.

    Raises:
        NotBillable: the chart has no account for the tax rate.

    Source: § 13 Abs. 1 Nr. 1 Buchst. a S. 4 UStG; SKR03 1710 erhaltene Anzahlungen.
    """
    lines = [
        Line(part.net + part.vat, debtor_id=debtor_id, due_on=due_on),
        Line(-part.net, use=Use.INSTALMENTS_RECEIVED, text="Abschlag"),
        _tax(part.vat_percent, -part.vat, "Umsatzsteuer auf den Abschlag"),
    ]
    return _without_zero(lines)


def _taken_out(part: Prepaid) -> list[Line]:
    return [
        Line(part.net, use=Use.INSTALMENTS_RECEIVED, text="Abschläge abgerechnet"),
        _tax(part.vat_percent, part.vat, "Umsatzsteuer auf Abschläge"),
    ]


def _tax(percent: Decimal, amount: Money, text: str) -> Line:
    use = VAT.get(percent)
    if use is None:
        reason = f"Für {format_decimal(percent.normalize())} % Umsatzsteuer fehlt ein Konto."
        raise NotBillable(Cause.NO_ACCOUNT, reason)
    return Line(amount, use=use, tax_code=str(int(percent)), text=text)


def _without_zero(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.amount]
