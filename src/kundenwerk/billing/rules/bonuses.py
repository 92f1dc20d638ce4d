"""When a promised bonus is paid, and what else the first bill holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.tariffs.rules.rating import Deduction

MONTHS_OF_LOYALTY = 12


@dataclass(frozen=True, slots=True)
class Promised:
    """The bonuses of the first terms of a contract, gross.

    Args:
        once: what the conditions of the contract give or charge with the first bill.
    """

    instant: Money
    new_customer: Money
    once: Sequence[Deduction] = ()


def bonuses_in(period: Period, supply_start: date, promised: Promised) -> tuple[Deduction, ...]:
    """The bonuses a bill of this period pays, and its one-time amounts.

    The instant bonus and one-time amounts come with the bill that begins with the supply, the
    bonus for new customers with the bill that holds the last day of the first year of supply.
    Each day is on one bill only, so none is paid twice.

    Source: terms of the contract (AP-056, AP-061); § 41 Abs. 4 EnWG (bonus and first term).
    """
    return tuple(_due(period, supply_start, promised))


def _due(period: Period, supply_start: date, promised: Promised) -> Iterator[Deduction]:
    if promised.instant and supply_start in period:
        yield Deduction("Sofortbonus", promised.instant)
    if supply_start in period:
        yield from promised.once
    if promised.new_customer and add_months(supply_start, MONTHS_OF_LOYALTY) - ONE_DAY in period:
        yield Deduction("Neukundenbonus", promised.new_customer)
