"""Writes bank statements camt.053.001.08 the way a German bank does.

Source: ISO 20022 camt.053.001.08; DK Anlage 3 (Belegung camt).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from lxml import etree

from kundenwerk.kernel.money import ZERO, Money, total

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment inside a booking; a return names its reason and what the bank charges."""

    amount: Money
    end_to_end_id: str
    mandate_reference: str
    name: str
    iban: str
    remittance: str
    return_reason: str = ""
    charges: Money = ZERO


@dataclass(frozen=True, slots=True)
class Booking:
    """One entry; ``family`` is the ISO transaction code ``PMNT/IDDT/ESDD``."""

    reference: str
    is_credit: bool
    family: str
    payments: tuple[Payment, ...]
    batch: str = ""

    @property
    def amount(self) -> Money:
        """The amount on the account."""
        return total(payment.amount + payment.charges for payment in self.payments)

    @property
    def signed(self) -> Money:
        """What the entry does to the balance."""
        return self.amount if self.is_credit else -self.amount


@dataclass(frozen=True, slots=True)
class Statement:
    """One day of one account."""

    iban: str
    number: int
    day: date
    opening: Money
    bookings: Sequence[Booking]

    @property
    def closing(self) -> Money:
        """The balance after the last entry."""
        return self.opening + total(booking.signed for booking in self.bookings)


def write(statement: Statement) -> bytes:
    """The statement as XML."""
    root = etree.Element("Document", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    body = etree.SubElement(root, "BkToCstmrStmt")
    head = etree.SubElement(body, "GrpHdr")
    name = f"STMT-{statement.iban[-6:]}-{statement.number:05}"
    _text(head, "MsgId", name)
    _text(head, "CreDtTm", f"{statement.day}T20:00:00+01:00")
    part = etree.SubElement(body, "Stmt")
    _text(part, "Id", name)
    _text(part, "ElctrncSeqNb", str(statement.number))
    _text(part, "CreDtTm", f"{statement.day}T20:00:00+01:00")
    account = etree.SubElement(part, "Acct")
    _text(_path(account, "Id"), "IBAN", statement.iban)
    _text(account, "Ccy", "EUR")
    _balance(part, "OPBD", statement.opening, statement.day)
    _balance(part, "CLBD", statement.closing, statement.day)
    for booking in statement.bookings:
        _entry(part, booking, statement.day)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _balance(parent: etree._Element, code: str, amount: Money, day: date) -> None:
    node = etree.SubElement(parent, "Bal")
    _text(_path(node, "Tp", "CdOrPrtry"), "Cd", code)
    _amount(node, amount)
    _text(node, "CdtDbtInd", "DBIT" if amount < ZERO else "CRDT")
    _text(_path(node, "Dt"), "Dt", str(day))


def _entry(parent: etree._Element, booking: Booking, day: date) -> None:
    node = etree.SubElement(parent, "Ntry")
    _amount(node, booking.amount)
    _text(node, "CdtDbtInd", "CRDT" if booking.is_credit else "DBIT")
    _text(_path(node, "Sts"), "Cd", "BOOK")
    _text(_path(node, "BookgDt"), "Dt", str(day))
    _text(_path(node, "ValDt"), "Dt", str(day))
    _text(node, "AcctSvcrRef", booking.reference)
    _code(node, booking.family)
    details = etree.SubElement(node, "NtryDtls")
    if booking.batch:
        batch = etree.SubElement(details, "Btch")
        _text(batch, "PmtInfId", booking.batch)
        _text(batch, "NbOfTxs", str(len(booking.payments)))
    for payment in booking.payments:
        _payment(details, payment, is_credit=booking.is_credit)


def _code(parent: etree._Element, family: str) -> None:
    domain, group, detail = family.split("/")
    node = _path(parent, "BkTxCd", "Domn")
    _text(node, "Cd", domain)
    node = etree.SubElement(node, "Fmly")
    _text(node, "Cd", group)
    _text(node, "SubFmlyCd", detail)


def _payment(parent: etree._Element, payment: Payment, *, is_credit: bool) -> None:
    node = etree.SubElement(parent, "TxDtls")
    references = etree.SubElement(node, "Refs")
    _text(references, "EndToEndId", payment.end_to_end_id or "NOTPROVIDED")
    if payment.mandate_reference:
        _text(references, "MndtId", payment.mandate_reference)
    _amount(node, payment.amount + payment.charges)
    _text(node, "CdtDbtInd", "CRDT" if is_credit else "DBIT")
    if payment.return_reason:
        _amount(_path(node, "AmtDtls", "InstdAmt"), payment.amount)
        record = _path(node, "Chrgs", "Rcrd")
        _amount(record, payment.charges)
        _text(record, "CdtDbtInd", "DBIT")
    parties = etree.SubElement(node, "RltdPties")
    _text(_path(parties, "Dbtr", "Pty"), "Nm", payment.name)
    if payment.iban:
        _text(_path(parties, "DbtrAcct", "Id"), "IBAN", payment.iban)
    if payment.remittance:
        _text(_path(node, "RmtInf"), "Ustrd", payment.remittance)
    if payment.return_reason:
        _text(_path(node, "RtrInf", "Rsn"), "Cd", payment.return_reason)


def _amount(parent: etree._Element, amount: Money) -> None:
    node = etree.SubElement(parent, "Amt", Ccy="EUR")
    node.text = f"{abs(Decimal(amount.cents).scaleb(-2)):.2f}"


def _path(parent: etree._Element, *tags: str) -> etree._Element:
    for tag in tags:
        parent = etree.SubElement(parent, tag)
    return parent


def _text(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, tag).text = text
