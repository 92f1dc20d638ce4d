"""Kinds of documents, ways to deliver them, and where a delivery stands."""

from __future__ import annotations

import re
from enum import StrEnum

from kundenwerk.kernel.states import LifeCycle


class DocumentKind(StrEnum):
    """What a document is."""

    LETTER = "LETTER"
    QUOTE = "QUOTE"
    INVOICE = "INVOICE"
    CONFIRMATION = "CONFIRMATION"
    PRE_NOTIFICATION = "PRE_NOTIFICATION"
    TERMS = "TERMS"
    DUNNING = "DUNNING"


DOCUMENT_KIND_LABELS = {
    DocumentKind.LETTER: "Schreiben",
    DocumentKind.QUOTE: "Angebot",
    DocumentKind.INVOICE: "Rechnung",
    DocumentKind.CONFIRMATION: "Bestätigung",
    DocumentKind.PRE_NOTIFICATION: "Vorabankündigung",
    DocumentKind.TERMS: "Allgemeine Geschäftsbedingungen",
    DocumentKind.DUNNING: "Mahnung",
}


class Channel(StrEnum):
    """How something reaches the customer."""

    EMAIL = "EMAIL"
    LETTER = "LETTER"
    PORTAL = "PORTAL"


CHANNEL_LABELS = {
    Channel.EMAIL: "E-Mail",
    Channel.LETTER: "Brief",
    Channel.PORTAL: "Kundenportal",
}


class DispatchState(StrEnum):
    """Where a delivery stands."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"


DISPATCH_STATE_LABELS = {
    DispatchState.QUEUED: "wartet",
    DispatchState.SENT: "versendet",
    DispatchState.FAILED: "nicht zustellbar",
}


class DispatchAction(StrEnum):
    """What happens to a delivery."""

    SEND = "SEND"
    FAIL = "FAIL"
    RETRY = "RETRY"


LIFE_CYCLE = LifeCycle(
    {
        (DispatchState.QUEUED, DispatchAction.SEND): DispatchState.SENT,
        (DispatchState.QUEUED, DispatchAction.FAIL): DispatchState.FAILED,
        (DispatchState.FAILED, DispatchAction.RETRY): DispatchState.QUEUED,
    }
)

# Where a link that must not be kept readable stands in the text of a mail.
LINK_MARK = "[persönlicher Link]"

_ADDRESS = re.compile(r"[^@\s,;<>\"()\\]{1,64}@[^@\s,;<>\"()\\]{1,190}")


class UnusableAddress(ValueError):
    """No mail can go there."""


def checked_address(text: str) -> str:
    """A single plain mail address.

    Raises:
        UnusableAddress: it is empty, a list, has line breaks or is longer than 254 characters.

    Source: RFC 5321, 4.5.3.1.
    """
    address = text.strip(" ")
    domain = address.rpartition("@")[2]
    if len(address) > 254 or not _ADDRESS.fullmatch(address) or "." not in domain.strip("."):
        raise UnusableAddress(f"„{address[:60]}“ ist keine E-Mail-Adresse.")
    return address


def one_line(text: str, limit: int = 200) -> str:
    """A subject: no line breaks, not too long."""
    return " ".join(text.split())[:limit]
