"""Mail something about a quote to its customer, and say so in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kundenwerk.correspondence.commands import Letter, dispatch
from kundenwerk.correspondence.rules import Channel
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.sales.commands.telling import tell
from kundenwerk.sales.models import Quote


class NoEmailAddress(Exception):
    """The customer has no mail address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMail:
    """A mail about a quote.

    Args:
        key: equal keys are sent once.
        link: told once, in the mail only.
        title: what the record of the customer says.
    """

    key: str
    recipient: str
    subject: str
    body: str
    link: str
    document_id: int | None
    title: str
    icon: str = "send"


def address_of(quote: Quote, *, day: date) -> str:
    """Where mails about a quote go.

    Raises:
        NoEmailAddress: there is none.
    """
    address = customer(quote.business_partner_id, day=day).contact(ContactKind.EMAIL)
    if not address:
        raise NoEmailAddress
    return address


def send(quote: Quote, mail: QuoteMail) -> int:
    """Hand the mail over for delivery, the general terms beside a document (step).

    Returns the id of the delivery.

    Raises:
        UnusableAddress: no mail can go there.
    """
    terms = quote.general_terms
    sent = dispatch(
        Letter(
            key=mail.key,
            channel=Channel.EMAIL,
            business_partner_id=quote.business_partner_id,
            document_id=mail.document_id,
            enclosure_id=terms.document_id if terms and mail.document_id else None,
            recipient=mail.recipient,
            subject=mail.subject,
            body=mail.body,
            secret=mail.link,
        )
    )
    tell(quote, mail.icon, mail.title, mail.recipient)
    return sent.pk
