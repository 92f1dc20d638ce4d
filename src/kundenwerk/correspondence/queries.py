"""Reads documents and deliveries."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.market.models import OwnCompany
from kundenwerk.parties.rules.bank import grouped
from kundenwerk.platform import files

# The product's own colour, for suppliers that have not chosen theirs.
BRAND = "#0b5d63"


def document(document_id: int) -> Document:
    """A document with its file."""
    return Document.objects.select_related("file", "structured", "business_partner").get(
        pk=document_id
    )


def find(kind: str, number: str) -> Document | None:
    """The document of a kind and number, if it was made."""
    return Document.objects.filter(kind=kind, number=number).first()


def documents_of(business_partner_id: int) -> QuerySet[Document]:
    """All documents of a customer, newest first."""
    theirs = Document.objects.filter(business_partner=business_partner_id)
    return theirs.select_related("file").order_by("-pk")


def pdf(document_id: int) -> bytes:
    """The PDF of a document.

    Raises:
        FileDamaged: the stored bytes were altered.
    """
    return files.read(document(document_id).file)


def waiting(channel: str) -> QuerySet[Dispatch]:
    """Deliveries not yet made, oldest first."""
    found = Dispatch.objects.filter(channel=channel, state="QUEUED")
    return found.select_related("document__file", "enclosure__file", "business_partner").order_by(
        "queued_at", "pk"
    )


def letterhead(own: OwnCompany) -> dict[str, str]:
    """The supplier's own data as every letter shows them (R02)."""
    return {
        "name": own.name or "Lieferant",
        "initials": (own.name or "L")[0],
        "street": f"{own.street} {own.house_number}".strip(),
        "postcode": own.postcode,
        "town": own.town,
        "phone": own.phone,
        "email": own.email,
        "web": own.website,
        "register": f"{own.register_court}, {own.register_number}".strip(", "),
        "vat_id": f"USt-IdNr. {own.vat_id}" if own.vat_id else own.tax_number,
        "management": own.management,
        "bank": own.bank_name,
        "iban": grouped(own.iban),
        "bic": own.bic,
        "color": own.brand_color or BRAND,
    }


class NotToBeSent(Exception):
    """Nobody may be written to any more; the message says why, in German."""


AddressOf = Callable[[str], str]
_asked: dict[str, AddressOf] = {}


def asked_when_sent(prefix: str) -> Callable[[AddressOf], AddressOf]:
    """Make a function the source of addresses for deliveries whose key begins so.

    It is asked with the key at the moment a mail goes out, so that a consent withdrawn a second
    before counts; it raises ``NotToBeSent``. Such mails are advertising and name their revocation
    link to mail programs.
    """

    def register(source: AddressOf) -> AddressOf:
        _asked[prefix] = source
        return source

    return register


def address_source(key: str) -> AddressOf | None:
    """Who knows the address of a delivery when it goes out; None when the delivery has it."""
    return next((source for prefix, source in _asked.items() if key.startswith(prefix)), None)
