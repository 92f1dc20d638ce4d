"""What the letters say: the computation, the costs, the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kundenwerk.correspondence.formats.typesetting import Order, typeset
from kundenwerk.kernel.calendar import start_of_day
from kundenwerk.kernel.money import Money
from kundenwerk.receivables.formats.letter import LetterData, LetterItem, letter, remittance
from tests.correspondence.samples import RECIPIENT, SENDER

BILL = LetterItem("R-2026-000007", "Rechnung", date(2026, 9, 17), date(2026, 10, 1), Money(7_000))
SECOND = LetterData(
    sender=SENDER,
    recipient=RECIPIENT,
    salutation="Guten Tag Frau Müller-Lüdenscheidt,",
    number="M-2026-000002",
    customer_number="100042",
    account_number="K0000042",
    level_number=2,
    level_name="1. Mahnung",
    day=date(2026, 11, 23),
    pay_by=date(2026, 12, 3),
    items=[BILL],
    claimed=Money(7_000),
    credit=Money(1_000),
    unassigned=Money(500),
    fee=Money(150),
    to_pay=Money(5_650),
    next_fee=Money(150),
)


def said(of: LetterData) -> str:
    return " ".join(letter(of)["paragraphs"])


@pytest.mark.row("KM-061")
def test_every_letter_shows_its_own_computation() -> None:
    data = letter(SECOND)

    assert data["summary"] == [
        ["Offene Forderungen", "70,00 €"],
        ["abzüglich Ihr Guthaben", "−10,00 €"],
        ["abzüglich Zahlungen in Klärung", "−5,00 €"],
        ["Mahnkosten für dieses Schreiben (1. Mahnung)", "1,50 €"],
        ["Zu zahlen", "56,50 €"],
    ]
    assert data["items"] == [
        ["R-2026-000007", "Rechnung", "17.09.2026", "01.10.2026", "53", "70,00 €"]
    ]
    assert data["subject"] == "1. Mahnung: 56,50 € bis 03.12.2026"
    assert data["payment"]["rows"][-1] == ["Zweck", "K0000042 R-2026-000007"]


@pytest.mark.row("M05")
def test_costs_name_their_basis_and_leave_the_proof_of_lower_damage() -> None:
    assert "wie wir sie berechnen, sagen wir Ihnen auf Wunsch" in said(SECOND)
    assert "kein oder ein geringerer Schaden" in said(SECOND)
    assert "Schaden" not in said(replace(SECOND, fee=Money(0)))


@pytest.mark.row("M01")
def test_the_first_letter_demands_costs_nothing_and_offers_help() -> None:
    first = said(replace(SECOND, level_number=1, fee=Money(0)))

    assert "mahnen wir den Betrag an; es kostet Sie nichts" in first
    assert "Das kostet dann 1,50 €." in first
    assert "Können Sie nicht auf einmal zahlen?" in first


def test_the_last_letter_says_that_it_is_the_last() -> None:
    assert "unser letztes Schreiben" in said(replace(SECOND, next_fee=None))


def test_the_purpose_of_many_claims_stays_short_enough_for_the_bank() -> None:
    many = [f"V0000022-2026{month:02}" for month in range(1, 13)]

    assert len(remittance("K0000042", many)) <= 140


def test_a_letter_with_many_claims_is_set() -> None:
    long = replace(SECOND, items=[BILL] * 40)

    assert typeset(Order("dunning", letter(long), start_of_day(long.day))).startswith(b"%PDF")
