"""Prices of others that change with the quarter hour: grid fees by time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kundenwerk.kernel.calendar import wall_quarters
from kundenwerk.kernel.period import Period

_WINDOW = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})", re.ASCII)
QUARTERS_OF_A_DAY = 96


class UnusableWindows(ValueError):
    """Times of day that cannot be; the message is German."""


@lru_cache(maxsize=1024)
def quarters_in(windows: str) -> frozenset[int]:
    """The quarter hours of the clock in windows such as ``17:00-22:00, 06:00-08:00``.

    A window may reach over midnight.

    Raises:
        UnusableWindows: no such times, not on the quarter hour, or empty.
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in windows.split(","))):
        match = _WINDOW.fullmatch(part)
        if match is None:
            raise UnusableWindows("Zeiten stehen so: 17:00-22:00, 06:00-08:00.")
        hour, minute, end_hour, end_minute = (int(word) for word in match.groups())
        first, end = _quarter(hour, minute), _quarter(end_hour, end_minute)
        if first == end:
            raise UnusableWindows(f"„{part}“ ist leer.")
        found |= set(range(first, end)) if first < end else {*range(first, 96), *range(end)}
    return frozenset(found)


def _quarter(hour: int, minute: int) -> int:
    quarter, rest = divmod(hour * 60 + minute, 15)
    if rest or minute > 59 or quarter > QUARTERS_OF_A_DAY:
        raise UnusableWindows("Zeiten liegen auf der Viertelstunde, von 00:00 bis 24:00.")
    return quarter


def check_windows(peak: str, offpeak: str) -> None:
    """Refuse a quarter hour in both bands.

    Raises:
        UnusableWindows: a quarter hour would have two prices, or a window cannot be.
    """
    if quarters_in(peak) & quarters_in(offpeak):
        raise UnusableWindows("Eine Viertelstunde liegt in HT und in NT.")


@dataclass(frozen=True, slots=True)
class HourlyGridPrice:
    """The working price of a grid in three bands, ct/kWh.

    Args:
        months: in which the bands hold; in the others, and outside of the windows, the
            standard price does. Empty means all months.

    Source: Bundesnetzagentur, Festlegung BK8-22/010-A, Modul 3.
    """

    valid: Period
    standard_ct: Decimal
    peak_ct: Decimal
    offpeak_ct: Decimal
    peak_windows: str
    offpeak_windows: str
    months: tuple[int, ...]
    source: str

    def on(self, day: date) -> tuple[Decimal, ...]:
        """The price of every quarter hour of a German day."""
        if self.months and day.month not in self.months:
            return (self.standard_ct,) * len(wall_quarters(day))
        return tuple(self._prices(day))

    def _prices(self, day: date) -> Iterator[Decimal]:
        peak, offpeak = quarters_in(self.peak_windows), quarters_in(self.offpeak_windows)
        for quarter in wall_quarters(day):
            if quarter in peak:
                yield self.peak_ct
            elif quarter in offpeak:
                yield self.offpeak_ct
            else:
                yield self.standard_ct
