"""What was used in every quarter hour of many days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
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

    def between(self, span: Period) -> NDArray[np.int64]:
        """The values of some days in order, those that are known."""
        counts = np.array([quarter_hours(day) for day in self.days], np.int64)
        inside = np.array([day in span for day in self.days], np.bool_)
        return self.wh[np.repeat(inside, counts)]

    def by_day(self) -> dict[date, list[int]]:
        """The values of each known day."""
        ends = np.cumsum([quarter_hours(day) for day in self.days])
        parts = np.split(self.wh, ends[:-1]) if self.days else []
        return {day: part.tolist() for day, part in zip(self.days, parts, strict=True)}


def nothing_known(period: Period) -> LoadCurve:
    """A curve without a single day."""
    return LoadCurve(period, (), np.zeros(0, np.int64), 0, {})
