"""Makes documents and hands them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kundenwerk.correspondence.formats.typesetting import Attachment, Order, typeset
from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.correspondence.queries import address_source
from kundenwerk.correspondence.rules import (
    LIFE_CYCLE,
    Channel,
    DispatchAction,
    DispatchState,
    DocumentKind,
    checked_address,
    one_line,
)
from kundenwerk.platform import files
from kundenwerk.platform.commands import command, require_transaction
from kundenwerk.platform.models import StoredFile

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Writing:
    """A document to be made.

    Args:
        number: with the kind the identity; a second writing of the same number changes nothing.
        data: what the template asks for; its fields are described at the top of the template.
        created_at: printed into the file, so that a repetition gives the same bytes.
        drawings: SVG texts by name, e.g. ``qr`` and ``logo``.
        structured: the same bill as EN 16931 XML, embedded as ``factur-x.xml``.
    """

    kind: DocumentKind
    number: str
    title: str
    template: str
    data: Mapping[str, Any]
    created_at: datetime
    business_partner_id: int | None = None
    drawings: Mapping[str, str] = field(default_factory=dict)
    structured: bytes | None = None


def write(writing: Writing) -> Document:
    """Set and keep a document; one that exists is returned as it is (step).

    Raises:
        NotTypeset: the template refuses the data.
    """
    require_transaction()
    existing = Document.objects.filter(kind=writing.kind.value, number=writing.number).first()
    if existing is not None:
        return existing
    pdf = files.store(typeset(_order(writing)), name=f"{writing.number}.pdf", media_type=_PDF)
    document, _ = Document.objects.get_or_create(
        kind=writing.kind.value,
        number=writing.number,
        defaults={
            "title": writing.title[:200],
            "business_partner_id": writing.business_partner_id,
            "file": pdf,
            "structured": _structured(writing),
            "created_at": writing.created_at,
        },
    )
    return document


def keep(kind: DocumentKind, *, number: str, title: str, content: bytes, name: str) -> Document:
    """Keep a PDF that was made elsewhere, under a number of its own (step)."""
    require_transaction()
    file = files.store(content, name=name, media_type=_PDF)
    kept, _ = Document.objects.get_or_create(
        kind=kind.value, number=number, defaults={"title": title[:200], "file": file}
    )
    return kept


@command
def write_document(*, writing: Writing) -> int:
    """Set and keep a document; one that exists is returned as it is.

    Raises:
        NotTypeset: the template refuses the data.
    """
    return write(writing).pk


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery to be made; the same ``key`` is delivered once.

    Args:
        enclosure_id: a second document that goes with the first.
        recipient: a mail address for e-mail, else empty.
        secret: put in place of ``LINK_MARK`` when the mail goes out, and forgotten then.
    """

    key: str
    channel: Channel
    business_partner_id: int | None = None
    document_id: int | None = None
    enclosure_id: int | None = None
    recipient: str = ""
    subject: str = ""
    body: str = ""
    secret: str = ""


def dispatch(letter: Letter) -> Dispatch:
    """Queue a delivery (step); e-mail goes out by the job ``send_waiting_mail``.

    An address that is asked for when the mail goes out is not kept here.

    Raises:
        UnusableAddress: no mail can go to the recipient.
    """
    require_transaction()
    recipient = letter.recipient
    if letter.channel is Channel.EMAIL and not address_source(letter.key):
        recipient = checked_address(recipient)
    made, _ = Dispatch.objects.get_or_create(
        key=letter.key,
        defaults={
            "channel": letter.channel.value,
            "business_partner_id": letter.business_partner_id,
            "document_id": letter.document_id,
            "enclosure_id": letter.enclosure_id,
            "recipient": recipient,
            "subject": one_line(letter.subject),
            "body": letter.body,
            "secret": letter.secret or None,
        },
    )
    return made


@command
def dispatch_letter(*, letter: Letter) -> int:
    """Queue a delivery.

    Raises:
        UnusableAddress: no mail can go to the recipient.
    """
    return dispatch(letter).pk


@command
def mark_sent(*, dispatch_id: int, at: datetime) -> int:
    """Note that a delivery was made; again is no error.

    Raises:
        TransitionNotAllowed: the delivery had failed.
    """
    made = Dispatch.objects.select_for_update().get(pk=dispatch_id)
    if made.state != DispatchState.SENT:
        made.state = LIFE_CYCLE.after(DispatchState(made.state), DispatchAction.SEND).value
        made.sent_at = at
        made.secret = None
        made.save(update_fields=["state", "sent_at", "secret"])
    return dispatch_id


@command
def mark_failed(*, dispatch_id: int, problem: str) -> int:
    """Note that a delivery will not succeed.

    Raises:
        TransitionNotAllowed: the delivery is not waiting.
    """
    made = Dispatch.objects.select_for_update().get(pk=dispatch_id)
    made.state = LIFE_CYCLE.after(DispatchState(made.state), DispatchAction.FAIL).value
    made.problem = problem[:300]
    made.save(update_fields=["state", "problem"])
    return dispatch_id


@command
def try_again(*, dispatch_id: int) -> int:
    """Put a failed delivery back into the queue.

    Raises:
        TransitionNotAllowed: the delivery did not fail.
    """
    made = Dispatch.objects.select_for_update().get(pk=dispatch_id)
    made.state = LIFE_CYCLE.after(DispatchState(made.state), DispatchAction.RETRY).value
    made.problem = ""
    made.save(update_fields=["state", "problem"])
    return dispatch_id


def _order(writing: Writing) -> Order:
    attachment = None
    if writing.structured is not None:
        xml = writing.structured.decode()
        attachment = Attachment("factur-x.xml", xml, "Rechnung nach EN 16931")
    return Order(writing.template, writing.data, writing.created_at, writing.drawings, attachment)


def _structured(writing: Writing) -> StoredFile | None:
    if writing.structured is None:
        return None
    return files.store(
        writing.structured, name=f"{writing.number}.xml", media_type="application/xml"
    )
