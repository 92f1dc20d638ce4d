"""A bill ready to be issued: what was computed, for whom, and what it says about the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from kundenwerk.billing.rules.bill import Bill
from kundenwerk.billing.rules.booking import Claim
from kundenwerk.billing.rules.deadlines import credit_paid_by, issue_by
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import Hint
from kundenwerk.kernel.money import ZERO
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.rating import DAYS_OF_A_PRICE_YEAR
from kundenwerk.tariffs.rules.trace import digest, trace_of


@dataclass(frozen=True)
class Draft:
    """Preview and bill are made from the same draft; its digest tells whether anything changed.

    Args:
        facts: texts of the contract, the reading and the customer as they are printed.
        instalment_ids: the instalments that are deducted.
        partner_id: on whose time line the bill appears.
    """

    wanted: Wanted
    bill: Bill
    facts: dict[str, Any]
    account_id: int
    partner_id: int
    claim: Claim
    hints: tuple[Hint, ...] = ()
    instalment_ids: tuple[int, ...] = field(default_factory=tuple)

    @cached_property
    def trace(self) -> dict[str, Any]:
        """The whole computation as data, instalments included."""
        return trace_of_bill(self.bill)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the trace."""
        return digest(self.trace)


def trace_of_bill(bill: Bill) -> dict[str, Any]:
    """The computation of a bill as data, and the instalments that are deducted."""
    prepaid = [
        {
            "percent": str(part.vat_percent),
            "net_cents": part.net.cents,
            "vat_cents": part.vat.cents,
        }
        for part in bill.prepaid
    ]
    return {
        **trace_of(bill.rated),
        "prepaid": prepaid,
        "due_cents": bill.amount_due.cents,
    }


def due_day(bill: Bill, usual: date, issued_on: date) -> date:
    """When a bill is to be paid, or a credit to be paid out.

    Raises:
        LookupError: no deadline is known for the day.

    Source: § 40c Abs. 1 und 3 EnWG.
    """
    return credit_paid_by(issued_on) if bill.amount_due < ZERO else usual


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a bill is measured against before it leaves the house."""

    annual_kwh: int | None
    deviation_percent: int
    issued_on: date


def hints_of(bill: Bill, wanted: Wanted, expected: Expectation, *, estimated: bool) -> list[Hint]:
    """What a clerk should look at.

    Raises:
        LookupError: no deadline is known for the day.

    Source: § 40a Abs. 2 EnWG (estimates), § 40c Abs. 2 EnWG (deadline).
    """
    found = {
        Hint.DEVIATION: _deviates(bill.kwh, wanted.period, expected),
        Hint.ESTIMATED: estimated,
        Hint.CREDIT: bill.amount_due < ZERO,
        Hint.LATE: expected.issued_on > issue_by(wanted.kind, wanted.period),
    }
    return [hint for hint, is_so in found.items() if is_so]


def _deviates(kwh: Decimal, period: Period, expected: Expectation) -> bool:
    if not expected.annual_kwh:
        return False
    usual = Decimal(expected.annual_kwh) * period.days / DAYS_OF_A_PRICE_YEAR
    return abs(kwh - usual) * 100 > usual * expected.deviation_percent
