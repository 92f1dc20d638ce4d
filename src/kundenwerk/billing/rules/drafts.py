"""A bill ready to be issued: what was computed, for whom, and what it says about the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from kundenwerk.billing.rules.bill import Bill
from kundenwerk.billing.rules.booking import Claim
from kundenwerk.billing.rules.deadlines import credit_paid_by, issue_by
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.billing.rules.vocabulary import Hint
from kundenwerk.kernel.period import Period
from kundenwerk.tariffs.rules.profiles import WH_PER_KWH
from kundenwerk.tariffs.rules.rating import DAYS_OF_A_PRICE_YEAR
from kundenwerk.tariffs.rules.trace import digest, trace_of


@dataclass(frozen=True)
class Draft:
    """Preview and bill are made from the same draft; its digest tells whether anything changed.

    Args:
        facts: texts of the contract, the reading and the customer as they are printed.
        instalment_ids: the instalments that are deducted.
        business_partner_id: on whose time line the bill appears.
    """

    wanted: Wanted
    bill: Bill
    facts: dict[str, Any]
    account_id: int
    business_partner_id: int
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


def due_day(due_cents: int, usual: date, issued_on: date) -> date:
    """When a bill is to be paid, or a credit to be paid out.

    Raises:
        LookupError: no deadline is known for the day.

    Source: § 40c Abs. 1 und 3 EnWG.
    """
    return credit_paid_by(issued_on) if due_cents < 0 else usual


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a bill is measured against before it leaves the house."""

    annual_kwh: int | None
    deviation_percent: int
    issued_on: date


def hints_of(
    wh: int, due_cents: int, wanted: Wanted, expected: Expectation, *, estimated: bool
) -> list[Hint]:
    """What a clerk should look at.

    Args:
        wh: the energy of the bill in watt-hours.
        due_cents: what remains to be paid.
        wanted: the days billed, and as what.
        expected: the usual consumption and the day of the bill.
        estimated: whether a reading was.

    Raises:
        LookupError: no deadline is known for the day.

    Source: § 40a Abs. 2 EnWG (estimates), § 40c Abs. 2 EnWG (deadline).
    """
    found = {
        Hint.DEVIATION: _deviates(wh, wanted.period, expected),
        Hint.ESTIMATED: estimated,
        Hint.CREDIT: due_cents < 0,
        Hint.LATE: expected.issued_on > _issue_by(wanted.kind, wanted.period),
    }
    return [hint for hint, is_so in found.items() if is_so]


# Periods and days are few where bills are many.
_issue_by = lru_cache(maxsize=4096)(issue_by)


def _deviates(wh: int, period: Period, expected: Expectation) -> bool:
    """Compared in whole numbers, so that nothing depends on how a share of a year is rounded."""
    if not expected.annual_kwh:
        return False
    usual = expected.annual_kwh * WH_PER_KWH * period.days
    return abs(wh * DAYS_OF_A_PRICE_YEAR - usual) * 100 > usual * expected.deviation_percent
