"""Make the letter of a bill, embed its structured form, and hand it over for delivery."""

from __future__ import annotations

from kundenwerk.billing.formats import cii, letter
from kundenwerk.billing.formats.einvoice import CreditTransfer, DirectDebit
from kundenwerk.billing.formats.structured import einvoice
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.queries import documents
from kundenwerk.billing.rules.vocabulary import KIND_LABELS, InvoiceKind
from kundenwerk.correspondence import commands as correspondence
from kundenwerk.correspondence.formats import epc_qr
from kundenwerk.correspondence.rules import Channel, DocumentKind
from kundenwerk.kernel.money import ZERO
from kundenwerk.platform import clock
from kundenwerk.platform.commands import command


@command
def render_invoice(*, invoice_id: int) -> int:
    """Make the document of a bill unless it has one; returns the document's id.

    Raises:
        FaultyInvoice: the bill breaks a rule of EN 16931.
        NotTypeset: the letter cannot be set.
    """
    Invoice.objects.select_for_update(of=("self",)).get(pk=invoice_id)
    bill = documents.invoice(invoice_id)
    if bill.document_id is not None:
        return bill.document_id
    document = correspondence.write(_writing(bill))
    Invoice.objects.filter(pk=invoice_id).update(document=document)
    correspondence.dispatch(_delivery(bill, document.pk))
    return document.pk


def _writing(bill: Invoice) -> correspondence.Writing:
    own = documents.company()
    stored = documents.stored(bill)
    payment = documents.payment(bill, own)
    frame = documents.frame(bill, own, payment)
    data = letter.letter(stored, frame)
    return correspondence.Writing(
        kind=DocumentKind.INVOICE,
        number=bill.number,
        title=data["subject"],
        template="invoice",
        data=data,
        created_at=clock.start_of(bill.issued_on),
        business_partner_id=bill.facts["recipient"]["business_partner_id"],
        drawings=_drawings(bill, payment),
        structured=cii.write(einvoice(stored, documents.seller(own), payment)),
    )


def _drawings(bill: Invoice, payment: DirectDebit | CreditTransfer) -> dict[str, str]:
    is_transfer = isinstance(payment, CreditTransfer) and payment.iban
    if not is_transfer or bill.amount_due <= ZERO or bill.reverses_id is not None:
        return {}
    assert isinstance(payment, CreditTransfer)
    code = epc_qr.payload(
        name=payment.holder,
        iban=payment.iban,
        bic=payment.bic,
        amount=bill.amount_due,
        remittance=bill.number,
    )
    return {"qr": epc_qr.svg(code).decode()}


def _delivery(bill: Invoice, document_id: int) -> correspondence.Letter:
    business_partner_id = bill.facts["recipient"]["business_partner_id"]
    channel = Channel(bill.contract_account.delivery)
    address = documents.mail_address(business_partner_id) if channel == Channel.EMAIL else ""
    if channel == Channel.EMAIL and not address:
        channel = Channel.LETTER
    label = KIND_LABELS[InvoiceKind(bill.kind)]
    what = f"Ihr Guthaben: {-bill.amount_due}" if bill.amount_due < ZERO else str(bill.amount_due)
    return correspondence.Letter(
        key=f"invoice:{bill.pk}",
        channel=channel,
        business_partner_id=business_partner_id,
        document_id=document_id,
        recipient=address,
        subject=f"{label} {bill.number}: {what}",
        body=(
            f"Guten Tag,\n\nim Anhang finden Sie Ihre {label} {bill.number} "
            f"für die Zeit vom {bill.period}.\n\nSie haben Fragen? Wir helfen gern."
        ),
    )
