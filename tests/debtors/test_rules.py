"""Terms of payment and mandate references."""

from __future__ import annotations

from datetime import date

import pytest

from kundenwerk.debtors.rules import (
    TermTooShort,
    UnusableReference,
    checked_reference,
    due_on,
    mandate_expires_on,
    usual_term,
)

TODAY = date(2026, 11, 22)


@pytest.mark.row("KM-028", "R17")
def test_a_bill_is_due_two_weeks_after_it_arrived() -> None:
    assert due_on(TODAY, usual_term(TODAY)) == date(2026, 12, 6)


@pytest.mark.row("R17")
def test_a_shorter_term_than_the_law_grants_is_refused() -> None:
    with pytest.raises(TermTooShort) as refusal:
        due_on(TODAY, 13)

    assert (refusal.value.least.days, "§ 40c" in refusal.value.least.source) == (14, True)


@pytest.mark.parametrize("reference", ["M00000017", "K-2026/17", "A b+c?d(e)f:g,h'i.j"])
def test_references_banks_accept_are_kept(reference: str) -> None:
    assert checked_reference(reference) == reference


@pytest.mark.row("BAD-D25")
@pytest.mark.parametrize("reference", ["", " ", "X" * 36, "MÜNCHEN-1", "/17", "a//b", "M\n1"])
def test_references_banks_refuse_are_refused(reference: str) -> None:
    with pytest.raises(UnusableReference):
        checked_reference(reference)


def test_a_mandate_expires_three_years_after_its_last_use() -> None:
    assert mandate_expires_on(date(2023, 5, 31), None) == date(2026, 5, 31)
    assert mandate_expires_on(date(2023, 5, 31), date(2025, 2, 28)) == date(2028, 2, 28)
