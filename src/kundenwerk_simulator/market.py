"""Grid operators and former suppliers: they answer registrations, endings and terminations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.switching import NoLeadTime, earliest_start
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.edifact import EdifactError, Envelope
from kundenwerk.mako.formats.interchange import Interchange, Message
from kundenwerk.mako.formats.utilmd import Answer, Head, Pid, Transaction
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk_simulator.postbox import Refused, Reply

# A MaLo-ID with these digits before its check digit takes no part in the market.
UNKNOWN_LOCATION_ENDING: Final = "99"
PREVIOUS_YEAR_KWH: Final = 3500
_THINKING_TIME: Final = timedelta(minutes=1)
_MELO_TAIL: Final = 20
_PLACE: Final = 5


@dataclass(frozen=True, slots=True)
class MarketRules:
    """What is refused beyond the lead times: a code for a MaLo-ID.

    ``refusals`` concern registrations, ``bindings`` terminations at the former supplier.
    """

    refusals: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    bindings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Market:
    """All grid operators and all other suppliers at once; who is meant stands in the letter."""

    def __init__(self, rules: MarketRules | None = None) -> None:
        self._rules = rules or MarketRules()
        self._seen: set[tuple[str, str]] = set()
        self._supplied: dict[str, tuple[str, date]] = {}

    def receive(self, name: str, content: bytes) -> list[Reply]:
        """Answer an interchange.

        Raises:
            Refused: not even the sender can be read.
        """
        try:
            received = interchange.read(content)
        except EdifactError as error:
            if error.envelope is None:
                raise Refused(f"{name}: {error.reason}") from error
            return [self._syntax_refusal(error.envelope, error)]
        key = (received.envelope.sender, received.envelope.reference)
        if key in self._seen:
            return []
        self._seen.add(key)
        return [
            reply for message in received.messages for reply in self._message(received, message)
        ]

    def _syntax_refusal(self, envelope: Envelope, error: EdifactError) -> Reply:
        head = _head(envelope, "CONTRL", envelope.reference)
        return _letter(head, envelope, contrl.refusal(head, error))

    def _message(self, received: Interchange, message: Message) -> Iterator[Reply]:
        if message.kind != "UTILMD":
            return
        envelope = received.envelope
        head = _head(envelope, "APERAK", f"{envelope.reference}/{message.reference}")
        opening = message.first("BGM")
        subject = aperak.Subject(
            interchange=envelope.reference,
            message=message.reference,
            document=opening.get(1) if opening else "",
            prepared_at=envelope.prepared_at,
        )
        try:
            transactions = utilmd.read(message)
        except Unprocessable as error:
            yield _letter(head, envelope, aperak.refusal(head, subject, error))
            return
        yield _letter(head, envelope, aperak.recognition(head, subject))
        for transaction in transactions:
            yield from self._transaction(envelope, transaction)

    def _transaction(self, envelope: Envelope, asked: Transaction) -> Iterator[Reply]:
        decide = {
            Pid.REGISTRATION.value: self._registration,
            Pid.DEREGISTRATION.value: self._deregistration,
            Pid.TERMINATION.value: self._termination,
        }.get(asked.pid)
        if decide is None:
            return
        head = _head(envelope, "UTILMD", f"{envelope.reference}/{asked.transaction}")
        answer = decide(envelope, asked, _reference("V", envelope, asked.transaction))
        yield _letter(head, envelope, utilmd_writer.answer(head, answer))

    def _registration(self, envelope: Envelope, asked: Transaction, own: str) -> Answer:
        code = self._objection(envelope, asked)
        if code or asked.start is None:
            return Answer(
                pid=Pid.REGISTRATION_REJECTED,
                transaction=own,
                answers=asked.transaction,
                reason=asked.reason,
                code=code or "A05",
                tree="E_0622",
            )
        self._supplied[asked.malo_id] = (envelope.sender, asked.start)
        return Answer(
            pid=Pid.REGISTRATION_CONFIRMED,
            transaction=own,
            answers=asked.transaction,
            reason=asked.reason,
            code="A51",
            tree="E_0623",
            day=asked.start,
            malo_id=asked.malo_id,
            melo_id=asked.melo_id or _melo(envelope.receiver, asked),
            metering_operator=envelope.receiver,
        )

    def _objection(self, envelope: Envelope, asked: Transaction) -> str:
        """The code of the first reason to refuse a registration; empty for none."""
        if asked.malo_id in self._rules.refusals:
            return self._rules.refusals[asked.malo_id]
        if asked.malo_id[8:10] == UNKNOWN_LOCATION_ENDING:
            return "A02"
        if asked.start is None or asked.start < _soonest(envelope, asked):
            return "A07"
        other = self._supplied.get(asked.malo_id)
        if other and other[0] != envelope.sender and other[1] == asked.start:
            return "A06"
        return ""

    def _deregistration(self, envelope: Envelope, asked: Transaction, own: str) -> Answer:
        late = asked.end is None or asked.end <= german_day(envelope.prepared_at)
        if not late:
            self._supplied.pop(asked.malo_id, None)
        return Answer(
            pid=Pid.DEREGISTRATION_REJECTED if late else Pid.DEREGISTRATION_CONFIRMED,
            transaction=own,
            answers=asked.transaction,
            reason=asked.reason,
            code="A02" if late else "A11",
            tree="E_0607",
            day=None if late else asked.end,
        )

    def _termination(self, _: Envelope, asked: Transaction, own: str) -> Answer:
        code = self._rules.bindings.get(asked.malo_id, "")
        return Answer(
            pid=Pid.TERMINATION_REJECTED if code else Pid.TERMINATION_CONFIRMED,
            transaction=own,
            answers=asked.transaction,
            reason=asked.reason,
            code=code or "A09",
            tree="E_0614",
            day=None if code else asked.end,
            previous_year_kwh=None if code else PREVIOUS_YEAR_KWH,
        )


def _soonest(envelope: Envelope, asked: Transaction) -> date:
    sent_on = german_day(envelope.prepared_at)
    try:
        return earliest_start(sent_on, Commodity.ELECTRICITY, asked.reason)
    except NoLeadTime:
        return sent_on


def _melo(grid_operator: str, asked: Transaction) -> str:
    """A believable MeLo-ID: the operator's number, the postcode, the MaLo-ID."""
    postcode = asked.customer.postcode if asked.customer else ""
    place = postcode if len(postcode) == _PLACE and postcode.isdigit() else "00000"
    return f"DE{grid_operator[4:10]}{place}{asked.malo_id:0>{_MELO_TAIL}}"


def _reference(prefix: str, envelope: Envelope, seed: str) -> str:
    digest = hashlib.sha256(f"{envelope.sender}/{envelope.receiver}/{seed}".encode())
    return prefix + digest.hexdigest()[:12].upper()


def _head(envelope: Envelope, kind: str, seed: str) -> Head:
    return Head(
        sender=envelope.receiver,
        receiver=envelope.sender,
        reference="1",
        document=_reference("D", envelope, f"{kind}/{seed}"),
        sent_at=envelope.prepared_at + _THINKING_TIME,
    )


def _letter(head: Head, envelope: Envelope, message: Message) -> Reply:
    back = Envelope(
        sender=head.sender,
        receiver=head.receiver,
        reference=_reference(message.kind[0], envelope, head.document),
        prepared_at=head.sent_at,
        is_test=envelope.is_test,
    )
    content = interchange.write(back, [message])
    return Reply(f"{message.kind}_{back.sender}_{back.reference}.edi", content)
