"""Everything a bill's document is made of, read back from what was stored with the bill."""

from __future__ import annotations

from decimal import Decimal

from kundenwerk.billing.formats.einvoice import CreditTransfer, DirectDebit, Party, VatGroup
from kundenwerk.billing.formats.letter import Bar, LetterFrame
from kundenwerk.billing.formats.structured import StoredBill, StoredLine
from kundenwerk.billing.models import Invoice
from kundenwerk.billing.rules.vocabulary import KIND_LABELS, InvoiceKind, InvoiceState
from kundenwerk.correspondence.queries import letterhead
from kundenwerk.debtors.models import SepaMandate
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.money import ZERO
from kundenwerk.market.models import OwnCompany
from kundenwerk.parties.models import ContactPoint
from kundenwerk.tariffs.models import ConsumptionPreset
from kundenwerk.tariffs.rules.rating import DAYS_OF_A_PRICE_YEAR


def invoice(invoice_id: int) -> Invoice:
    """A bill with lines, taxes, contract, account, its reversal and what it replaces.

    Raises:
        Invoice.DoesNotExist: no such row.
    """
    related = (
        "contract__business_partner",
        "contract__supply_point",
        "contract_account",
        "document",
    )
    chain = ("reverses", "corrects", "reversed_by", "corrected_by")
    return (
        Invoice.objects.select_related(*related, *chain, "run")
        .prefetch_related("lines", "vat_groups", "instalments")
        .get(pk=invoice_id)
    )


def company() -> OwnCompany:
    """The supplier; empty as long as nobody entered it."""
    return OwnCompany.objects.select_related("participant").filter(pk=1).first() or OwnCompany()


def seller(own: OwnCompany) -> Party:
    """The supplier as seller of a structured invoice."""
    return Party(
        name=own.name,
        street=f"{own.street} {own.house_number}".strip(),
        postcode=own.postcode,
        town=own.town,
        vat_id=own.vat_id,
        tax_number=own.tax_number,
        register_number=own.register_number,
        legal_note=f"{own.register_court}, {own.register_number}".strip(", "),
        contact_name="Kundenservice",
        phone=own.phone,
        email=own.email,
    )


def payment(bill: Invoice, own: OwnCompany) -> DirectDebit | CreditTransfer:
    """How the bill is paid, as it stood when it was issued."""
    mandate_id = bill.facts["payment"].get("mandate_id")
    if mandate_id is None:
        return CreditTransfer(own.iban, own.name, own.bic)
    mandate = SepaMandate.objects.select_related("bank_account").get(pk=mandate_id)
    return DirectDebit(mandate.reference, own.creditor_id, mandate.bank_account.iban)


def stored(bill: Invoice) -> StoredBill:
    """A loaded bill as plain values."""
    before = bill.reverses or bill.corrects
    return StoredBill(
        number=bill.number,
        issued_on=bill.issued_on,
        due_on=bill.due_on,
        period=bill.period,
        prepaid=bill.prepaid,
        lines=[
            StoredLine(
                line.kind,
                line.text,
                line.period,
                line.quantity,
                line.unit_price,
                line.net,
                line.vat_rate,
            )
            for line in sorted(bill.lines.all(), key=lambda line: line.position)
        ],
        vat_groups=[
            VatGroup(group.rate, group.net, group.vat)
            for group in sorted(bill.vat_groups.all(), key=lambda group: group.rate)
        ],
        facts=bill.facts,
        is_reversal=bill.reverses_id is not None,
        preceding=(before.number, before.issued_on) if before else None,
    )


def mail_address(business_partner_id: int) -> str:
    """Where mail to a customer goes; empty when nothing is known."""
    known = ContactPoint.objects.filter(business_partner_id=business_partner_id, kind="EMAIL")
    return known.order_by("-preferred", "pk").values_list("value", flat=True).first() or ""


def frame(bill: Invoice, own: OwnCompany, paid: DirectDebit | CreditTransfer) -> LetterFrame:
    """What the letter says beside the bill."""
    return LetterFrame(
        sender=letterhead(own),
        kind_label=KIND_LABELS[InvoiceKind(bill.kind)],
        payment=paid,
        trace=bill.trace if bill.reverses is None else bill.reverses.trace,
        amount_due=bill.amount_due,
        gross=bill.gross,
        reason=bill.reason,
        prepaid=[
            (row.due_on, row.gross, row.vat or ZERO)
            for row in sorted(bill.instalments.all(), key=lambda row: row.due_on)
        ],
        comparison=[] if bill.reverses_id else comparison(bill),
    )


def comparison(bill: Invoice) -> list[Bar]:
    """The consumption beside the bill before and a usual household.

    Source: § 40 Abs. 2 Nr. 7 und 8 EnWG.
    """
    bars = [Bar("dieser Zeitraum", consumed(bill), "now")]
    earlier = Invoice.objects.filter(
        contract=bill.contract_id,
        state=InvoiceState.ISSUED.value,
        reverses__isnull=True,
        period__endswith__lte=bill.period.start,
    )
    before = earlier.order_by("-period").first()
    if before is not None:
        bars.append(Bar(f"{before.period}", consumed(before), "before"))
    group = _group(bill)
    return [*bars, group] if group else bars


def consumed(bill: Invoice) -> Decimal:
    """The energy of a bill, from its stored computation."""
    return sum((Decimal(usage["kwh"]) for usage in bill.trace["usages"]), Decimal(0))


def _group(bill: Invoice) -> Bar | None:
    """The usual consumption of the household nearest to the forecast, for as many days."""
    forecast = bill.facts["supply"]["forecast_kwh"]
    if not forecast or bill.facts["supply"]["commodity"] != Commodity.ELECTRICITY:
        return None
    known = list(ConsumptionPreset.objects.filter(kind="PERSONS").order_by("count"))
    if not known:
        return None
    nearest = min(known, key=lambda preset: abs(preset.kwh - forecast))
    share = Decimal(nearest.kwh) * bill.period.days / DAYS_OF_A_PRICE_YEAR
    who = "1 Person" if nearest.count == 1 else f"{nearest.count} Personen"
    return Bar(f"Haushalt mit {who}", share, "group")
