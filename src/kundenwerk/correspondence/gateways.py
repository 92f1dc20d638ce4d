"""Hands mail to the mail server."""

from __future__ import annotations

import os
import smtplib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

_SECONDS = 15


class MailRefused(Exception):
    """The server will never take this mail; the message says why."""


class MailServerAway(Exception):
    """The server cannot be reached or asks to come back later."""


class NoMailServer(Exception):
    """The installation names no mail server."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; the same ``message_id`` marks a repetition for the receiver.

    Args:
        unsubscribe: of advertising, where one POST ends it (RFC 8058).
    """

    message_id: str
    sender: str
    recipient: str
    subject: str
    body: str
    sent_at: datetime
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str = ""


def send(mail: Mail, address: str | None = None) -> None:
    """Deliver to the server behind ``smtp://user:password@host:port`` or ``smtps://``.

    Raises:
        NoMailServer: no address is configured.
        MailServerAway: try again later.
        MailRefused: trying again will not help.
    """
    address = os.environ.get("KUNDENWERK_SMTP_URL", "") if address is None else address
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise NoMailServer("KUNDENWERK_SMTP_URL")
    message = _message(mail)
    try:
        with _connect(parts.scheme, parts.hostname, parts.port) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
        raise _meaning(refusal) from refusal
    except smtplib.SMTPNotSupportedError as refusal:
        raise MailRefused(str(refusal)) from refusal
    except (OSError, smtplib.SMTPException) as fault:
        raise MailServerAway(str(fault)) from fault


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS)
    server = smtplib.SMTP(host, port or 25, timeout=_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls()
        server.ehlo()
    return server


def _meaning(refusal: smtplib.SMTPException) -> Exception:
    codes = []
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in refusal.recipients.values()]
    elif isinstance(refusal, smtplib.SMTPResponseException):
        codes = [refusal.smtp_code]
    is_final = any(500 <= code < 600 for code in codes)
    return MailRefused(str(refusal)) if is_final else MailServerAway(str(refusal))


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = mail.sender
        message["To"] = mail.recipient
        message["Subject"] = mail.subject
        message["Message-ID"] = mail.message_id
        message["Date"] = format_datetime(mail.sent_at.astimezone(UTC))
        if mail.unsubscribe:
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(mail.body)
        for attachment in mail.attachments:
            maintype, _, subtype = attachment.media_type.partition("/")
            message.add_attachment(
                attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name
            )
    except (ValueError, IndexError) as fault:
        raise MailRefused("a header cannot carry this text") from fault
    return message
