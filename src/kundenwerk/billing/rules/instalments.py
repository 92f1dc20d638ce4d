"""When instalments fall due, and how their tax is split off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kundenwerk.billing.rules.basis import Prepaid
from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.money import Money, round_cents, total
from kundenwerk.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment of a plan."""

    due_on: date
    gross: Money


def schedule(
    plan: Period, amount: Money, *, day_of_month: int, demanded_on: date, term_days: int
) -> Iterator[Due]:
    """The instalments of a closed plan, one a month, none before supply or too soon.

    They fall due on ``day_of_month`` (1 to 28), the first at least ``term_days`` after the demand.

    Raises:
        ValueError: the plan is open or the day is no day of every month.

    Source: § 40c Abs. 1 EnWG (two weeks); § 41b Abs. 3 S. 2 EnWG (not before supply).
    """
    if plan.end is None or not 1 <= day_of_month <= 28:
        raise ValueError("a plan has an end and a day between 1 and 28")
    earliest = max(plan.start, demanded_on + timedelta(days=term_days))
    day = plan.start.replace(day=day_of_month)
    while day < plan.end:
        if day >= earliest and amount:
            yield Due(day, amount)
        day = add_months(day, 1)


def with_tax(gross: Money, percent: Decimal) -> Prepaid:
    """Net and tax inside a gross amount.

    Source: § 13 Abs. 1 Nr. 1 Buchst. a S. 4 UStG.
    """
    net = round_cents(gross.euros * 100 / (100 + percent))
    return Prepaid(percent, net, gross - net)


def by_rate(parts: Sequence[Prepaid]) -> tuple[Prepaid, ...]:
    """Net and tax of many instalments, summed per rate."""
    rates = sorted({part.vat_percent for part in parts})
    groups = [(rate, [part for part in parts if part.vat_percent == rate]) for rate in rates]
    return tuple(
        Prepaid(rate, total(p.net for p in group), total(p.vat for p in group))
        for rate, group in groups
    )
