"""What comes in: stored byte for byte, read, and assigned to our processes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from kundenwerk.mako import queries
from kundenwerk.mako.commands.assigning import Assignment
from kundenwerk.mako.commands.outbox import Outgoing, enqueue, head_for
from kundenwerk.mako.commands.telling import open_task
from kundenwerk.mako.commands.verdicts import Verdict
from kundenwerk.mako.formats import aperak, contrl, interchange
from kundenwerk.mako.formats.aperak import Subject
from kundenwerk.mako.formats.edifact import EdifactError, Envelope, SyntaxFault
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import Unprocessable
from kundenwerk.mako.models import Interchange, MarketMessage
from kundenwerk.mako.rules.channels import COMMON
from kundenwerk.mako.rules.process import Direction, InterchangeState, MessageState
from kundenwerk.platform.commands import command


@command
def receive_interchange(*, name: str, content: bytes, at: datetime, route: str = COMMON) -> int:
    """Take an interchange that came on a way; returns its row.

    What cannot be read is kept, refused with CONTRL or APERAK where the sender is known, and
    shown to the clerks. The same bytes again change nothing; other bytes under a reference
    that was used before are refused as a duplicate, and so is a sender for whom another way
    was agreed: the way proves who he is, the file only claims it.

    Source: BDEW CONTRL/APERAK AHB.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = Interchange.objects.filter(sha256=digest, direction=Direction.IN.value).first()
    if known:
        return known.pk
    try:
        received = interchange.read(content)
        _check_way(received.envelope, route)
        _check_route(received.envelope)
    except EdifactError as error:
        return _refuse(name, content, error, at)
    stored = _store(name, content, received.envelope, at, InterchangeState.READ)
    assignment = Assignment(received, at)
    verdicts = [
        (message, verdict)
        for message in received.messages
        for verdict in _read(assignment, received.envelope, message, at)
    ]
    assignment.finish()
    _keep(stored, verdicts, at)
    if contrl.wants_receipt(received.envelope):
        head = _reply_head(received.envelope, at, "receipt")
        _reply(contrl.receipt(head, received.envelope), head, "receipt")
    return stored.pk


@command
def report_unreadable_file(*, name: str, reason: str, at: datetime) -> str:
    """Tell the clerks of a file that could not even be stored."""
    open_task(
        key=f"mako:file:{hashlib.sha256(name.encode()).hexdigest()[:16]}:{at:%Y%m%d}",
        title=f"Eine Datei aus dem Markt lässt sich nicht übernehmen: {name[:80]}",
        detail=f"{reason} Sie liegt im Ordner „failed“ des Übertragungswegs.",
        at=at,
    )
    return name


def _check_way(envelope: Envelope, route: str) -> None:
    """Refuse, and answer nobody, when the sender stands for somebody else."""
    if queries.route_of(envelope.sender) != route:
        raise EdifactError(
            f"Die Datei nennt {envelope.sender} als Absender, kam aber nicht auf dessen Weg.", 0
        )


def _check_route(envelope: Envelope) -> None:
    """Refuse what is meant for others, and other bytes under a used reference."""
    if envelope.receiver not in queries.own_codes():
        raise EdifactError(
            "Die Datei ist nicht an uns gerichtet.",
            0,
            code=SyntaxFault.NOT_THE_RECEIVER,
            envelope=envelope,
        )
    used = Interchange.objects.filter(
        direction=Direction.IN.value, sender=envelope.sender, reference=envelope.reference
    )
    if used.exists():
        raise EdifactError(
            "Die Datenaustauschreferenz wurde schon für eine andere Datei verwendet.",
            0,
            code=SyntaxFault.DUPLICATE,
            envelope=envelope,
        )


def _refuse(name: str, content: bytes, error: EdifactError, at: datetime) -> int:
    # The reference may be used or unreadable; the hash names these bytes for certain.
    digest = hashlib.sha256(content).hexdigest()
    sender = error.envelope.sender if error.envelope else ""
    stored = Interchange.objects.create(
        direction=Direction.IN.value,
        sender=sender,
        receiver=error.envelope.receiver if error.envelope else "",
        reference=f"#{digest[:34]}",
        name=name[:120],
        content=content,
        sha256=digest,
        state=InterchangeState.REFUSED.value,
        at=at,
        error=str(error)[:500],
    )
    open_task(
        key=f"mako:interchange:{stored.pk}:unreadable",
        title=f"Marktnachricht von {sender or 'Unbekannt'} ist nicht lesbar",
        detail=f"{name}: {error}",
        at=at,
    )
    if error.envelope and error.envelope.receiver in queries.own_codes():
        head = _reply_head(error.envelope, at, "refusal")
        _reply(contrl.refusal(head, error), head, "refusal")
    return stored.pk


def _store(
    name: str, content: bytes, envelope: Envelope, at: datetime, state: InterchangeState
) -> Interchange:
    return Interchange.objects.create(
        direction=Direction.IN.value,
        sender=envelope.sender,
        receiver=envelope.receiver,
        reference=envelope.reference,
        name=name[:120],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=state.value,
        at=at,
    )


def _read(
    assignment: Assignment, envelope: Envelope, message: Message, at: datetime
) -> list[Verdict]:
    """Assign the transactions of a message; one that cannot be processed is answered."""
    try:
        return assignment.act(message)
    except Unprocessable as error:
        if message.kind not in {"APERAK", "CONTRL"}:
            _refuse_message(envelope, message, error, at)
        return [Verdict(MessageState.REFUSED, str(error), transaction=error.transaction)]


def _refuse_message(
    envelope: Envelope, message: Message, error: Unprocessable, at: datetime
) -> None:
    opening = message.first("BGM")
    subject = Subject(
        interchange=envelope.reference,
        message=message.reference,
        document=opening.get(1) if opening else "",
        prepared_at=envelope.prepared_at,
        transaction=error.transaction,
    )
    purpose = f"aperak/{message.reference}"
    head = _reply_head(envelope, at, purpose)
    _reply(aperak.refusal(head, subject, error), head, purpose)


def _keep(stored: Interchange, verdicts: Sequence[tuple[Message, Verdict]], at: datetime) -> None:
    rows = MarketMessage.objects.bulk_create(
        _row(stored, position, message, verdict)
        for position, (message, verdict) in enumerate(verdicts, 1)
    )
    for row in rows:
        if row.state == MessageState.UNMATCHED:
            open_task(
                key=f"mako:message:{row.pk}:unmatched",
                title=f"Marktnachricht klären: {row}",
                detail=f"{stored.sender}: {row.remark}",
                at=at,
            )


def _row(stored: Interchange, position: int, message: Message, verdict: Verdict) -> MarketMessage:
    opening = message.first("BGM")
    return MarketMessage(
        interchange=stored,
        position=position,
        reference=message.reference[:35],
        document=(opening.get(1) if opening else "")[:35],
        kind=message.kind,
        release=message.release,
        pid=verdict.pid,
        transaction=verdict.transaction,
        process=verdict.process,
        state=verdict.state.value,
        remark=verdict.remark[:500],
    )


def _reply_head(envelope: Envelope, at: datetime, purpose: str) -> Head:
    return head_for(sender=envelope.receiver, receiver=envelope.sender, at=at, purpose=purpose)


def _reply(message: Message, head: Head, purpose: str) -> None:
    enqueue([Outgoing(message, head.document)], head=head, purpose=purpose)
