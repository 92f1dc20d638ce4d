"""The supplier's bank: collects direct debits, returns some, and reports on statements."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from lxml import etree

from kundenwerk.kernel.calendar import add_target_days
from kundenwerk.kernel.ids import InvalidIdentifier, validate_iban
from kundenwerk.kernel.money import ZERO, Money
from kundenwerk_simulator import statements
from kundenwerk_simulator.postbox import Refused, Reply
from kundenwerk_simulator.statements import Booking, Payment, Statement

COLLECTED: Final = "PMNT/IDDT/ESDD"
RETURNED: Final = "PMNT/IDDT/UPDD"
TRANSFER: Final = "PMNT/RCDT/ESCT"
RETURN_DAYS: Final = 2
_AMOUNT: Final = re.compile(r"([0-9]{1,12})\.([0-9]{2})")


@dataclass(frozen=True, slots=True)
class BankRules:
    """How the bank behaves.

    ``returns`` maps a debtor's IBAN to the reason its debits come back with; ``collective``
    books a batch as one entry; ``return_fee`` is charged for each return.
    """

    returns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    collective: bool = True
    return_fee: Money = ZERO


@dataclass(frozen=True, slots=True)
class _Batch:
    reference: str
    creditor_iban: str
    day: date
    payments: tuple[Payment, ...]


class Bank:
    """One bank for every account that appears."""

    def __init__(self, rules: BankRules | None = None) -> None:
        self._rules = rules or BankRules()
        self._messages: set[str] = set()
        self._balances: dict[str, Money] = defaultdict(lambda: ZERO)
        self._numbers: dict[str, int] = defaultdict(int)

    def receive(self, name: str, content: bytes) -> list[Reply]:
        """Take a pain.008 file, or (``.json``) a transfer somebody makes to the supplier.

        Raises:
            Refused: the file is unreadable or its message was taken before.
        """
        if name.endswith(".json"):
            return [self._transfer(content)]
        root = _parse(content)
        message = _find(root, "MsgId")
        if message in self._messages:
            raise Refused(f"Die Nachricht {message} liegt schon vor.")
        batches = [_batch(node) for node in _all(root, "PmtInf")]
        self._messages.add(message)
        return [reply for batch in batches for reply in self._collect(batch)]

    def _collect(self, batch: _Batch) -> Iterator[Reply]:
        yield self._statement(batch.creditor_iban, batch.day, self._credits(batch))
        returned = [self._return(payment) for payment in batch.payments]
        back = [booking for booking in returned if booking]
        if back:
            yield self._statement(
                batch.creditor_iban, add_target_days(batch.day, RETURN_DAYS), back
            )

    def _credits(self, batch: _Batch) -> list[Booking]:
        if self._rules.collective:
            return [_credit(batch.reference, COLLECTED, batch.payments, batch.reference)]
        return [
            _credit(f"{batch.reference}/{number}", COLLECTED, (payment,))
            for number, payment in enumerate(batch.payments, 1)
        ]

    def _return(self, payment: Payment) -> Booking | None:
        reason = self._rules.returns.get(payment.iban)
        if reason is None:
            return None
        back = Payment(
            amount=payment.amount,
            end_to_end_id=payment.end_to_end_id,
            mandate_reference=payment.mandate_reference,
            name=payment.name,
            iban=payment.iban,
            remittance=payment.remittance,
            return_reason=reason,
            charges=self._rules.return_fee,
        )
        reference = f"R-{payment.end_to_end_id}"[:35]
        return Booking(reference, is_credit=False, family=RETURNED, payments=(back,))

    def _transfer(self, content: bytes) -> Reply:
        try:
            told: dict[str, Any] = json.loads(content)
            payment = Payment(
                amount=Money(int(told["cents"])),
                end_to_end_id="",
                mandate_reference="",
                name=str(told["name"]),
                iban=validate_iban(told.get("iban") or "DE89370400440532013000"),
                remittance=str(told["remittance"]),
            )
            day, account = date.fromisoformat(told["day"]), validate_iban(told["account"])
        except (ValueError, KeyError, TypeError, AttributeError, InvalidIdentifier) as error:
            raise Refused(f"Die Überweisung ist unvollständig: {error}") from error
        return self._statement(account, day, [_credit("ZAHLUNG", TRANSFER, (payment,))])

    def _statement(self, iban: str, day: date, bookings: list[Booking]) -> Reply:
        self._numbers[iban] += 1
        statement = Statement(iban, self._numbers[iban], day, self._balances[iban], bookings)
        self._balances[iban] = statement.closing
        name = f"camt053_{iban[-10:]}_{statement.number:05}.xml"
        return Reply(name, statements.write(statement))


def _credit(reference: str, family: str, payments: tuple[Payment, ...], batch: str = "") -> Booking:
    return Booking(reference, is_credit=True, family=family, payments=payments, batch=batch)


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"Die Datei ist kein XML: {error.msg}") from error
    is_hostile = root.getroottree().docinfo.internalDTD is not None
    if is_hostile or not _all(root, "CstmrDrctDbtInitn"):
        raise Refused("Die Datei ist keine SEPA-Lastschriftdatei (pain.008).")
    return root


def _batch(node: etree._Element) -> _Batch:
    try:
        return _Batch(
            reference=_find(node, "PmtInfId"),
            creditor_iban=validate_iban(_find(node, "CdtrAcct", "Id", "IBAN")),
            day=date.fromisoformat(_find(node, "ReqdColltnDt")),
            payments=tuple(_payment(part) for part in _all(node, "DrctDbtTxInf")),
        )
    except (ValueError, InvalidIdentifier) as error:
        raise Refused(f"Eine Sammellastschrift ist unlesbar: {error}") from error


def _payment(node: etree._Element) -> Payment:
    amount = _AMOUNT.fullmatch(_find(node, "InstdAmt"))
    if amount is None:
        raise Refused("Ein Betrag ist unlesbar.")
    return Payment(
        amount=Money(int(amount[1]) * 100 + int(amount[2])),
        end_to_end_id=_find(node, "EndToEndId"),
        mandate_reference=_find(node, "MndtId"),
        name=_find(node, "Dbtr", "Nm"),
        iban=validate_iban(_find(node, "DbtrAcct", "Id", "IBAN")),
        remittance=_find(node, "Ustrd", missing=""),
    )


def _all(node: etree._Element, tag: str) -> list[etree._Element]:
    return list(node.iter(f"{{*}}{tag}"))


def _find(node: etree._Element, *tags: str, missing: str | None = None) -> str:
    found: etree._Element | None = node
    for index, tag in enumerate(tags):
        if found is None:
            break
        found = next(found.iter(f"{{*}}{tag}"), None) if index == 0 else found.find(f"{{*}}{tag}")
    if found is None or found.text is None:
        if missing is not None:
            return missing
        raise Refused(f"Die Angabe {'/'.join(tags)} fehlt.")
    return found.text.strip()
