"""Writes the structured invoice as UN/CEFACT Cross Industry Invoice (ZUGFeRD, XRechnung)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from kundenwerk.billing.formats.einvoice import (
    CreditTransfer,
    DirectDebit,
    EInvoice,
    Line,
    Party,
    Profile,
    VatGroup,
    faults_of,
)
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period

_STANDARD = "urn:un:unece:uncefact:data:standard"
_SPACES = (
    f'xmlns:rsm="{_STANDARD}:CrossIndustryInvoice:100" '
    f'xmlns:ram="{_STANDARD}:ReusableAggregateBusinessInformationEntity:100" '
    f'xmlns:udt="{_STANDARD}:UnqualifiedDataType:100" '
    f'xmlns:qdt="{_STANDARD}:QualifiedDataType:100"'
)
_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FaultyInvoice(Exception):
    """The invoice breaks rules of EN 16931; holds one German sentence per rule."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def write(invoice: EInvoice) -> bytes:
    """The invoice as XML; equal input gives equal bytes.

    Raises:
        FaultyInvoice: sums, prices or taxes do not fit.

    Source: EN 16931-1 and -3-3; Factur-X 1.09, profile EN 16931; XRechnung 3.0.2.
    """
    if faults := faults_of(invoice):
        raise FaultyInvoice(faults)
    lines = "".join(_line(number, line) for number, line in enumerate(invoice.lines, start=1))
    trade = lines + _agreement(invoice) + _delivery(invoice) + _settlement(invoice)
    body = (
        _context(invoice)
        + _document(invoice)
        + f"<rsm:SupplyChainTradeTransaction>{trade}</rsm:SupplyChainTradeTransaction>"
    )
    xml = f"<rsm:CrossIndustryInvoice {_SPACES}>{body}</rsm:CrossIndustryInvoice>\n"
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + xml).encode()


def _element(tag: str, value: str, **attributes: str) -> str:
    """One element with text; nothing at all when the text is empty."""
    text = _NOT_XML.sub("", value).strip()
    if not text:
        return ""
    marks = "".join(f' {name}="{escape(mark)}"' for name, mark in attributes.items())
    return f"<ram:{tag}{marks}>{escape(text)}</ram:{tag}>"


def _wrap(tag: str, *parts: str) -> str:
    content = "".join(parts)
    return f"<ram:{tag}>{content}</ram:{tag}>" if content else ""


def _day(tag: str, day: date) -> str:
    return _wrap(tag, f'<udt:DateTimeString format="102">{day:%Y%m%d}</udt:DateTimeString>')


def _money(tag: str, amount: Money, **attributes: str) -> str:
    return _element(tag, str(amount.euros), **attributes)


def _number(tag: str, value: Decimal, **attributes: str) -> str:
    return _element(tag, f"{value.normalize():f}", **attributes)


def _period(period: Period | None) -> str:
    if period is None or period.last_day is None:
        return ""
    return _wrap(
        "BillingSpecifiedPeriod",
        _day("StartDateTime", period.start),
        _day("EndDateTime", period.last_day),
    )


def _context(invoice: EInvoice) -> str:
    process = ""
    if invoice.profile == Profile.XRECHNUNG:
        process = _wrap(
            "BusinessProcessSpecifiedDocumentContextParameter", _element("ID", _PROCESS)
        )
    guideline = _wrap("GuidelineSpecifiedDocumentContextParameter", _element("ID", invoice.profile))
    return f"<rsm:ExchangedDocumentContext>{process}{guideline}</rsm:ExchangedDocumentContext>"


def _document(invoice: EInvoice) -> str:
    notes = [_wrap("IncludedNote", _element("Content", note)) for note in invoice.notes]
    if invoice.seller.legal_note:
        legal = _element("Content", invoice.seller.legal_note) + _element("SubjectCode", "REG")
        notes.append(_wrap("IncludedNote", legal))
    parts = [
        _element("ID", invoice.number),
        _element("TypeCode", invoice.kind),
        _day("IssueDateTime", invoice.issued_on),
        *notes,
    ]
    return f"<rsm:ExchangedDocument>{''.join(parts)}</rsm:ExchangedDocument>"


def _line(number: int, line: Line) -> str:
    per = ""
    if line.price_per != 1:
        per = _number("BasisQuantity", line.price_per, unitCode=line.unit)
    price = _number("ChargeAmount", line.unit_price) + per
    quantity = _number("BilledQuantity", line.quantity, unitCode=line.unit)
    summation = _wrap(
        "SpecifiedTradeSettlementLineMonetarySummation", _money("LineTotalAmount", line.net)
    )
    return _wrap(
        "IncludedSupplyChainTradeLineItem",
        _wrap("AssociatedDocumentLineDocument", _element("LineID", str(number))),
        _wrap(
            "SpecifiedTradeProduct",
            _element("Name", line.name),
            _element("Description", line.description),
        ),
        _wrap("SpecifiedLineTradeAgreement", _wrap("NetPriceProductTradePrice", price)),
        _wrap("SpecifiedLineTradeDelivery", quantity),
        _wrap(
            "SpecifiedLineTradeSettlement",
            _wrap("ApplicableTradeTax", _element("TypeCode", "VAT"), _category(line.vat_rate)),
            _period(line.period),
            summation,
        ),
    )


