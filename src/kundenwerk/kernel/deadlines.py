"""Spans of time the law grants or demands, and rows of tables that hold from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.period import Period


class Dated(Protocol):
    """A row that holds on the days of a period."""

    @property
    def valid(self) -> Period:
        """The days it holds on."""


D = TypeVar("D", bound=Dated)


def in_force(table: Iterable[D], day: date) -> D:
    """The row of a table that holds on a day.

    Raises:
        LookupError: the table has none.
    """
    for row in table:
        if day in row.valid:
            return row
    raise LookupError(f"nothing known for {day}")


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A span of time the law sets, from a day on; days, weeks and months add up."""

    valid: Period
    source: str
    days: int = 0
    weeks: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The last day of the span that begins with the end of ``day``.

        Source: §§ 187 Abs. 1, 188 BGB.
        """
        return add_months(day, self.months) + timedelta(days=self.days, weeks=self.weeks)
