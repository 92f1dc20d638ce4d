from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kundenwerk.kernel.money import Money
from kundenwerk.payments.formats import pain008
from kundenwerk.payments.formats.pain008 import Collection, Creditor, Debit

SPACE = {"p": pain008.NAMESPACE}
SCHEMA = etree.XMLSchema(etree.parse(str(pain008.SCHEMA)))
CREDITOR = Creditor("Stadtwerke Müllheim GmbH", "DE02120300000000202051", "DE98ZZZ09999999999")


def debit(number: int = 1, **changes: object) -> Debit:
    made = Debit(
        end_to_end_id=f"E{number}",
        amount=Money(12_345),
        mandate_reference="M00000001",
        signed_on=date(2026, 1, 15),
        debtor_name="Jörg Weiß",
        debtor_iban="DE89370400440532013000",
        remittance="Rechnung R-2026-000001",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def collection(*debits: Debit) -> Collection:
    created = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    return Collection("KW1", created, date(2026, 12, 1), CREDITOR, debits or (debit(),))


def tree(written: bytes) -> etree._Element:
    root = etree.fromstring(written)
    SCHEMA.assertValid(root)
    return root


def text(root: etree._Element, path: str) -> str:
    return root.findtext(path, namespaces=SPACE) or ""


@pytest.mark.row("KM-046")
def test_the_file_is_valid_and_its_control_sums_are_right() -> None:
    root = tree(pain008.write(collection(debit(1), debit(2, amount=Money(55)))))

    assert text(root, ".//p:GrpHdr/p:NbOfTxs") == "2"
    assert text(root, ".//p:GrpHdr/p:CtrlSum") == "124.00"
    assert text(root, ".//p:CreDtTm") == "2026-11-20T08:30:00Z"
    assert text(root, ".//p:SeqTp") == "RCUR"


def test_the_creditor_id_stands_only_where_german_banks_want_it() -> None:
    root = tree(pain008.write(collection()))

    assert root.find(".//p:InitgPty/p:Id", SPACE) is None
    assert text(root, ".//p:CdtrSchmeId//p:Othr/p:Id") == CREDITOR.creditor_id


def test_umlauts_become_two_letters() -> None:
    root = tree(pain008.write(collection()))

    assert text(root, ".//p:Dbtr/p:Nm") == "Joerg Weiss"
    assert text(root, ".//p:Cdtr/p:Nm") == "Stadtwerke Muellheim GmbH"


@given(st.text(), st.text())
def test_any_name_and_text_give_a_valid_file_within_the_limits(name: str, remittance: str) -> None:
    written = pain008.write(collection(debit(debtor_name="X" + name, remittance=remittance)))

    root = tree(written)
    assert len(text(root, ".//p:Dbtr/p:Nm")) <= 70
    assert len(text(root, ".//p:Ustrd")) <= 140


@pytest.mark.row("KM-046")
def test_debits_of_different_schemes_go_into_groups_of_their_own() -> None:
    written = pain008.write(collection(debit(1), debit(2, scheme=pain008.Scheme.B2B)))

    root = tree(written)
    assert [node.text for node in root.iterfind(".//p:LclInstrm/p:Cd", SPACE)] == ["B2B", "CORE"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("debtor_iban", "DE98370400440532013000"),
        ("debtor_iban", "DE89 3704 0044 0532 0130 00"),
        ("mandate_reference", ""),
        ("mandate_reference", "X" * 36),
        ("mandate_reference", "MÜNCHEN-1"),
        ("end_to_end_id", "/E1"),
        ("end_to_end_id", "E//1"),
        ("amount", Money(0)),
        ("amount", Money(-1)),
        ("debtor_name", "\u200b"),
    ],
)
def test_a_debit_the_bank_would_reject_is_named(field: str, value: object) -> None:
    faulty = debit(**{field: value})

    assert pain008.faults_of(faulty)
    with pytest.raises(pain008.FaultyCollection):
        pain008.write(collection(faulty))


def test_a_reference_used_twice_is_refused() -> None:
    with pytest.raises(pain008.FaultyCollection, match="doppelt"):
        pain008.write(collection(debit(1), debit(1)))


def test_a_mandate_signed_after_the_collection_is_refused() -> None:
    with pytest.raises(pain008.FaultyCollection, match="später"):
        pain008.write(collection(debit(signed_on=date(2027, 1, 1))))


def test_a_wrong_creditor_id_is_refused() -> None:
    wrong = replace(collection(), creditor=replace(CREDITOR, creditor_id="DE99ZZZ09999999999"))

    with pytest.raises(pain008.FaultyCollection, match="Gläubiger"):
        pain008.write(wrong)


def test_the_same_order_is_the_same_file() -> None:
    assert pain008.write(collection()) == pain008.write(collection())


def test_a_message_id_depends_on_its_parts_alone() -> None:
    assert pain008.message_id("a", "b") == pain008.message_id("a", "b")
    assert pain008.message_id("a", "b") != pain008.message_id("ab", "")
