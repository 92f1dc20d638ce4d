"""Printing and mailing offers side by side (S10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.correspondence.commands import Letter, dispatch, write
from kundenwerk.correspondence.models import Document
from kundenwerk.correspondence.rules import Channel
from kundenwerk.market.queries import own_company
from kundenwerk.platform.commands import command, current_call
from kundenwerk.sales.commands.documents import CompanyUnknown
from kundenwerk.sales.queries.board import Filters
from kundenwerk.sales.queries.comparing import compared, comparison_letter
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


@dataclass(frozen=True, slots=True)
class Choice:
    """Which offers are compared for which draft.

    Args:
        data: what the draft says; prices in it count for nothing.
        version_ids: tariff versions, at most three.
    """

    data: Mapping[str, str]
    version_ids: Sequence[int]
    new_customer_bonus: bool
    instant_bonus: bool

    @property
    def filters(self) -> Filters:
        """The bonuses that are counted."""
        return Filters(new_customer_bonus=self.new_customer_bonus, instant_bonus=self.instant_bonus)

    @property
    def business_partner(self) -> str:
        """The business partner of the draft; empty for a prospect."""
        return self.data.get("business_partner", "")


@command
def write_comparison(*, choice: Choice, day: date) -> int:
    """Set the comparison as a document; returns its id.

    Raises:
        Incomplete: the first step of the draft lacks something.
        NothingToCompare: no chosen tariff can be offered.
        CompanyUnknown: nobody entered who we are.
        NotTypeset: the document could not be set.
    """
    return _document(choice, day).pk


def _document(choice: Choice, day: date) -> Document:
    if not own_company().name:
        raise CompanyUnknown
    shown = compared(choice.data, choice.version_ids, choice.filters, day=day)
    return write(comparison_letter(shown, choice.business_partner, choice.filters, day=day))


@command
def send_comparison(*, choice: Choice, address: str, day: date) -> int:
    """Mail the comparison; returns the id of the delivery, which proves what went where.

    Raises:
        UnusableAddress: no mail can go there.
        Incomplete, NothingToCompare, CompanyUnknown, NotTypeset: see ``write_comparison``.
    """
    document = _document(choice, day)
    sent = dispatch(
        Letter(
            key=f"sales:comparison:{current_call().key}",
            channel=Channel.EMAIL,
            business_partner_id=document.business_partner_id,
            document_id=document.pk,
            recipient=address,
            subject="Ihr Angebotsvergleich",
            body=(
                "Guten Tag,\n\nanbei finden Sie den Vergleich der Angebote, über die wir "
                "gesprochen haben.\n\nAntworten Sie einfach auf diese E-Mail, wenn Sie eines "
                "davon möchten.\n"
            ),
        )
    )
    if document.business_partner_id:
        record(
            business_partner_id=document.business_partner_id,
            kind=EntryKind.QUOTE,
            icon="send",
            title="Angebotsvergleich per E-Mail versendet",
            detail=address,
            url=f"/dokumente/{document.pk}/",
        )
    return sent.pk
