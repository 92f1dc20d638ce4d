"""Confirming a contract on paper or by mail, once."""

from __future__ import annotations

from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence.commands import Letter, dispatch, write
from kundenwerk.correspondence.rules import Channel
from kundenwerk.market.queries import own_company
from kundenwerk.parties.queries import customer
from kundenwerk.parties.rules.person import ContactKind
from kundenwerk.platform.commands import command
from kundenwerk.sales.commands.documents import CompanyUnknown
from kundenwerk.sales.models import Quote
from kundenwerk.sales.queries.confirmation import confirmation
from kundenwerk.sales.queries.quotes import quote as load
from kundenwerk.work.commands import record
from kundenwerk.work.rules import EntryKind


@command
def confirm_order(*, quote_id: int) -> int:
    """Set the confirmation of an accepted quote and send it; returns the id of the document.

    By mail where an address is known, else as a letter to print.

    Raises:
        CompanyUnknown: nobody entered who we are.
        NotTypeset: the document could not be set.

    Source: § 312f Abs. 2 BGB, § 312i Abs. 1 Nr. 3 BGB.
    """
    quote = load(quote_id)
    contract, day = quote.contract, quote.decided_on
    assert contract is not None
    assert day is not None
    if not own_company().name:
        raise CompanyUnknown
    document = write(confirmation(quote))
    address = customer(quote.business_partner_id, day=day).contact(ContactKind.EMAIL)
    dispatch(_letter(quote, contract, document.pk, address))
    record(
        business_partner_id=quote.business_partner_id,
        kind=EntryKind.CONTRACT,
        icon="send",
        title=f"Vertrag {contract.number} bestätigt",
        detail=address or "per Brief",
        url=f"/vertraege/{contract.pk}/",
    )
    return document.pk


def _letter(quote: Quote, contract: SupplyContract, document_id: int, address: str) -> Letter:
    return Letter(
        key=f"sales:confirmation:{contract.pk}",
        channel=Channel.EMAIL if address else Channel.LETTER,
        business_partner_id=quote.business_partner_id,
        document_id=document_id,
        enclosure_id=quote.general_terms.document_id if quote.general_terms else None,
        recipient=address,
        subject=f"Ihr Vertrag {contract.number}: Bestätigung",
        body=_mail(quote) if address else "",
    )


def _terms(quote: Quote) -> str:
    return ", dazu unsere Allgemeinen Geschäftsbedingungen" if quote.general_terms else ""


def _mail(quote: Quote) -> str:
    own = own_company()
    contact = ", ".join(filter(None, [own.name, own.phone, own.email]))
    return (
        f"Guten Tag {quote.business_partner},\n\n"
        f"Ihr Vertrag {quote.contract} über {quote.calculation.tariff_version.tariff} ist "
        "geschlossen. Anbei erhalten Sie die Bestätigung mit der Vertragszusammenfassung, der "
        f"Widerrufsbelehrung und dem Formular dazu{_terms(quote)}. Bitte heben Sie alles auf.\n\n"
        f"{contact}\n"
    )
