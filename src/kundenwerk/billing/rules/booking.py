"""How a bill becomes bookings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from kundenwerk.billing.rules.basis import Prepaid
from kundenwerk.billing.rules.bill import Bill, Cause, NotBillable
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.numbers import format_decimal
from kundenwerk.ledger.rules import Line, Use

REVENUE: Final = {
    Commodity.ELECTRICITY: Use.REVENUE_ELECTRICITY,
    Commodity.GAS: Use.REVENUE_GAS,
}
VAT: Final = {1900: Use.VAT_19, 700: Use.VAT_7}


@dataclass(frozen=True, slots=True)
class Claim:
    """On whose account a bill is booked, and until when it is to be paid."""

    debtor_id: int
    commodity: Commodity
    due_on: date


class Amount(NamedTuple):
    """An amount of one rate with its tax, in cents; the rate in hundredths of a percent."""

    rate: int
    net: int
    vat: int


class Side(NamedTuple):
    """One side of the booking of a bill, in cents; without use it is the customer's claim."""

    cents: int
    use: Use | None = None
    tax_code: str = ""
    text: str = ""


def invoice_sides(
    taxes: Sequence[Amount], prepaid: Sequence[Amount], bonus: int, commodity: Commodity
) -> list[Side]:
    """The booking of a bill: claim against revenue and tax, instalments taken out of custody.

    Nothing at all for a bill of zero.

    Args:
        taxes: what is charged, by rate.
        prepaid: what is deducted, by rate.
        bonus: net sum of bonuses and credits in cents, negative.
        commodity: whose revenue it is.

    Raises:
        NotBillable: the chart has no account for a tax rate.

    Source: § 14 Abs. 5 S. 2 UStG; SKR03 (Erlöse, Umsatzsteuer, erhaltene Anzahlungen).
    """
    charged = sum(part.net for part in taxes)
    due = charged + sum(part.vat for part in taxes) - sum(part.net + part.vat for part in prepaid)
    sides = [
        Side(due),
        Side(bonus - charged, REVENUE[commodity], "", "Energielieferung"),
        Side(-bonus, Use.BONUS, "", "Bonus"),
    ]
    sides += [_tax(part.rate, -part.vat, "Umsatzsteuer") for part in taxes]
    for part in prepaid:
        sides.append(Side(part.net, Use.INSTALMENTS_RECEIVED, "", "Abschläge abgerechnet"))
        sides.append(_tax(part.rate, part.vat, "Umsatzsteuer auf Abschläge"))
    return [side for side in sides if side.cents]


def invoice_lines(bill: Bill, claim: Claim) -> list[Line]:
    """The booking of one bill as the ledger takes it.

    Raises:
        NotBillable: the chart has no account for a tax rate.
    """
    taxes = [Amount(_rate(tax.percent), tax.net.cents, tax.vat.cents) for tax in bill.rated.vat]
    prepaid = [Amount(_rate(p.vat_percent), p.net.cents, p.vat.cents) for p in bill.prepaid]
    sides = invoice_sides(taxes, prepaid, bill.bonus.cents, claim.commodity)
    return [_line(side, claim.debtor_id, claim.due_on) for side in sides]


def _rate(percent: Decimal) -> int:
    return int(percent * 100)


def _line(side: Side, debtor_id: int, due_on: date) -> Line:
    if side.use is None:
        return Line(Money(side.cents), debtor_id=debtor_id, due_on=due_on)
    return Line(Money(side.cents), use=side.use, tax_code=side.tax_code, text=side.text)


def instalment_lines(part: Prepaid, debtor_id: int, due_on: date) -> list[Line]:
    """The booking of a demanded instalment.

    Raises:
        NotBillable: the chart has no account for the tax rate.

    Source: § 13 Abs. 1 Nr. 1 Buchst. a S. 4 UStG; SKR03 1710 erhaltene Anzahlungen.
    """
    sides = [
        Side((part.net + part.vat).cents),
        Side(-part.net.cents, Use.INSTALMENTS_RECEIVED, "", "Abschlag"),
        _tax(_rate(part.vat_percent), -part.vat.cents, "Umsatzsteuer auf den Abschlag"),
    ]
    return [_line(side, debtor_id, due_on) for side in sides if side.cents]


def _tax(rate: int, cents: int, text: str) -> Side:
    use = VAT.get(rate)
    if use is None:
        percent = format_decimal(Decimal(rate).scaleb(-2).normalize())
        raise NotBillable(Cause.NO_ACCOUNT, f"Für {percent} % Umsatzsteuer fehlt ein Konto.")
    return Side(cents, use, str(rate // 100), text)
