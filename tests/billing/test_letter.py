"""What a customer reads on the bill the product made."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pypdf
import pytest

from kundenwerk.billing.models import Invoice
from kundenwerk.correspondence import queries as correspondence
from kundenwerk.kernel.money import Money
from kundenwerk.market.models import MarketParticipant
from kundenwerk.platform.jobs import run_pending
from kundenwerk.supply.models import SupplyPoint
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.vocabulary import ConditionKind
from tests.billing import worlds
from tests.billing.test_billing import bill
from tests.billing.test_instalments import demand_until, plan

pytestmark = pytest.mark.django_db


def letter(issued: Invoice) -> str:
    """The text of the finished document, in one line."""
    run_pending()
    invoice = Invoice.objects.get(pk=issued.pk)
    assert invoice.document_id is not None
    pdf = pypdf.PdfReader(io.BytesIO(correspondence.pdf(invoice.document_id)))
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.row("R01", "R02", "R03", "R04", "R05", "R06", "R08", "R09")
def test_the_bill_names_everything_the_law_lists() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    metering = MarketParticipant.objects.create(
        code="9900000000029", name="Messung Beispiel", role="MSB", commodity="ELECTRICITY"
    )
    SupplyPoint.objects.update(malo_id="51238696781", metering_operator=metering)

    invoice = bill(contract)
    text = letter(invoice)

    for said in (
        f"Bitte zahlen Sie {invoice.amount_due} fällig am 28.01.2027",
        "Wir erklären Ihnen jede Zeile kostenlos",
        "Stadtwerke Beispiel Werkstraße 1 53757 Sankt Augustin",
        "02241 12345-0 service@stadtwerke.example",
        "Amtsgericht Siegburg, HRB 12345",
        "Lindenallee 1, 53757 Sankt Augustin",
        "51238696781",
        "Netz Beispielstadt, 9900000000011",
        "Messung Beispiel, 9900000000029",
        "Laufzeit seit 01.02.2026",
        "4 Wochen Frist, nächstens zum 07.02.2027",
        "26,206 ct/kWh",
        "01.02.2026 Kundenablesung 1.000 31.12.2026 Kundenablesung 4.500 3.500 kWh",
        "Schlichtungsstelle",
        "Friedrichstraße 133, 10117 Berlin",
        "Verbraucherservice der Bundesnetzagentur",
        "Verbraucherzentralen",
        "Ein Wechsel ist kostenlos",
        "Vergleichsinstrument",
        "Strom Fix (außerhalb der Grundversorgung)",
    ):
        assert said in text.replace("51 238 696 781", "51238696781"), said


@pytest.mark.row("R22")
def test_the_bill_deducts_each_instalment_with_its_tax() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    made = plan(contract.pk)
    demand_until(date(2026, 12, 20))

    invoice = bill(contract)
    text = letter(invoice)

    for said in (
        invoice.number,
        "Datum 10.01.2027",
        "USt-IdNr. DE123456788",
        "Frau Erika Beispiel Lindenallee 1",
        "01.02.2026 – 31.12.2026",
        f"19 % {invoice.net} {invoice.vat} {invoice.gross}",
        str(made.monthly_gross),
        str(invoice.prepaid),
    ):
        assert said in text, said


def test_the_first_bill_names_what_was_agreed_beside_the_tariff() -> None:
    worlds.prices()
    worlds.company()
    contract = worlds.billable()
    worlds.agree(contract, worlds.once("Energieberatung", Money(49_00)))
    worlds.agree(contract, worlds.once("Wallbox-Gutschrift", Money(-30_00)))

    green = ConditionData(label="Ökozuschlag", kind=ConditionKind.ENERGY, price=Decimal("0.3"))
    worlds.agree(contract, green)

    text = letter(bill(contract)).replace("\u00a0", " ")

    for said in (
        "Einmalige Beträge (netto) 41,18 €",
        "Bonus und Gutschrift (netto) −25,21 €",
        "Kondition Ökozuschlag: +0,30 ct/kWh netto",
        "Wallbox-Gutschrift −25,21 €",
        "49 € brutto ÷ 1,19 = 41,18 €",
    ):
        assert said in text, said