def _category(rate: Decimal) -> str:
    code = "S" if rate else "Z"
    return _element("CategoryCode", code) + _number("RateApplicablePercent", rate)


def _agreement(invoice: EInvoice) -> str:
    contract = _element("IssuerAssignedID", invoice.contract_number)
    return _wrap(
        "ApplicableHeaderTradeAgreement",
        _element("BuyerReference", invoice.buyer_reference),
        _wrap("SellerTradeParty", _party(invoice.seller, is_seller=True)),
        _wrap("BuyerTradeParty", _party(invoice.buyer, is_seller=False)),
        _wrap("ContractReferencedDocument", contract),
    )


def _party(party: Party, *, is_seller: bool) -> str:
    contact = ""
    if is_seller or party.contact_name:
        contact = _contact(party)
    return "".join(
        [
            _element("ID", party.identifier),
            _element("Name", party.name),
            _wrap("SpecifiedLegalOrganization", _element("ID", party.register_number)),
            contact,
            _address(party),
            _wrap("URIUniversalCommunication", _element("URIID", party.email, schemeID="EM")),
            _wrap("SpecifiedTaxRegistration", _element("ID", party.tax_number, schemeID="FC")),
            _wrap("SpecifiedTaxRegistration", _element("ID", party.vat_id, schemeID="VA")),
        ]
    )


def _contact(party: Party) -> str:
    return _wrap(
        "DefinedTradeContact",
        _element("PersonName", party.contact_name),
        _wrap("TelephoneUniversalCommunication", _element("CompleteNumber", party.phone)),
        _wrap("EmailURIUniversalCommunication", _element("URIID", party.email)),
    )


def _address(party: Party) -> str:
    return _wrap(
        "PostalTradeAddress",
        _element("PostcodeCode", party.postcode),
        _element("LineOne", party.street),
        _element("CityName", party.town),
        _element("CountryID", party.country),
    )


def _delivery(invoice: EInvoice) -> str:
    place = invoice.delivery
    if place is None:
        return "<ram:ApplicableHeaderTradeDelivery/>"
    target = _element("ID", place.identifier) + _element("Name", place.name) + _address(place)
    return _wrap("ApplicableHeaderTradeDelivery", _wrap("ShipToTradeParty", target))


def _settlement(invoice: EInvoice) -> str:
    payment = invoice.payment
    debit = payment if isinstance(payment, DirectDebit) else None
    mandate = _element("DirectDebitMandateID", debit.mandate_reference) if debit else ""
    preceding = ""
    if invoice.preceding is not None:
        number, issued_on = invoice.preceding
        day = f'<qdt:DateTimeString format="102">{issued_on:%Y%m%d}</qdt:DateTimeString>'
        preceding = _element("IssuerAssignedID", number) + _wrap("FormattedIssueDateTime", day)
    return _wrap(
        "ApplicableHeaderTradeSettlement",
        _element("CreditorReferenceID", debit.creditor_id) if debit else "",
        _element("PaymentReference", invoice.number),
        _element("InvoiceCurrencyCode", "EUR"),
        _means(payment),
        *map(_tax, invoice.vat_groups),
        _period(invoice.period),
        _wrap("SpecifiedTradePaymentTerms", _day("DueDateDateTime", invoice.due_on), mandate),
        _sums(invoice),
        _wrap("InvoiceReferencedDocument", preceding),
    )


def _means(payment: DirectDebit | CreditTransfer) -> str:
    if isinstance(payment, DirectDebit):
        return _wrap(
            "SpecifiedTradeSettlementPaymentMeans",
            _element("TypeCode", "59"),
            _wrap("PayerPartyDebtorFinancialAccount", _element("IBANID", payment.debtor_iban)),
        )
    account = _element("IBANID", payment.iban) + _element("AccountName", payment.holder)
    bank = _element("BICID", payment.bic)
    return _wrap(
        "SpecifiedTradeSettlementPaymentMeans",
        _element("TypeCode", "58"),
        _wrap("PayeePartyCreditorFinancialAccount", account),
        _wrap("PayeeSpecifiedCreditorFinancialInstitution", bank),
    )


def _tax(group: VatGroup) -> str:
    return _wrap(
        "ApplicableTradeTax",
        _money("CalculatedAmount", group.vat),
        _element("TypeCode", "VAT"),
        _money("BasisAmount", group.net),
        _category(group.rate),
    )


def _sums(invoice: EInvoice) -> str:
    return _wrap(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        _money("LineTotalAmount", invoice.net),
        _money("TaxBasisTotalAmount", invoice.net),
        _money("TaxTotalAmount", invoice.vat, currencyID="EUR"),
        _money("GrandTotalAmount", invoice.gross),
        _money("TotalPrepaidAmount", invoice.prepaid),
        _money("DuePayableAmount", invoice.due),
    )
