"""How a consumption is spread over the days when a price changes between two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.calendar import first_of_next_month
from kundenwerk.kernel.period import Period

WH_PER_KWH = 1000


class TooFine(ValueError):
    """An amount of energy below whole watt-hours."""


@dataclass(frozen=True, slots=True)
class DayWeights:
    """The weight of one day in each month of the year.

    Args:
        per_day: twelve positive whole numbers, January first.

    Raises:
        ValueError: not twelve, or one is not positive.

    Source: § 12 Abs. 2 StromGVV/GasGVV: usual seasonal fluctuation of households.
    """

    name: str
    per_day: tuple[int, ...]
    source: str

    def __post_init__(self) -> None:
        if len(self.per_day) != 12 or min(self.per_day) <= 0:
            raise ValueError("a profile has twelve positive weights")

    def weight(self, period: Period) -> int:
        """The weight of all days of a closed period.

        Raises:
            ValueError: the period is open.
        """
        if period.end is None:
            raise ValueError("an open period has no weight")
        months = period.split_at(_month_starts(period.start, period.end))
        return sum(month.days * self.per_day[month.start.month - 1] for month in months)


EVEN = DayWeights("gleichmäßig", (1,) * 12, "jeder Tag zählt gleich")


def _month_starts(start: date, end: date) -> list[date]:
    days, day = [], first_of_next_month(start)
    while day < end:
        days.append(day)
        day = first_of_next_month(day)
    return days


def watt_hours(kwh: Decimal) -> int:
    """Whole watt-hours.

    Raises:
        TooFine: more than three decimals.
        ValueError: negative.
    """
    exact = kwh * WH_PER_KWH
    if exact != exact.to_integral_value():
        raise TooFine(f"{kwh} kWh is not a whole number of watt-hours")
    if exact < 0:
        raise ValueError("usage cannot be negative")
    return int(exact)


def kilowatt_hours(wh: int) -> Decimal:
    """Watt-hours as kWh with three decimals."""
    return Decimal(wh).scaleb(-3)


def split(wh: int, parts: Sequence[Period], profile: DayWeights) -> list[int]:
    """Spread watt-hours over consecutive periods so that the parts add up exactly.

    Each part is the difference of two rounded running totals.
    """
    if len(parts) == 1:
        return [wh]
    weights = [profile.weight(part) for part in parts]
    whole = sum(weights)
    shares, running, before = [], 0, 0
    for weight in weights:
        running += weight
        upto = (2 * wh * running + whole) // (2 * whole)
        shares.append(upto - before)
        before = upto
    return shares
