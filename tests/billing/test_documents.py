"""The letter of a bill: made once after the bill is issued, with its structured form inside."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest
from lxml import etree

from kundenwerk.billing import commands
from kundenwerk.billing.models import Invoice
from kundenwerk.contracts.models import SupplyContract
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.correspondence.models import Dispatch, Document
from kundenwerk.debtors.commands import grant_mandate
from kundenwerk.platform import files
from kundenwerk.platform.jobs import run_pending
from tests import factories
from tests.billing import worlds
from tests.billing.test_billing import bill

pytestmark = pytest.mark.django_db


def structured(invoice: Invoice) -> etree._Element:
    assert invoice.document is not None
    assert invoice.document.structured is not None
    return etree.fromstring(files.read(invoice.document.structured))


def text(tree: etree._Element, tag: str) -> list[str]:
    return [element.text or "" for element in tree.iter() if element.tag.endswith(f"}}{tag}")]


def pay_by_debit(contract: SupplyContract) -> None:
    bank = factories.bank_account(contract.business_partner)
    with factories.running():
        grant_mandate(contract.contract_account, bank.pk, date(2026, 1, 10), day=date(2026, 1, 10))


@pytest.mark.row("R22", "R23", "KM-038")
def test_issuing_a_bill_makes_a_pdf_with_the_structured_bill_inside() -> None:
    worlds.prices()
    worlds.company()
    issued = bill(worlds.billable())

    run_pending()

    invoice = Invoice.objects.get(pk=issued.pk)
    assert invoice.document_id is not None
    pdf = pikepdf.open(io.BytesIO(correspondence.pdf(invoice.document_id)))
    assert list(pdf.attachments) == ["factur-x.xml"]
    tree = structured(invoice)
    assert text(tree, "DuePayableAmount") == [str(invoice.amount_due.euros)]
    assert invoice.number in text(tree, "ID")
    assert Dispatch.objects.get(document=invoice.document).state == "QUEUED"


def test_a_bill_gets_one_document_however_often_it_is_asked_for() -> None:
    worlds.prices()
    worlds.company()
    invoice = bill(worlds.billable())

    first = commands.render_invoice(factories.fresh_call(), invoice_id=invoice.pk)
    second = commands.render_invoice(factories.fresh_call(), invoice_id=invoice.pk)

    assert first == second
    assert Document.objects.count() == 1


@pytest.mark.row("R01", "R03", "R05", "R06")
def test_a_customer_who_pays_by_debit_reads_the_mandate_on_the_bill() -> None:
    worlds.prices(vat_change=date(2026, 11, 1))
    worlds.company()
    contract = worlds.billable()
    pay_by_debit(contract)
    worlds.promise(contract, instant="50")

    invoice = bill(contract)
    run_pending()

    invoice.refresh_from_db()
    assert invoice.facts["payment"]["method"] == "DIRECT_DEBIT"
    assert text(structured(invoice), "DirectDebitMandateID") == [
        invoice.facts["payment"]["mandate"]
    ]


def test_a_cancelled_bill_gets_a_letter_that_names_it() -> None:
    worlds.prices()
    worlds.company()
    original = bill(worlds.billable())

    reversal_id = commands.cancel_invoice(
        factories.fresh_call(), invoice_id=original.pk, day=worlds.ISSUED, reason="Falscher Stand"
    )
    run_pending()

    reversal = Invoice.objects.get(pk=reversal_id)
    assert original.number in text(structured(reversal), "IssuerAssignedID")
    assert text(structured(reversal), "TypeCode")[0] == "384"


def test_a_credit_is_announced_in_words() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable(kwh=0)
    worlds.promise(contract, instant="900")

    invoice = bill(contract)
    run_pending()

    invoice.refresh_from_db()
    assert invoice.document is not None
    assert "Guthaben" in invoice.document.title
    assert invoice.hints == ["DEVIATION", "CREDIT"]
