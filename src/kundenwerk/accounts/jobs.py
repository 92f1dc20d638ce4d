"""Sends mails about access."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path

from django.conf import settings

from kundenwerk.correspondence import gateways
from kundenwerk.platform import clock, crypto
from kundenwerk.platform.jobs import job

log = logging.getLogger(__name__)

CONTEXT = "accounts.mail"


@job(queue="mail", retries=8)
def send_access_mail(*, sealed: str) -> None:
    """Open one mail and hand it to the mail server; a demonstration keeps it in a folder.

    Raises:
        ConnectionError: the server is away; the queue tries again.
    """
    text = json.loads(crypto.decrypt(base64.b64decode(sealed), context=CONTEXT))
    mail = gateways.Mail(**text, sent_at=clock.now())
    try:
        gateways.send(mail)
    except gateways.NoMailServer:
        _keep(mail)
    except gateways.MailServerAway as fault:
        raise ConnectionError(str(fault)) from fault
    except gateways.MailRefused as refusal:
        log.warning("a mail about access was refused: %s", refusal)


def _keep(mail: gateways.Mail) -> None:
    if not settings.DEMO:
        log.error("a mail about access was not sent: KUNDENWERK_SMTP_URL is missing")
        return
    folder = Path(settings.HOME) / "mail"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{mail.sent_at:%Y%m%d-%H%M%S}-{mail.message_id.strip('<>').partition('@')[0]}.txt"
    path = folder / name
    path.write_text(f"An: {mail.recipient}\nBetreff: {mail.subject}\n\n{mail.body}", "utf-8")
    log.info("a mail of the demonstration lies in %s", path)
