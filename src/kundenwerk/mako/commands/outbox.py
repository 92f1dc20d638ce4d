"""What leaves the house: written once, sent until the partner has it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from kundenwerk.mako.commands.telling import fail, open_task
from kundenwerk.mako.formats import interchange
from kundenwerk.mako.formats.edifact import Envelope
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.models import Interchange, MarketMessage, Process
from kundenwerk.mako.rules.process import (
    LIFE_CYCLE,
    Direction,
    InterchangeState,
    MessageState,
    ProcessAction,
    ProcessState,
)
from kundenwerk.platform.commands import command, current_call, require_transaction


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way into an interchange, with the process it belongs to."""

    message: Message
    document: str
    pid: int | None = None
    transaction: str = ""
    process: Process | None = None


def head_for(*, sender: str, receiver: str, at: datetime, purpose: str) -> Head:
    """Head of a message to write now; ``purpose`` makes its numbers differ within a call (step)."""
    return Head(
        sender=sender,
        receiver=receiver,
        reference="1",
        document=number("D", purpose),
        sent_at=at,
    )


def number(prefix: str, purpose: str) -> str:
    """A number the market never saw from us: 56 bits of the running call and the purpose."""
    seed = f"{current_call().key}/{prefix}/{purpose}".encode()
    return prefix + hashlib.sha256(seed).hexdigest()[:13].upper()


def enqueue(outgoing: Iterable[Outgoing], *, head: Head, purpose: str) -> Interchange:
    """Put messages to one partner into one interchange and queue it (step).

    Raises:
        Unwritable: a text has no form in ISO 8859-1.
    """
    require_transaction()
    parts = [
        replace(one, message=replace(one.message, reference=str(position)))
        for position, one in enumerate(outgoing, 1)
    ]
    envelope = Envelope(head.sender, head.receiver, number("K", purpose), head.sent_at)
    content = interchange.write(envelope, [part.message for part in parts])
    stored = Interchange.objects.create(
        direction=Direction.OUT.value,
        sender=head.sender,
        receiver=head.receiver,
        reference=envelope.reference,
        name=interchange.file_name(parts[0].message.kind, envelope),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=InterchangeState.PENDING.value,
        at=head.sent_at,
    )
    MarketMessage.objects.bulk_create(
        _row(stored, position, part) for position, part in enumerate(parts, 1)
    )
    return stored


def enqueue_by_participant(written: Iterable[tuple[Head, Outgoing]], *, purpose: str = "") -> None:
    """Queue messages with one interchange for each partner (step)."""
    by_route: dict[tuple[str, str], list[tuple[Head, Outgoing]]] = defaultdict(list)
    for head, one in written:
        by_route[head.sender, head.receiver].append((head, one))
    for (sender, receiver), letters in by_route.items():
        topic = f"{purpose}{receiver}"
        at = letters[0][0].sent_at
        head = head_for(sender=sender, receiver=receiver, at=at, purpose=topic)
        enqueue([one for _, one in letters], head=head, purpose=topic)


def _row(stored: Interchange, position: int, part: Outgoing) -> MarketMessage:
    return MarketMessage(
        interchange=stored,
        position=position,
        reference=part.message.reference,
        document=part.document,
        kind=part.message.kind,
        release=part.message.release,
        pid=part.pid,
        transaction=part.transaction,
        process=part.process,
        state=MessageState.WRITTEN.value,
    )


@command
def begin_sending(*, interchange_id: int) -> int:
    """Note an attempt before the bytes leave, so that an early answer finds its process sent.

    Returns 1 when there is something to send, 0 when it has been settled meanwhile.
    """
    stored = Interchange.objects.select_for_update().get(pk=interchange_id)
    if stored.state != InterchangeState.PENDING:
        return 0
    stored.attempts += 1
    stored.save(update_fields=["attempts"])
    waiting = Process.objects.select_for_update().filter(
        messages__interchange=stored, state__in=LIFE_CYCLE.sources(ProcessAction.SEND)
    )
    processes = list(waiting.order_by("id"))
    for process in processes:
        process.state = LIFE_CYCLE.after(ProcessState(process.state), ProcessAction.SEND).value
    Process.objects.bulk_update(processes, ["state"])
    return 1


@command
def end_sending(*, interchange_id: int, error: str, is_final: bool, at: datetime) -> str:
    """Note how an attempt ended; without ``error`` the partner has the interchange.

    A final error fails the processes inside and tells the clerks.
    """
    stored = Interchange.objects.select_for_update().get(pk=interchange_id)
    if stored.state == InterchangeState.PENDING:
        stored.error = error[:500]
        if not error:
            stored.state = InterchangeState.SENT.value
        elif is_final:
            stored.state = InterchangeState.REFUSED.value
            _give_up(stored, at)
        stored.save(update_fields=["state", "error"])
    return stored.state


def _give_up(stored: Interchange, at: datetime) -> None:
    for process in _inside(stored):
        fail(process, "VERSAND", stored.error, at=at)
    open_task(
        key=f"mako:interchange:{stored.pk}:refused",
        title=f"{stored.name} wurde nicht angenommen",
        detail=stored.error,
        at=at,
    )


def _inside(stored: Interchange) -> list[Process]:
    processes = Process.objects.select_for_update().filter(messages__interchange=stored)
    return list(processes.order_by("id"))


@command
def alarm_overdue(*, at: datetime) -> int:
    """Open a task for every process whose answer should have come; returns how many."""
    late = Process.objects.select_for_update(of=("self",)).filter(
        state=ProcessState.SENT.value, due_at__lt=at, is_alarmed=False
    )
    processes = list(late.select_related("contract", "market_participant").order_by("id"))
    for process in processes:
        open_task(
            key=f"mako:process:{process.pk}:overdue",
            title=f"{process.get_kind_display()} ohne Antwort: Vertrag {process.contract.number}",
            detail=f"{process.market_participant} hat die Frist versäumt ({process.transaction}).",
            business_partner_id=process.contract.business_partner_id,
            url=f"/vertraege/{process.contract_id}/",
            at=at,
        )
    Process.objects.filter(pk__in=[process.pk for process in processes]).update(is_alarmed=True)
    return len(processes)
