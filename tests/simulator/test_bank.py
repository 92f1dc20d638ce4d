from __future__ import annotations

import json
from datetime import date

import pytest
from lxml import etree

from kundenwerk.kernel.money import Money
from kundenwerk_simulator.bank import Bank, BankRules
from kundenwerk_simulator.postbox import Refused, Reply

CREDITOR = "DE02120300000000202051"
DEBTORS = ["DE89370400440532013000", "DE02500105170137075030"]


def debits(message: str = "MSG1", *, amounts: tuple[str, ...] = ("84.50", "10.00")) -> bytes:
    parts = "".join(
        f"<DrctDbtTxInf><PmtId><EndToEndId>E2E-{number}</EndToEndId></PmtId>"
        f'<InstdAmt Ccy="EUR">{amount}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>M{number}</MndtId></MndtRltdInf></DrctDbtTx>"
        f"<Dbtr><Nm>Kunde {number}</Nm></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{DEBTORS[number % 2]}</IBAN></Id></DbtrAcct>"
        f"<RmtInf><Ustrd>Rechnung {number}</Ustrd></RmtInf></DrctDbtTxInf>"
        for number, amount in enumerate(amounts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"><CstmrDrctDbtInitn>'
        f"<GrpHdr><MsgId>{message}</MsgId></GrpHdr><PmtInf><PmtInfId>{message}-1</PmtInfId>"
        "<ReqdColltnDt>2026-12-03</ReqdColltnDt>"
        f"<CdtrAcct><Id><IBAN>{CREDITOR}</IBAN></Id></CdtrAcct>{parts}"
        "</PmtInf></CstmrDrctDbtInitn></Document>"
    ).encode()


def texts(reply: Reply, path: str) -> list[str | None]:
    root = etree.fromstring(reply.content)
    steps = "/".join(f"{{*}}{step}" for step in path.split("/"))
    return [node.text for node in root.findall(f".//{steps}")]


def test_collected_debits_appear_as_one_entry_with_every_payment_in_it() -> None:
    [statement] = Bank().receive("a.xml", debits())

    assert texts(statement, "Ntry/Amt") == ["94.50"]
    assert texts(statement, "Refs/EndToEndId") == ["E2E-0", "E2E-1"]
    assert texts(statement, "BookgDt/Dt") == ["2026-12-03"]
    assert texts(statement, "Btch/NbOfTxs") == ["2"]


def test_a_bank_may_book_every_debit_alone() -> None:
    [statement] = Bank(BankRules(collective=False)).receive("a.xml", debits())

    assert texts(statement, "Ntry/Amt") == ["84.50", "10.00"]


def test_balances_follow_from_statement_to_statement() -> None:
    bank = Bank()

    statements = [bank.receive("x", debits(name))[0] for name in ("A", "B")]

    assert [texts(s, "Bal/Amt") for s in statements] == [["0.00", "94.50"], ["94.50", "189.00"]]
    assert [texts(s, "ElctrncSeqNb") for s in statements] == [["1"], ["2"]]


def test_a_debit_without_cover_comes_back_two_banking_days_later_with_its_fee() -> None:
    bank = Bank(BankRules(returns={DEBTORS[0]: "AM04"}, return_fee=Money(300)))

    _, statement = bank.receive("a.xml", debits())

    assert texts(statement, "RtrInf/Rsn/Cd") == ["AM04"]
    assert texts(statement, "Ntry/Amt") == ["87.50"]
    assert texts(statement, "InstdAmt/Amt") == ["84.50"]
    assert texts(statement, "BookgDt/Dt") == ["2026-12-07"]
    assert texts(statement, "Ntry/CdtDbtInd") == ["DBIT"]


def test_a_transfer_to_the_supplier_appears_on_a_statement() -> None:
    told = {
        "account": CREDITOR,
        "cents": 5000,
        "name": "Erika Muster",
        "remittance": "Rechnung R-2026-000001",
        "day": str(date(2026, 12, 1)),
    }

    [statement] = Bank().receive("zahlung.json", json.dumps(told).encode())

    assert texts(statement, "Ntry/Amt") == ["50.00"]
    assert texts(statement, "RmtInf/Ustrd") == ["Rechnung R-2026-000001"]


def test_the_same_message_is_not_collected_twice() -> None:
    bank = Bank()
    bank.receive("a.xml", debits())

    with pytest.raises(Refused, match="liegt schon vor"):
        bank.receive("b.xml", debits())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", b""),
        ("a.xml", b"<html/>"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><CstmrDrctDbtInitn>&x;</CstmrDrctDbtInitn>'),
        ("a.xml", debits(amounts=("1e9",))),
        ("a.xml", debits().replace(b"2026-12-03", b"2026-13-03")),
        ("a.xml", debits().replace(CREDITOR.encode(), b"DE00")),
        ("a.xml", debits().replace(b"EndToEndId", b"X")),
        ("a.json", b"{}"),
        ("a.json", b"[1]"),
        ("a.json", b"\xff"),
    ],
)
def test_an_unreadable_file_is_refused_and_leaves_no_trace(name: str, content: bytes) -> None:
    bank = Bank()

    with pytest.raises(Refused):
        bank.receive(name, content)

    assert texts(bank.receive("gut.xml", debits())[0], "ElctrncSeqNb") == ["1"]
