"""The structured invoice: what EN 16931 wants to know about a bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kundenwerk.kernel.money import ZERO, Money, round_cents, total
from kundenwerk.kernel.period import Period


class Profile(StrEnum):
    """Which rules the document promises to follow (BT-24)."""

    EN16931 = "urn:cen.eu:en16931:2017"
    XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"


class InvoiceType(StrEnum):
    """UNTDID 1001 (BT-3)."""

    INVOICE = "380"
    CREDIT_NOTE = "381"
    CORRECTED = "384"


class Unit(StrEnum):
    """UN/ECE Recommendation 20 (BT-130)."""

    KWH = "KWH"
    DAY = "DAY"
    MONTH = "MON"
    YEAR = "ANN"
    PIECE = "C62"


@dataclass(frozen=True, slots=True)
class Party:
    """Seller or buyer; ``country`` as two letters."""

    name: str
    street: str
    postcode: str
    town: str
    country: str = "DE"
    identifier: str = ""
    vat_id: str = ""
    tax_number: str = ""
    register_number: str = ""
    legal_note: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DirectDebit:
    """The amount is collected (BG-19)."""

    mandate_reference: str
    creditor_id: str
    debtor_iban: str


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """The amount is to be paid to an account (BG-17)."""

    iban: str
    holder: str
    bic: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One position; ``unit_price`` in euro for ``price_per`` units, never negative.

    A rebate has a negative quantity.
    """

    name: str
    quantity: Decimal
    unit: Unit
    unit_price: Decimal
    net: Money
    vat_rate: Decimal
    price_per: Decimal = Decimal(1)
    description: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class VatGroup:
    """Net and tax of one rate (BG-23); ``rate`` in percent."""

    rate: Decimal
    net: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class EInvoice:
    """A bill with everything the structured form carries."""

    number: str
    issued_on: date
    due_on: date
    seller: Party
    buyer: Party
    lines: Sequence[Line]
    vat_groups: Sequence[VatGroup]
    payment: DirectDebit | CreditTransfer
    period: Period
    prepaid: Money = ZERO
    kind: InvoiceType = InvoiceType.INVOICE
    profile: Profile = Profile.EN16931
    buyer_reference: str = ""
    contract_number: str = ""
    delivery: Party | None = None
    preceding: tuple[str, date] | None = None
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def net(self) -> Money:
        """Sum of the lines (BT-106, BT-109)."""
        return total(line.net for line in self.lines)

    @property
    def vat(self) -> Money:
        """Sum of the taxes (BT-110)."""
        return total(group.vat for group in self.vat_groups)

    @property
    def gross(self) -> Money:
        """Amount with tax (BT-112)."""
        return self.net + self.vat

    @property
    def due(self) -> Money:
        """What remains after prepayments (BT-115); negative is a credit."""
        return self.gross - self.prepaid


def faults_of(invoice: EInvoice) -> list[str]:
    """Every rule of arithmetic or content the invoice breaks, by its id and in German.

    Source: EN 16931-1, BR-05, BR-16, BR-27, BR-CO-10 to BR-CO-18, BR-CO-25, BR-S-08, BR-S-09.
    """
    faults = ["BR-16: Die Rechnung hat keine Position."] if not invoice.lines else []
    for number, line in enumerate(invoice.lines, start=1):
        if line.unit_price < 0:
            faults.append(f"BR-27: Position {number} hat einen negativen Preis.")
        if line.net != round_cents(line.quantity * line.unit_price / line.price_per):
            faults.append(f"Position {number}: Menge mal Preis ergibt nicht {line.net}.")
    if not (invoice.seller.vat_id or invoice.seller.tax_number):
        faults.append("BR-CO-26: Die Steuernummer des Lieferanten fehlt.")
    return faults + _vat_faults(invoice)


def _vat_faults(invoice: EInvoice) -> list[str]:
    faults = []
    for group in invoice.vat_groups:
        lines = total(line.net for line in invoice.lines if line.vat_rate == group.rate)
        if lines != group.net:
            faults.append(f"BR-S-08: Netto zu {group.rate} % ist {lines}, nicht {group.net}.")
        if round_cents(group.net.euros * group.rate / 100) != group.vat:
            faults.append(f"BR-CO-17: Die Steuer zu {group.rate} % ist nicht {group.vat}.")
    rates = [group.rate for group in invoice.vat_groups]
    if len(set(rates)) != len(rates) or set(rates) != {line.vat_rate for line in invoice.lines}:
        faults.append("BR-CO-18: Die Steuersätze der Positionen und der Summen weichen ab.")
    return faults
