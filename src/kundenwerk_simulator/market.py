"""Grid and metering operators and former suppliers, who answer and report readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from kundenwerk.kernel.calendar import german_day
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.switching import NoLeadTime, earliest_start
from kundenwerk.mako.formats import aperak, contrl, interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.edifact import EdifactError, Envelope
from kundenwerk.mako.formats.interchange import Interchange, Message
from kundenwerk.mako.formats.utilmd import Answer, Customer, Head, Transaction
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.formats.vocabulary import Pid
from kundenwerk_simulator import metering
from kundenwerk_simulator.metering import Place
from kundenwerk_simulator.postbox import Refused, Reply

# A MaLo-ID with these digits before its check digit takes no part in the market.
UNKNOWN_LOCATION_ENDING: Final = "99"
_THINKING_TIME: Final = timedelta(minutes=1)
# Whom the former supplier knows; a real one has the name in his books.
_LEAVING: Final = Customer(
    "Muster", is_person=True, street="Musterweg 1", town="Musterstadt", postcode="12345"
)


@dataclass(frozen=True, slots=True)
class Codes:
    """How a commodity answers: single codes, and the lists they come from."""

    consent: str
    consents: str
    unknown: str
    late: str
    other_first: str
    impossible: str
    refusals: str
    release: str
    releases: str
    bindings: str
    previous_year_kwh: int


CODES: Final = {
    Commodity.ELECTRICITY: Codes(
        consent="A51",
        consents="E_0623",
        unknown="A02",
        late="A07",
        other_first="A06",
        impossible="A05",
        refusals="E_0622",
        release="A09",
        releases="E_0614",
        bindings="E_0614",
        previous_year_kwh=3_500,
    ),
    Commodity.GAS: Codes(
        consent="E15",
        consents="G_0012",
        unknown="A16",
        late="E17",
        other_first="ZC5",
        impossible="Z09",
        refusals="G_0011",
        release="E15",
        releases="G_0006",
        bindings="G_0005",
        previous_year_kwh=18_000,
    ),
}


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
        self._places: dict[str, Place] = {}
        self._rounds = metering.Rounds()

    def receive(self, name: str, content: bytes) -> list[Reply]:
        """Answer an interchange, or read meters when a letter says so or they are due.

        Raises:
            Refused: not even the sender can be read.
        """
        if name.startswith(metering.ERRAND):
            return list(metering.readings(self._places, metering.read_errand(name, content)))
        if name.startswith(metering.CALENDAR):
            return list(self._rounds.due(self._places, metering.read_errand(name, content)))
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
            *self._receipt(received.envelope),
            *(reply for message in received.messages for reply in self._message(received, message)),
        ]

    def _receipt(self, envelope: Envelope) -> Iterator[Reply]:
        if contrl.wants_receipt(envelope):
            head = _head(envelope, "CONTRL", envelope.reference)
            yield _letter(head, envelope, contrl.receipt(head, envelope))

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
        # Gas hears of faults only; that a message arrived is told by CONTRL.
        if utilmd.commodity_of(message) is Commodity.ELECTRICITY:
            yield _letter(head, envelope, aperak.recognition(head, subject))
        for transaction in transactions:
            yield from self._transaction(envelope, transaction)

    def _transaction(self, envelope: Envelope, asked: Transaction) -> Iterator[Reply]:
        decide = {
            Pid.REGISTRATION: self._registration,
            Pid.DEREGISTRATION: self._deregistration,
            Pid.TERMINATION: self._termination,
        }.get(asked.use_case or Pid.REGISTRATION_CONFIRMED)
        if decide is None:
            return
        head = _head(envelope, "UTILMD", f"{envelope.reference}/{asked.transaction}")
        blank = Answer(
            pid=Pid.REGISTRATION_REJECTED,
            transaction=_reference("V", envelope, asked.transaction),
            answers=asked.transaction,
            reason=asked.reason,
            code="",
            tree="",
            malo_id=asked.malo_id,
            commodity=asked.commodity,
        )
        yield _letter(head, envelope, utilmd_writer.answer(head, decide(envelope, asked, blank)))

    def _registration(self, envelope: Envelope, asked: Transaction, blank: Answer) -> Answer:
        codes = CODES[asked.commodity]
        objection = self._objection(envelope, asked)
        if objection or asked.start is None:
            _, taken = self._supplied.get(asked.malo_id, ("", asked.start))
            return replace(
                blank,
                code=objection or codes.impossible,
                tree=codes.refusals,
                day=taken if asked.commodity is Commodity.GAS else None,
            )
        self._supplied[asked.malo_id] = (envelope.sender, asked.start)
        place = metering.place_of(envelope, asked, asked.start)
        self._places[asked.malo_id] = place
        return replace(
            blank,
            pid=Pid.REGISTRATION_CONFIRMED,
            code=codes.consent,
            tree=codes.consents,
            day=asked.start,
            melo_id=place.melo_id,
            metering_operator=place.operator,
            meter_number=place.meter_number,
            previous_year_kwh=codes.previous_year_kwh,
            balancing_group=asked.balancing_group,
            customer_group=asked.customer_group,
            customer=asked.customer,
        )

    def _objection(self, envelope: Envelope, asked: Transaction) -> str:
        """The code of the first reason to refuse a registration; empty for none."""
        codes = CODES[asked.commodity]
        if asked.malo_id in self._rules.refusals:
            return self._rules.refusals[asked.malo_id]
        if asked.malo_id[8:10] == UNKNOWN_LOCATION_ENDING:
            return codes.unknown
        if asked.start is None or asked.start < _soonest(envelope, asked):
            return codes.late
        other = self._supplied.get(asked.malo_id)
        if other and other[0] != envelope.sender and other[1] == asked.start:
            return codes.other_first
        return ""

    def _deregistration(self, envelope: Envelope, asked: Transaction, blank: Answer) -> Answer:
        late = asked.end is None or asked.end <= german_day(envelope.prepared_at)
        if not late:
            self._supplied.pop(asked.malo_id, None)
            self._places.pop(asked.malo_id, None)
        return replace(
            blank,
            pid=Pid.DEREGISTRATION_REJECTED if late else Pid.DEREGISTRATION_CONFIRMED,
            code="A02" if late else "A11",
            tree="E_0607",
            day=None if late else asked.end,
        )

    def _termination(self, _: Envelope, asked: Transaction, blank: Answer) -> Answer:
        codes = CODES[asked.commodity]
        binding = self._rules.bindings.get(asked.malo_id, "")
        if binding:
            day = asked.end if asked.commodity is Commodity.GAS else None
            return replace(
                blank, pid=Pid.TERMINATION_REJECTED, code=binding, tree=codes.bindings, day=day
            )
        return replace(
            blank,
            pid=Pid.TERMINATION_CONFIRMED,
            code=codes.release,
            tree=codes.releases,
            day=asked.end,
            previous_year_kwh=codes.previous_year_kwh,
            customer=_LEAVING,
        )


def _soonest(envelope: Envelope, asked: Transaction) -> date:
    sent_on = german_day(envelope.prepared_at)
    try:
        return earliest_start(sent_on, asked.commodity, asked.reason)
    except NoLeadTime:
        return sent_on


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
    return Reply(interchange.file_name(message.kind, back), content)
