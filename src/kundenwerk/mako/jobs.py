"""The exchange with the market: every minute, and at once when something was written."""

from __future__ import annotations

import contextlib
import hashlib
import logging

from kundenwerk.mako import commands, gateways, queries
from kundenwerk.mako.models import Interchange
from kundenwerk.mako.rules.channels import COMMON
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call, KeyReused
from kundenwerk.platform.jobs import job, periodic
from kundenwerk.platform.mailbox import (
    Item,
    Mailbox,
    MailboxError,
    MailboxRefused,
    MailboxUnreachable,
)

log = logging.getLogger(__name__)


@job(lock="mako.exchange")
def exchange() -> None:
    """Send what waits, then pick up what has come, on every way.

    A participant who is away costs nothing but time: his interchanges keep waiting, the others
    go on.
    """
    for way in gateways.ways(queries.channels()):
        with contextlib.suppress(MailboxError):
            send_waiting(way.mailbox, way.route)
        with contextlib.suppress(MailboxError):
            pick_up(way.mailbox, way.route)


@periodic("* * * * *")
def every_minute(timestamp: int) -> None:
    """Exchange interchanges and look for answers that are overdue."""
    exchange()
    commands.alarm_overdue(Call.of_job("mako.alarm", timestamp), at=clock.now())


def send_waiting(mailbox: Mailbox, route: str = COMMON) -> int:
    """Send every interchange that waits for a way, the oldest first; returns how many went.

    Raises:
        MailboxUnreachable: nobody answers; the rest keeps waiting.
    """
    return sum(send_one(mailbox, interchange_id) for interchange_id in queries.to_send(route))


def send_one(mailbox: Mailbox, interchange_id: int) -> bool:
    """Send one interchange under its name, which lets the partner see a repetition.

    Raises:
        MailboxUnreachable: nobody answers; it keeps waiting.
    """
    stored = Interchange.objects.get(pk=interchange_id)
    attempt = Call.of_job("mako.send", interchange_id, stored.attempts)
    if not commands.begin_sending(attempt.derive("begin"), interchange_id=interchange_id):
        return False
    try:
        mailbox.send(stored.name, bytes(stored.content))
    except MailboxRefused as refusal:
        log.warning("market partner refused an interchange", extra={"id": interchange_id})
        _note(attempt, interchange_id, refusal.reason, is_final=True)
        return False
    except MailboxUnreachable as absence:
        _note(attempt, interchange_id, absence.reason)
        raise
    _note(attempt, interchange_id)
    return True


def _note(attempt: Call, interchange_id: int, error: str = "", *, is_final: bool = False) -> None:
    # Another worker may have made the same attempt at the same moment; one note is enough.
    with contextlib.suppress(KeyReused):
        commands.end_sending(
            attempt.derive("end"),
            interchange_id=interchange_id,
            error=error,
            is_final=is_final,
            at=clock.now(),
        )


def pick_up(mailbox: Mailbox, route: str = COMMON) -> int:
    """Take in every waiting interchange; returns how many there were.

    Raises:
        MailboxUnreachable: nobody answers.
        MailboxRefused: the mailbox lets us not in.
    """
    items = mailbox.fetch()
    for item in items:
        if refusal := take_in(item, route):
            mailbox.reject(item.id, refusal)
        else:
            mailbox.acknowledge(item.id)
    return len(items)


def take_in(item: Item, route: str = COMMON) -> str:
    """Take in one interchange; returns why it was refused, empty if it was not.

    The same bytes again are no news.
    """
    if item.problem:
        call = Call.of_job("mako.unreadable", f"{route}/{item.id}/{clock.today()}")
        commands.report_unreadable_file(call, name=item.name, reason=item.problem, at=clock.now())
        return item.problem
    digest = hashlib.sha256(item.content).hexdigest()
    known = queries.refusal_of(digest)
    if known is not None:
        return known
    # Another worker may take in the same bytes at the same moment, a moment apart.
    with contextlib.suppress(KeyReused):
        commands.receive_interchange(
            Call.of_job("mako.receive", digest),
            name=item.name,
            content=item.content,
            at=clock.now(),
            route=route,
        )
    return queries.refusal_of(digest) or ""
