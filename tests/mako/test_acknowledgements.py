from __future__ import annotations

from dataclasses import replace

import pytest

from kundenwerk.mako.formats import aperak, contrl, interchange
from kundenwerk.mako.formats.aperak import Subject
from kundenwerk.mako.formats.edifact import EdifactError, Envelope, SyntaxFault, segment
from kundenwerk.mako.formats.interchange import Message
from kundenwerk.mako.formats.utilmd import Head
from kundenwerk.mako.formats.values import Unprocessable
from tests.mako import letters

POWER = Envelope(letters.SUPPLIER, letters.GRID, "REF0001", letters.SENT_AT, "500", "500")
GAS_GRID, GAS_SUPPLIER = "9870999000010", "9800999000017"
GAS = Envelope(GAS_SUPPLIER, GAS_GRID, "REF0001", letters.SENT_AT, "502", "502")
SUBJECT = Subject("REF0001", "1", "DOK0001", letters.SENT_AT, "VORG0001")
EMPTY = Message("1", "CONTRL", "D:3", "2.0b", ())


def fault(code: SyntaxFault, name: str, envelope: Envelope | None = POWER) -> EdifactError:
    return EdifactError("Kaputt.", 3, code=code, segment=name, envelope=envelope)


def test_the_market_finds_no_fault_in_the_receipt_of_a_gas_interchange() -> None:
    head = Head(GAS_GRID, GAS_SUPPLIER, "1", "D1", letters.SENT_AT)

    data = letters.wrap(head, contrl.receipt(head, GAS))

    assert letters.objections(data) == []
    report = contrl.read(interchange.read(data).messages[0])
    assert (report.reference, report.sender, report.accepted) == ("REF0001", GAS_SUPPLIER, True)


def test_only_gas_interchanges_are_acknowledged_when_nothing_is_wrong() -> None:
    assert contrl.wants_receipt(GAS)
    assert not contrl.wants_receipt(POWER)


@pytest.mark.parametrize("code", SyntaxFault)
@pytest.mark.parametrize("name", ["UNA", "UNB", "UNZ"])
def test_the_market_finds_no_fault_in_the_refusal_of_an_interchange(
    code: SyntaxFault, name: str
) -> None:
    data = letters.wrap(letters.FROM_GRID, contrl.refusal(letters.FROM_GRID, fault(code, name)))

    assert letters.objections(data) == []
    report = contrl.read(interchange.read(data).messages[0])
    assert (report.accepted, report.code, report.segment) == (False, code.value, name)


def test_nobody_is_told_about_a_file_without_a_sender() -> None:
    with pytest.raises(ValueError, match="nobody"):
        contrl.refusal(letters.FROM_GRID, fault(SyntaxFault.MISSING, "UNB", None))


def test_the_market_finds_no_fault_in_a_recognition() -> None:
    data = letters.wrap(letters.FROM_GRID, aperak.recognition(letters.FROM_GRID, SUBJECT))

    assert letters.objections(data) == []
    report = aperak.read(interchange.read(data).messages[0])
    assert (report.interchange, report.transaction) == ("REF0001", "VORG0001")
    assert report.accepted


@pytest.mark.parametrize("transaction", ["VORG0001", ""])
@pytest.mark.parametrize("code", [Unprocessable.MISSING, Unprocessable.FORMAT])
def test_the_market_finds_no_fault_in_the_refusal_of_a_message(transaction: str, code: str) -> None:
    error = Unprocessable("Die MaLo-ID hat eine falsche Prüfziffer.", 9, "LOC+Z16", code)
    subject = replace(SUBJECT, transaction=transaction)

    data = letters.wrap(letters.FROM_GRID, aperak.refusal(letters.FROM_GRID, subject, error))

    assert letters.objections(data) == []
    report = aperak.read(interchange.read(data).messages[0])
    assert (report.accepted, report.code, report.text) == (False, code, error.reason)


def test_acknowledgements_without_a_verdict_are_refused() -> None:
    with pytest.raises(Unprocessable):
        contrl.read(EMPTY)
    with pytest.raises(Unprocessable):
        aperak.read(replace(EMPTY, segments=(segment("BGM", "999"),)))
