"""What a register probably showed on a day nobody read it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from kundenwerk.kernel.numbers import round_to
from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.plausibility import Known, capacity

DAYS_OF_A_FORECAST = 365


class Profile(Protocol):
    """How consumption is spread over the year."""

    def weight(self, period: Period) -> int:
        """The weight of the days of a closed period."""


class NothingToEstimateFrom(LookupError):
    """Neither two readings nor a reading and an expected consumption are known."""


def interpolated(earlier: Known, later: Known, day: date, digits: int, profile: Profile) -> Decimal:
    """The value between two readings, in whole units.

    Raises:
        ValueError: the day does not lie between them.

    Source: § 40a Abs. 2 EnWG; seasonal weights after § 12 Abs. 2 StromGVV.
    """
    if not earlier.day < day < later.day:
        raise ValueError(f"{day} is not between {earlier.day} and {later.day}")
    used = later.value - earlier.value + (capacity(digits) if later.rolled_over else 0)
    share = profile.weight(Period(earlier.day, day))
    whole = profile.weight(Period(earlier.day, later.day))
    return round_to(earlier.value + used * share / whole, 0) % capacity(digits)


def extrapolated(
    earlier: Known, day: date, per_year: Decimal, digits: int, profile: Profile
) -> Decimal:
    """The value some days after a reading, from the expected yearly consumption.

    Raises:
        ValueError: the day is not after the reading.

    Source: § 40a Abs. 2 EnWG (previous consumption or comparable customers).
    """
    share = profile.weight(Period(earlier.day, day))
    year = Period(earlier.day, earlier.day + timedelta(days=DAYS_OF_A_FORECAST))
    expected = per_year * share / profile.weight(year)
    return round_to(earlier.value + expected, 0) % capacity(digits)
