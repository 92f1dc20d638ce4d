"""Hands files to the bank and fetches what it tells."""

from __future__ import annotations

import logging
import uuid

from django.conf import settings

from kundenwerk.payments import commands, gateways, queries
from kundenwerk.payments.formats.errors import UnreadableStatement
from kundenwerk.payments.rules import RunState
from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import job, periodic
from kundenwerk.platform.mailbox import Item, MailboxError

log = logging.getLogger(__name__)


@job(queue="bank")
def send_collection(*, run_id: int) -> None:
    """Hand one file to the bank; again under the same name is no second order."""
    run = queries.collection(run_id)
    if run.state != RunState.CREATED:
        return
    gateways.bank().send(f"{run.message_id}.xml", queries.collection_file(run_id))
    call = Call.of_job("send_collection", run_id)
    commands.mark_collection_sent(call, run_id=run_id, at=clock.now())


@job(queue="bank")
def match_payments(*, bank_file_id: int) -> None:
    """Assign the payments of an imported file as far as they are sure."""
    call = Call("job:match_payments", uuid.uuid4())
    commands.match_file(call, bank_file_id=bank_file_id, day=clock.today())


@periodic("*/5 * * * *", queue="bank")
def exchange_with_bank(timestamp: int = 0) -> int:  # noqa: ARG001
    """Fetch statements; returns how many files were taken in."""
    if not settings.BANK_MAILBOX:
        return 0
    try:
        return fetch_statements()
    except MailboxError as fault:
        log.warning("bank mailbox: %s", fault.reason)
        return 0


def fetch_statements() -> int:
    """Take in every statement the bank holds for us, now.

    Raises:
        MailboxError: the exchange did not happen.
    """
    mailbox = gateways.bank()
    taken = 0
    for item in mailbox.fetch():
        if _take(item):
            taken += 1
            mailbox.acknowledge(item.id)
    return taken


def _take(item: Item) -> bool:
    """Import and match one file; what is refused stays with the bank and is logged."""
    call = Call("job:import_statement", uuid.uuid4())
    try:
        file_id = commands.import_statement(call, content=item.content, name=item.name)
    except (UnreadableStatement, commands.UnknownHouseBank, commands.NotBooked) as refusal:
        log.warning("bank file %s refused: %s", item.name, refusal)
        return False
    match_payments(bank_file_id=file_id)
    return True
