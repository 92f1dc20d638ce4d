"""What was used in every quarter hour of many days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.period import ONE_DAY, Period


class DayChange(StrEnum):
    """What taking a day in does."""

    NEW = "NEW"
    CORRECTED = "CORRECTED"
    UNCHANGED = "UNCHANGED"


CHANGE_LABELS: Final = {
    DayChange.NEW: "neu",
    DayChange.CORRECTED: "berichtigt",
    DayChange.UNCHANGED: "schon bekannt",
}


@dataclass(frozen=True, slots=True, eq=False)
class LoadCurve:
    """The known quarter hours of a closed period.

    Args:
        days: the days that are known, in order.
        wh: watt-hours of those days, one after the other.
        substitutes: how many of the values were not measured.
        versions: the days whose values were corrected, with the number of the version.

    Source: § 60 MsbG (values and substitute values are formed by the metering operator).
    """

    period: Period
    days: tuple[date, ...]
    wh: NDArray[np.int64]
    substitutes: int
    versions: Mapping[date, int]

    @property
    def missing(self) -> list[date]:
        """The days of the period nothing is known of."""
        known = set(self.days)
        days = (self.period.start + number * ONE_DAY for number in range(self.period.days))
        return [day for day in days if day not in known]

    def by_day(self) -> dict[date, NDArray[np.int64]]:
        """The values of each known day."""
        counts = [quarter_hours(day) for day in self.days]
        ends = accumulate(counts)
        return {
            day: self.wh[end - count : end]
            for day, count, end in zip(self.days, counts, ends, strict=True)
        }


def nothing_known(period: Period) -> LoadCurve:
    """A curve without a single day."""
    return LoadCurve(period, (), np.zeros(0, np.int64), 0, {})
