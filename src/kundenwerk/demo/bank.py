"""The bank of the demo supplier: keeps the account and writes its statements (camt.053)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from kundenwerk.demo.facts import IBAN
from kundenwerk.kernel.money import ZERO, Money, total

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
DEBITS: Final = "PMNT/IDDT/ESDD"
TRANSFER: Final = "PMNT/RCDT/ESCT"
RETURN: Final = "PMNT/IDDT/UPDD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One payment, seen from the account: negative when money leaves it.

    Args:
        charges: what the bank takes for a return, on top.
    """

    amount: Money
    name: str
    iban: str = ""
    text: str = ""
    end_to_end_id: str = ""
    mandate: str = ""
    return_reason: str = ""
    charges: Money = ZERO

    @property
    def booked(self) -> Money:
        """What it does to the balance."""
        return self.amount - self.charges


@dataclass(frozen=True, slots=True)
class Booking:
    """One line of the statement: a single payment, or a batch under a reference."""

    family: str
    movements: Sequence[Movement]
    batch: str = ""

    @property
    def booked(self) -> Money:
        """What it does to the balance."""
        return total(movement.booked for movement in self.movements)


class Bank:
    """The account from its first day; statements are numbered without gaps."""

    def __init__(self, opening: Money) -> None:
        self.balance = opening
        self._number = 0

    def statement(self, day: date, bookings: Sequence[Booking]) -> bytes:
        """The statement of a day; the next one begins with its closing balance."""
        self._number += 1
        root = etree.Element("Document", {"xmlns": NAMESPACE})
        body = etree.SubElement(root, "BkToCstmrStmt")
        name = f"KTO-{self._number:05}"
        _group(body, "GrpHdr", MsgId=name, CreDtTm=f"{day}T21:30:00+01:00")
        part = _group(
            body,
            "Stmt",
            Id=name,
            ElctrncSeqNb=str(self._number),
            CreDtTm=f"{day}T21:30:00+01:00",
        )
        account = etree.SubElement(part, "Acct")
        _group(account, "Id", IBAN=IBAN)
        etree.SubElement(account, "Ccy").text = "EUR"
        closing = self.balance + total(booking.booked for booking in bookings)
        _balance(part, "OPBD", self.balance, day)
        _balance(part, "CLBD", closing, day)
        for position, booking in enumerate(bookings, 1):
            _entry(part, booking, day, f"{day:%Y%m%d}{position:06}")
        self.balance = closing
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _balance(part: etree._Element, code: str, amount: Money, day: date) -> None:
    node = etree.SubElement(part, "Bal")
    _group(_group(node, "Tp"), "CdOrPrtry", Cd=code)
    _amount(node, amount)
    _group(node, "Dt", Dt=day.isoformat())


def _entry(part: etree._Element, booking: Booking, day: date, reference: str) -> None:
    node = etree.SubElement(part, "Ntry")
    _amount(node, booking.booked)
    _group(node, "Sts", Cd="BOOK")
    _group(node, "BookgDt", Dt=day.isoformat())
    _group(node, "ValDt", Dt=day.isoformat())
    etree.SubElement(node, "AcctSvcrRef").text = reference
    domain, group, detail = booking.family.split("/")
    code = _group(_group(node, "BkTxCd"), "Domn", Cd=domain)
    _group(code, "Fmly", Cd=group, SubFmlyCd=detail)
    details = etree.SubElement(node, "NtryDtls")
    if booking.batch:
        _group(details, "Btch", PmtInfId=booking.batch, NbOfTxs=str(len(booking.movements)))
    for movement in booking.movements:
        _movement(details, movement)


def _movement(details: etree._Element, movement: Movement) -> None:
    node = etree.SubElement(details, "TxDtls")
    names = {"EndToEndId": movement.end_to_end_id or "NOTPROVIDED"}
    if movement.mandate:
        names["MndtId"] = movement.mandate
    _group(node, "Refs", **names)
    _amount(node, movement.booked)
    if movement.return_reason:
        _amount(_group(_group(node, "AmtDtls"), "InstdAmt"), movement.amount, signed=False)
        _amount(_group(_group(node, "Chrgs"), "Rcrd"), -movement.charges)
    parties = etree.SubElement(node, "RltdPties")
    _group(_group(parties, "Dbtr"), "Pty", Nm=movement.name)
    if movement.iban:
        _group(_group(parties, "DbtrAcct"), "Id", IBAN=movement.iban)
    if movement.text:
        _group(node, "RmtInf", Ustrd=movement.text)
    if movement.return_reason:
        _group(_group(node, "RtrInf"), "Rsn", Cd=movement.return_reason)


def _amount(parent: etree._Element, amount: Money, *, signed: bool = True) -> None:
    node = etree.SubElement(parent, "Amt", Ccy="EUR")
    node.text = f"{abs(amount.euros):.2f}"
    if signed:
        etree.SubElement(parent, "CdtDbtInd").text = "DBIT" if amount < ZERO else "CRDT"


def _group(parent: etree._Element, tag: str, **texts: str) -> etree._Element:
    node = etree.SubElement(parent, tag)
    for name, text in texts.items():
        etree.SubElement(node, name).text = text
    return node
