from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kundenwerk.kernel.money import Money
from kundenwerk.payments.formats import camt053, pain008
from kundenwerk.payments.formats.pain008 import Collection, Creditor, Debit
from kundenwerk_simulator.bank import Bank, BankRules

OWN = Creditor("Stadtwerke Muster", "DE02120300000000202051", "DE98ZZZ09999999999")
DEBTOR = "DE89370400440532013000"


def order() -> bytes:
    debits = [
        Debit(
            end_to_end_id=f"KW-{number}",
            amount=Money(cents),
            mandate_reference=f"M{number:08}",
            signed_on=date(2026, 1, 15),
            debtor_name="Jörg Weiß",
            debtor_iban=DEBTOR,
            remittance=f"Rechnung R-2026-{number:06}",
        )
        for number, cents in enumerate((12_345, 55), 1)
    ]
    created = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    return pain008.write(Collection("KW1", created, date(2026, 12, 1), OWN, debits))


@pytest.mark.parametrize("collective", [True, False])
def test_the_bank_reports_what_the_product_ordered(*, collective: bool) -> None:
    [reply] = Bank(BankRules(collective=collective)).receive("a.xml", order())

    [statement] = camt053.read(reply.content).statements

    details = [detail for entry in statement.entries for detail in entry.details]
    assert [(d.end_to_end_id, d.amount, d.counterparty_iban) for d in details] == [
        ("KW-1", Money(12_345), DEBTOR),
        ("KW-2", Money(55), DEBTOR),
    ]
    assert sum(entry.signed.cents for entry in statement.entries) == 12_400
    assert [balance.amount for balance in statement.balances] == [Money(0), Money(12_400)]
    assert (statement.iban, statement.sequence_number) == (OWN.iban, 1)


def test_a_return_is_read_with_its_reason_and_fee() -> None:
    bank = Bank(BankRules(returns={DEBTOR: "AC04"}, return_fee=Money(300)))

    _, reply = bank.receive("a.xml", order())
    [statement] = camt053.read(reply.content).statements

    first = statement.entries[0].details[0]
    assert statement.entries[0].is_return
    assert (first.return_reason, first.original, first.charges) == (
        "AC04",
        Money(12_345),
        Money(300),
    )
