"""Make the letter of a notice and hand it over for delivery."""

from __future__ import annotations

from kundenwerk.correspondence import commands as correspondence
from kundenwerk.correspondence.formats import epc_qr
from kundenwerk.correspondence.rules import Channel, DocumentKind
from kundenwerk.market.models import OwnCompany
from kundenwerk.market.queries import own_company
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform import clock
from kundenwerk.platform.commands import command
from kundenwerk.receivables.formats.letter import LetterData, letter, remittance
from kundenwerk.receivables.models import DunningNotice
from kundenwerk.receivables.queries import notices
from kundenwerk.receivables.queries.positions import receiver_id


@command
def write_letter(*, notice_id: int) -> int:
    """Make the document of a notice unless it has one, and send it; returns the document.

    Raises:
        NotTypeset: the letter cannot be set.
    """
    one = notices.notice(notice_id)
    said = notices.letter_data(one)
    data = letter(said)
    document = correspondence.write(
        correspondence.Writing(
            kind=DocumentKind.DUNNING,
            number=one.number,
            title=data["subject"],
            template="dunning",
            data=data,
            created_at=clock.start_of(one.day),
            business_partner_id=one.account.business_partner_id,
            drawings=_drawings(said, own_company()),
        )
    )
    correspondence.dispatch(_delivery(one, document.pk, data["subject"]))
    return document.pk


def _drawings(said: LetterData, own: OwnCompany) -> dict[str, str]:
    if not own.iban or not own.name:
        return {}
    code = epc_qr.payload(
        name=own.name,
        iban=own.iban,
        bic=own.bic,
        amount=said.to_pay,
        remittance=remittance(said.account_number, [item.reference for item in said.items]),
    )
    return {"qr": epc_qr.svg(code).decode()}


def _delivery(one: DunningNotice, document_id: int, subject: str) -> correspondence.Letter:
    receiver = customer(receiver_id(one.account), day=one.day)
    address = receiver.contact(ContactKind.EMAIL)
    is_at_home = receiver.main_address or receiver.billing_address
    channel = Channel(one.account.delivery)
    if channel == Channel.EMAIL and not address:
        channel = Channel.LETTER
    elif channel == Channel.LETTER and not is_at_home:
        channel = Channel.EMAIL
    return correspondence.Letter(
        key=f"dunning:{one.pk}",
        channel=channel,
        business_partner_id=one.account.business_partner_id,
        document_id=document_id,
        recipient=address if channel == Channel.EMAIL else "",
        subject=subject,
        body=(
            f"Guten Tag,\n\nauf Ihrem Vertragskonto {one.account.number} ist noch etwas offen. "
            f"Bitte zahlen Sie {one.to_pay} bis zum {one.pay_by:%d.%m.%Y}. Einzelheiten und den "
            "GiroCode finden Sie im Anhang.\n\nKönnen Sie nicht auf einmal zahlen? Bitte melden "
            "Sie sich, wir finden einen Weg.\n"
        ),
    )
