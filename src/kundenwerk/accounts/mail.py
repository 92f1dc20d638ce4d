"""Mails about access leave through the queue: the page neither waits for nor depends on a server.

The text holds codes and links, so it is sealed until the moment it is sent.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from kundenwerk.accounts import jobs
from kundenwerk.platform import crypto
from kundenwerk.platform.jobs import defer


class Outbox(BaseEmailBackend):
    """Django's way to send mail, here a job for each mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put every mail into the queue."""
        with transaction.atomic():
            for message in email_messages:
                for recipient in message.to:
                    defer(jobs.send_access_mail, sealed=_seal(message, recipient))
        return len(email_messages)


def _seal(message: EmailMessage, recipient: str) -> str:
    mail = {
        "message_id": f"<{uuid.uuid4()}@kundenwerk>",
        "sender": message.from_email,
        "recipient": recipient,
        "subject": str(message.subject),
        "body": str(message.body),
    }
    sealed = crypto.encrypt(json.dumps(mail), context=jobs.CONTEXT)
    return base64.b64encode(sealed).decode()
