"""Sends what waits."""

from __future__ import annotations

import hashlib
import logging
import uuid

from django.conf import settings

from kundenwerk.correspondence import commands, gateways, queries
from kundenwerk.correspondence.models import Dispatch
from kundenwerk.correspondence.rules import LINK_MARK, UnusableAddress, checked_address
from kundenwerk.platform import clock, files
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import periodic

log = logging.getLogger(__name__)


@periodic("* * * * *", queue="mail")
def send_waiting_mail(timestamp: int = 0) -> int:  # noqa: ARG001
    """Send every waiting mail; returns how many went out.

    A mail whose sending was interrupted goes out again under the same message id.
    """
    sent = 0
    for dispatch in queries.waiting("EMAIL")[:500]:
        try:
            sent += _send(dispatch)
        except gateways.MailServerAway as fault:
            log.warning("mail server is away: %s", fault)
            break
        except gateways.NoMailServer:
            log.info("mail waits: no mail server is configured")
            break
    return sent


def _send(dispatch: Dispatch) -> int:
    call = Call("job:mail", uuid.uuid4())
    try:
        gateways.send(_mail(dispatch))
    except (gateways.MailRefused, queries.NotToBeSent, UnusableAddress) as refusal:
        commands.mark_failed(call, dispatch_id=dispatch.pk, problem=str(refusal))
        return 0
    commands.mark_sent(call, dispatch_id=dispatch.pk, at=clock.now())
    return 1


def _mail(dispatch: Dispatch) -> gateways.Mail:
    identity = hashlib.sha256(dispatch.key.encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    source = queries.address_source(dispatch.key)
    return gateways.Mail(
        message_id=f"<{identity}@{domain}>",
        sender=settings.DEFAULT_FROM_EMAIL,
        recipient=checked_address(source(dispatch.key)) if source else dispatch.recipient,
        subject=dispatch.subject,
        body=dispatch.body.replace(LINK_MARK, dispatch.secret or ""),
        sent_at=clock.now(),
        attachments=_attachments(dispatch),
        unsubscribe=(dispatch.secret or "") if source else "",
    )


def _attachments(dispatch: Dispatch) -> tuple[gateways.Attachment, ...]:
    stored = [one.file for one in (dispatch.document, dispatch.enclosure) if one]
    return tuple(
        gateways.Attachment(file.name, file.media_type, files.read(file)) for file in stored
    )
