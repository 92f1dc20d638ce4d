from __future__ import annotations

import io
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pypdf
import pytest

from kundenwerk.correspondence.formats import epc_qr
from kundenwerk.correspondence.formats.typesetting import Attachment, NotTypeset, Order, typeset
from kundenwerk.kernel.money import Money
from tests.correspondence import samples

AT = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
XML = '<?xml version="1.0"?><rsm:Invoice xmlns:rsm="urn:x">ä</rsm:Invoice>'
CODE = epc_qr.payload(
    name="Stadtwerke Müllheim",
    iban="DE02120300000000202051",
    amount=Money(31_968),
    remittance="R-2026-000017",
)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def invoice(**changes: Any) -> bytes:
    data = samples.INVOICE | changes
    drawings = {"qr": epc_qr.svg(CODE).decode()}
    attachment = Attachment("factur-x.xml", XML, "Rechnung nach EN 16931")
    return typeset(Order("invoice", data, AT, drawings, attachment))


@pytest.mark.parametrize(
    ("template", "data", "said"),
    [
        ("letter", samples.LETTER, "Willkommen bei den Stadtwerken"),
        ("quote", samples.QUOTE, "1.281,40 €"),
        ("invoice", samples.INVOICE, "319,68 €"),
    ],
)
def test_every_template_takes_its_data(template: str, data: Mapping[str, Any], said: str) -> None:
    text = "\n".join(pages(typeset(Order(template, data, AT))))

    assert said in text
    assert "Käthe Müller-Lüdenscheidt" in text


@pytest.mark.row("R01")
def test_amount_and_due_date_stand_on_the_first_page() -> None:
    first = pages(invoice())[0]

    assert "319,68 €" in first
    assert "fällig am 02.02.2027" in first


@pytest.mark.row("R03", "R05", "R06", "R07", "R08", "R10")
def test_a_bill_says_what_the_law_asks_for() -> None:
    text = " ".join("\n".join(pages(invoice())).split())

    for said in [
        "51238696781",
        "9900345000002",
        "von Ihnen gemeldet",
        "3.720 kWh",
        "Schlichtungsstelle",
        "Stromsteuer",
    ]:
        assert said in text


def test_the_bill_is_an_accessible_archive_file_with_its_structured_twin() -> None:
    pdf = invoice()

    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        attached = document.attachments["factur-x.xml"]
        assert attached.get_file().read_bytes() == XML.encode()
        assert str(attached.obj.AFRelationship) == "/Alternative"
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == "de-DE"
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in metadata


@pytest.mark.row("R-15")
def test_the_same_order_gives_the_same_bytes() -> None:
    assert invoice() == invoice()


@pytest.mark.row("BAD-I03", "BAD-I04")
def test_hostile_names_are_printed_as_they_are() -> None:
    hostile = '#read("/etc/passwd") *_$@<>`\\' + "x" * 100
    data = samples.LETTER | {"recipient": [hostile, "#import sys", "$x$"]}

    found = pages(typeset(Order("letter", data, AT)))

    assert len(found) == 1
    assert '#read("/etc/passwd")' in found[0]
    assert "root:" not in found[0]


def test_invisible_and_lone_characters_do_no_harm() -> None:
    data = samples.LETTER | {"salutation": "Guten\u202e Tag \ud800\x00 Z" + "\u0300" * 200}

    assert len(pages(typeset(Order("letter", data, AT)))) == 1


@pytest.mark.row("BAD-D28")
def test_a_text_without_end_is_refused_at_once() -> None:
    data = samples.LETTER | {"salutation": "x" * 10_000_000}
    start = time.process_time()

    with pytest.raises(NotTypeset, match="too long"):
        typeset(Order("letter", data, AT))

    assert time.process_time() - start < 1


@pytest.mark.parametrize("name", ["../letter", "unbekannt", "", "common/../letter"])
def test_an_unknown_template_is_refused(name: str) -> None:
    with pytest.raises(NotTypeset, match="unknown template"):
        typeset(Order(name, {}, AT))


def test_missing_data_is_an_error_not_an_empty_letter() -> None:
    with pytest.raises(NotTypeset):
        typeset(Order("letter", {"sender": samples.SENDER}, AT))


def test_the_girocode_holds_what_a_banking_app_reads() -> None:
    assert CODE.split("\n") == [
        "BCD", "002", "1", "SCT", "", "Stadtwerke Muellheim", "DE02120300000000202051",
        "EUR319.68", "", "", "R-2026-000017",
    ]  # fmt: skip


@pytest.mark.parametrize("cents", [0, -1, 100_000_000_000])
def test_an_amount_no_app_takes_gets_no_code(cents: int) -> None:
    with pytest.raises(epc_qr.NotPayable):
        epc_qr.payload(name="S", iban="DE02", amount=Money(cents), remittance="")
