"""Bank statements camt.053, .052 and .054, versions 02 to 08, read tolerantly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.money import ZERO, Money, total
from kundenwerk.payments.formats import camt_entry
from kundenwerk.payments.formats.archive import MOST_BYTES, unpack
from kundenwerk.payments.formats.camt_entry import Entry, Fault
from kundenwerk.payments.formats.errors import UnreadableStatement
from kundenwerk.payments.formats.xml_stream import Node, Reader

_WANTED = frozenset({"Ntry", "Bal", "Acct", "Id", "MsgId", "ElctrncSeqNb", "FrToDt"})
_STATEMENTS = frozenset({"Stmt", "Rpt", "Ntfctn"})
_DOCUMENT = re.compile(r"camt\.(05[234])\.001\.(\d\d)$")
_BY_ROOT = {"BkToCstmrStmt": "053", "BkToCstmrAcctRpt": "052", "BkToCstmrDbtCdtNtfctn": "054"}


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance of a statement: OPBD, CLBD, PRCD or ITBD."""

    code: str
    amount: Money
    currency: str
    day: date | None


@dataclass(slots=True)
class Statement:
    """The bookings of one account over one period."""

    kind: str
    identifier: str = ""
    iban: str = ""
    currency: str = ""
    sequence_number: int | None = None
    from_day: date | None = None
    to_day: date | None = None
    balances: list[Balance] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def balance(self, *codes: str) -> Balance | None:
        """The first balance with one of the codes, in their order."""
        return next((b for code in codes for b in self.balances if b.code == code), None)

    @property
    def opening(self) -> Money | None:
        """Booked balance before the first entry."""
        found = self.balance("OPBD", "PRCD")
        return found.amount if found else None

    @property
    def closing(self) -> Money | None:
        """Booked balance after the last entry."""
        found = self.balance("CLBD")
        return found.amount if found else None

    @property
    def last_day(self) -> date | None:
        """The end of the period, or the day of the closing balance where no period is named."""
        found = self.balance("CLBD")
        return self.to_day or (found.day if found else None)

    @property
    def difference(self) -> Money:
        """Closing balance less what opening and booked entries give; zero when it fits."""
        if self.opening is None or self.closing is None:
            return ZERO
        booked = total(e.signed for e in self.entries if e.is_booked and e.currency == "EUR")
        return self.closing - self.opening - booked


@dataclass(frozen=True, slots=True)
class StatementFile:
    """One XML file of the bank."""

    name: str
    message_id: str
    kind: str
    version: str
    statements: tuple[Statement, ...]


def read_all(data: bytes) -> list[StatementFile]:
    """Every statement file in what the bank delivered, be it XML or ZIP.

    Raises:
        UnreadableStatement: any of them cannot be read; then none counts.
    """
    return [read(content, name) for name, content in unpack(data)]


def read(data: bytes, name: str = "") -> StatementFile:
    """One XML file.

    Raises:
        UnreadableStatement: it is no camt file, not well-formed, too large, or an entry has no
            amount, no day or a sign that cannot be; line and byte say where.

    Source: ISO 20022 camt.053.001.02–08; DFÜ-Abkommen Anlage 3, Kapitel 7.
    """
    _refuse_other_formats(data)
    collector = _Collector()
    try:
        collector.reader.read(data)
    except Fault as fault:
        raise collector.reader.fail(fault.reason, fault.line) from fault
    if not collector.kind or not collector.statements:
        raise UnreadableStatement("Die Datei enthält keinen Kontoauszug im Format camt.")
    return StatementFile(
        name, collector.message_id, collector.kind, collector.version, tuple(collector.statements)
    )


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise UnreadableStatement("Die Datei ist größer als 200 MB.")
    start = data[:200].lstrip(b"\xef\xbb\xbf\r\n \t")
    if not start:
        raise UnreadableStatement("Die Datei ist leer.")
    if start.startswith((b":20:", b"{1:", b":940:")):
        raise UnreadableStatement(
            "Das ist eine MT940-Datei; benötigt wird der Kontoauszug als camt.053."
        )


class _Collector:
    """Puts the pieces of the stream together."""

    def __init__(self) -> None:
        self.reader = Reader(_WANTED, self._opened)
        self.reader.on_node = self._take
        self.statements: list[Statement] = []
        self.message_id = ""
        self.kind = ""
        self.version = ""
        self._takers: dict[str, Callable[[Node, Statement], None]] = {
            "Ntry": self._take_entry,
            "Bal": self._take_balance,
            "Acct": self._take_account,
            "Id": self._take_identifier,
            "ElctrncSeqNb": self._take_number,
            "FrToDt": self._take_period,
            "MsgId": self._ignore,
        }

    def _opened(self, tag: str) -> None:
        if tag in _BY_ROOT:
            found = _DOCUMENT.search(self.reader.namespace)
            self.kind = found[1] if found else _BY_ROOT[tag]
            self.version = found[2] if found else ""
        elif tag in _STATEMENTS:
            self.statements.append(Statement(self.kind))

    def _take(self, node: Node) -> None:
        if not self.statements:
            if node.tag == "MsgId":
                self.message_id = node.text.strip()
            return
        self._takers[node.tag](node, self.statements[-1])

    def _ignore(self, node: Node, statement: Statement) -> None:
        """Inside a statement this element says nothing we keep."""

    def _take_entry(self, node: Node, statement: Statement) -> None:
        statement.entries.append(camt_entry.entry(node, statement.currency))

    def _take_balance(self, node: Node, statement: Statement) -> None:
        amount, currency = camt_entry.amount(node, allow_zero=True)
        if currency != "EUR":
            return
        cents = camt_entry.cents(amount, node.line)
        sign = camt_entry.sign(node)
        day = camt_entry.day(node, "Dt/Dt", "Dt/DtTm")
        code = node.value("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry")
        statement.balances.append(Balance(code, cents * sign, currency, day))

    def _take_account(self, node: Node, statement: Statement) -> None:
        statement.iban = node.value("Id/IBAN").replace(" ", "").upper()
        statement.currency = node.value("Ccy")

    def _take_identifier(self, node: Node, statement: Statement) -> None:
        statement.identifier = statement.identifier or node.text.strip()

    def _take_number(self, node: Node, statement: Statement) -> None:
        text = node.text.strip()
        if text.isascii() and text.isdigit() and len(text) <= 18:
            statement.sequence_number = int(Decimal(text))

    def _take_period(self, node: Node, statement: Statement) -> None:
        statement.from_day = camt_entry.day(node, "FrDtTm", "FrDt")
        statement.to_day = camt_entry.day(node, "ToDtTm", "ToDt")
