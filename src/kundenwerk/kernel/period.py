"""Half-open spans of days: the end is the first day that no longer belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """The days from ``start`` up to, but not including, ``end``; open when ``end`` is None.

    Raises:
        ValueError: the end is not after the start.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"empty period: {self.start} to {self.end}")

    @classmethod
    def through(cls, first_day: date, last_day: date) -> Period:
        """The period people write as "vom … bis …", both days included."""
        return cls(first_day, last_day + ONE_DAY)

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last_day(self) -> date | None:
        """The last day that belongs, as people read it."""
        return None if self.end is None else self.end - ONE_DAY

    @property
    def days(self) -> int:
        """Number of days.

        Raises:
            ValueError: the period is open.
        """
        if self.end is None:
            raise ValueError("an open period has no number of days")
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, other: Period) -> bool:
        """Whether every day of ``other`` belongs to this period."""
        starts_in = self.start <= other.start
        return starts_in and (self.end is None or (other.end is not None and other.end <= self.end))

    def intersect(self, other: Period) -> Period | None:
        """The days both share, if any."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Period(start, end)

    def split_at(self, cuts: Iterable[date]) -> Iterator[Period]:
        """The same days in pieces; a new piece begins at every cut that lies inside."""
        inside = sorted({day for day in cuts if day in self and day != self.start})
        start = self.start
        for day in inside:
            yield Period(start, day)
            start = day
        yield Period(start, self.end)

    def __str__(self) -> str:
        until = f"{self.last_day:%d.%m.%Y}" if self.last_day else "auf Weiteres"
        return f"{self.start:%d.%m.%Y} bis {until}"


def tile(parts: Sequence[Period], whole: Period) -> bool:
    """Whether the parts, in order, cover the whole without gap or overlap."""
    if not parts or parts[0].start != whole.start or parts[-1].end != whole.end:
        return False
    return all(left.end == right.start for left, right in pairwise(parts))
