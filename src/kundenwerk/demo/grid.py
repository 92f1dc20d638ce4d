"""The market around the demo town: reads our registrations and terminations and answers them.

It speaks through messages only, as a real one does; what it writes is read by the product like
any other market message.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from kundenwerk.demo import facts
from kundenwerk.mako import commands as mako
from kundenwerk.mako import queries
from kundenwerk.mako.commands.outbox import begin_sending, end_sending
from kundenwerk.mako.formats import interchange, utilmd, utilmd_writer
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Answer, Head, Transaction
from kundenwerk.mako.formats.vocabulary import Pid
from kundenwerk.mako.models import Interchange
from kundenwerk.platform.commands import Call

_ANSWERED_AFTER: Final = timedelta(hours=3)
_CONSENT: Final = ("A51", "E_0623")
_RELEASE: Final = ("A09", "E_0614")


def register(call: Call, contract_ids: Sequence[int], *, at: datetime) -> None:
    """Register supplies, hand the messages over, and take the consent of the market."""
    if not contract_ids:
        return
    mako.register_supplies(call.derive("ask"), contract_ids=list(contract_ids), at=at)
    for interchange_id in queries.to_send():
        mine = call.derive("interchange", interchange_id)
        begin_sending(mine.derive("begin"), interchange_id=interchange_id)
        end_sending(
            mine.derive("end"), interchange_id=interchange_id, error="", is_final=False, at=at
        )
        asked = bytes(Interchange.objects.get(pk=interchange_id).content)
        name, answer = consent(asked)
        mako.receive_interchange(
            mine.derive("answer"), name=name, content=answer, at=at + _ANSWERED_AFTER
        )


def consent(asked: bytes) -> tuple[str, bytes]:
    """Name and bytes of the interchange that agrees to everything asked in another one."""
    received = interchange.read(asked)
    envelope = received.envelope
    back = Envelope(
        sender=envelope.receiver,
        receiver=envelope.sender,
        reference=_number("A", envelope.reference),
        prepared_at=envelope.prepared_at + _ANSWERED_AFTER,
    )
    content = interchange.write(back, list(_answers(received.messages, back)))
    return interchange.file_name("UTILMD", back), content


def _answers(asked: Sequence[Message], back: Envelope) -> Iterator[Message]:
    transactions = [one for message in asked for one in utilmd.read(message)]
    for position, request in enumerate(transactions, 1):
        head = Head(
            sender=back.sender,
            receiver=back.receiver,
            reference=str(position),
            document=_number("D", request.transaction),
            sent_at=back.prepared_at,
        )
        yield utilmd_writer.answer(head, _answer(request))


def _answer(request: Transaction) -> Answer:
    is_registration = request.pid == Pid.REGISTRATION
    code, tree = _CONSENT if is_registration else _RELEASE
    return Answer(
        pid=Pid.REGISTRATION_CONFIRMED if is_registration else Pid.TERMINATION_CONFIRMED,
        transaction=_number("N", request.transaction),
        answers=request.transaction,
        reason=request.reason,
        code=code,
        tree=tree,
        day=request.start or request.end,
        malo_id=request.malo_id,
        melo_id=f"DE004711{facts.POSTCODE}{request.malo_id:0>20}",
        metering_operator=facts.METERING_OPERATOR,
    )


def _number(prefix: str, seed: str) -> str:
    return prefix + hashlib.sha256(seed.encode()).hexdigest()[:12].upper()
