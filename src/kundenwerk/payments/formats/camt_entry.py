"""One booking of a bank statement with its single payments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.payments.formats.xml_stream import Node

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,5})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_REFERENCE = frozenset({"NOTPROVIDED", "NONREF", "NOTAVAILABLE"})
_OTHER_SIDE = {True: "Dbtr", False: "Cdtr"}


class Fault(Exception):
    """An entry that cannot be booked; German reason and line in the file."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Detail:
    """One payment inside a booking.

    ``amount`` is its share of the booking; for a returned debit ``original`` is the amount once
    collected and ``charges`` what the bank adds.
    """

    amount: Money
    end_to_end_id: str = ""
    mandate_reference: str = ""
    bank_reference: str = ""
    counterparty_name: str = ""
    counterparty_iban: str = ""
    remittance: str = ""
    return_reason: str = ""
    original: Money = ZERO
    charges: Money = ZERO


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking; ``amount`` is never negative, the sign is ``is_credit``."""

    line: int
    amount: Money
    face: str
    currency: str
    is_credit: bool
    is_reversal: bool
    is_booked: bool
    booked_on: date
    value_on: date | None
    reference: str
    code: str
    details: tuple[Detail, ...]
    is_batch: bool
    batch_reference: str = ""

    @property
    def signed(self) -> Money:
        """What the booking does to the account."""
        return self.amount if self.is_credit else -self.amount

    @property
    def is_return(self) -> bool:
        """Whether a payment of ours came back."""
        return any(detail.return_reason for detail in self.details)


def entry(node: Node, account_currency: str) -> Entry:
    """Read a ``Ntry`` element.

    Raises:
        Fault: amount, sign or booking day is missing or cannot be.
    """
    value, currency = amount(node)
    currency = currency or account_currency or "EUR"
    booked_on = day(node, "BookgDt/Dt", "BookgDt/DtTm")
    if booked_on is None:
        raise Fault("Eine Buchung hat kein Buchungsdatum.", node.line)
    is_credit = sign(node) > 0
    money = cents(value, node.line) if currency == "EUR" else ZERO
    details, is_batch, batch_reference = _details(node, money, is_credit=is_credit)
    return Entry(
        line=node.line,
        amount=money,
        face=f"{value:f}",
        currency=currency,
        is_credit=is_credit,
        is_reversal=node.value("RvslInd") in {"true", "1"},
        is_booked=node.value("Sts/Cd", "Sts") in {"BOOK", ""},
        booked_on=booked_on,
        value_on=day(node, "ValDt/Dt", "ValDt/DtTm"),
        reference=node.value("AcctSvcrRef", "NtryRef"),
        code=_code(node),
        details=details,
        is_batch=is_batch,
        batch_reference=batch_reference,
    )


def amount(node: Node, *, allow_zero: bool = False) -> tuple[Decimal, str]:
    """The ``Amt`` of an element and its currency.

    Raises:
        Fault: it is no plain positive decimal number.
    """
    found = node.find("Amt")
    text = found.text.strip() if found is not None else ""
    if found is None or not _AMOUNT.fullmatch(text):
        raise Fault(f"Der Betrag „{text[:30]}“ ist keine Zahl der Form 1234.56.", node.line)
    value = Decimal(text)
    if not value and not allow_zero:
        raise Fault("Eine Buchung lautet auf 0,00.", node.line)
    return value, found.attributes.get("Ccy", "")


def cents(value: Decimal, line: int) -> Money:
    """Whole cents of a euro value.

    Raises:
        Fault: the value has parts of a cent.
    """
    scaled = value.scaleb(2)
    if scaled != scaled.to_integral_value():
        raise Fault(f"Der Betrag {value} hat mehr als zwei Nachkommastellen.", line)
    return Money(int(scaled))


def sign(node: Node) -> int:
    """1 for credit, -1 for debit.

    Raises:
        Fault: the indicator is missing or unknown.
    """
    match node.value("CdtDbtInd"):
        case "CRDT":
            return 1
        case "DBIT":
            return -1
        case _:
            raise Fault("Das Kennzeichen Soll/Haben fehlt.", node.line)


def day(node: Node, *paths: str) -> date | None:
    """The day at the first path that has one.

    Raises:
        Fault: the text there is no date.
    """
    text = node.value(*paths)[:10]
    if not text:
        return None
    fault = Fault(f"„{text}“ ist kein Datum.", node.line)
    if not _DAY.fullmatch(text):
        raise fault
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fault from None


def _code(node: Node) -> str:
    domain = [node.value(f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return "/".join(domain) if all(domain) else node.value("BkTxCd/Prtry/Cd")


def _details(node: Node, whole: Money, *, is_credit: bool) -> tuple[tuple[Detail, ...], bool, str]:
    groups = node.all("NtryDtls")
    transactions = [tx for group in groups for tx in group.all("TxDtls")]
    batch = next((found for group in groups if (found := group.find("Btch"))), None)
    alone = len(transactions) == 1
    details = tuple(_detail(tx, whole, alone=alone, is_credit=is_credit) for tx in transactions)
    count = batch.value("NbOfTxs") if batch is not None else ""
    is_batch = len(transactions) > 1 or count not in {"", "0", "1"}
    reference = batch.value("PmtInfId", "MsgId") if batch is not None else ""
    if not reference and transactions:
        reference = transactions[0].value("Refs/PmtInfId")
    return details, is_batch, reference


def _detail(tx: Node, whole: Money, *, alone: bool, is_credit: bool) -> Detail:
    share = _money(tx, "", "AmtDtls/TxAmt")
    charges = _charges(tx)
    reason = tx.value("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
    if alone:
        share = whole
    elif share is None:
        raise Fault("Eine Zahlung einer Sammelbuchung hat keinen Betrag.", tx.line)
    original = _money(tx, "AmtDtls/InstdAmt") or share - charges
    party = _OTHER_SIDE[is_credit != bool(reason)]
    return Detail(
        amount=share,
        end_to_end_id=_reference(tx, "Refs/EndToEndId"),
        mandate_reference=_reference(tx, "Refs/MndtId"),
        bank_reference=_reference(tx, "Refs/AcctSvcrRef"),
        counterparty_name=_name(tx, party),
        counterparty_iban=tx.value(f"RltdPties/{party}Acct/Id/IBAN").replace(" ", "").upper(),
        remittance=" ".join(_remittance(tx))[:2_000],
        return_reason=reason,
        original=original,
        charges=charges,
    )


def _money(tx: Node, *paths: str) -> Money | None:
    for path in paths:
        holder = tx.find(path) if path else tx
        if holder is None or holder.find("Amt") is None:
            continue
        value, currency = amount(holder, allow_zero=True)
        if currency in {"EUR", ""}:
            return cents(value, holder.line)
    return None


def _charges(tx: Node) -> Money:
    holders = tx.all("Chrgs")
    records = [record for holder in holders for record in holder.all("Rcrd")] or holders
    return total(found for record in records if (found := _money(record, "")) is not None)


def _reference(tx: Node, path: str) -> str:
    text = tx.value(path)
    return "" if text.upper() in _NO_REFERENCE else text[:70]


def _name(tx: Node, party: str) -> str:
    return tx.value(f"RltdPties/{party}/Pty/Nm", f"RltdPties/{party}/Nm")[:140]


def _remittance(tx: Node) -> Iterator[str]:
    info = tx.find("RmtInf")
    for child in info.children if info is not None else ():
        text = child.text if child.tag == "Ustrd" else child.value("CdtrRefInf/Ref")
        if text.strip():
            yield text.strip()
