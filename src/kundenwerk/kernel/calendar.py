"""Working days of the energy market, banking days of TARGET, months, and the German clock."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

BERLIN: Final = ZoneInfo("Europe/Berlin")
_ONE_DAY: Final = timedelta(days=1)
_GAS_DAY: Final = time(6)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether the energy market works on this day.

    Source: GPKE/GeLi Gas, Begriff Werktag: neither weekend nor holiday of any federal state,
    nor 24 or 31 December.
    """
    # Loads the holidays of all countries, a tenth of the whole start; most starts ask for none.
    from bdew_datetimes import is_bdew_working_day  # noqa: PLC0415

    return bool(is_bdew_working_day(day))


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after a day; before it when negative.

    Raises:
        ValueError: the count is zero.
    """
    if count == 0:
        raise ValueError("zero working days lead nowhere")
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def next_working_day(day: date) -> date:
    """The first working day after a day."""
    return add_working_days(day, 1)


def working_days_between(start: date, end: date) -> int:
    """Number of working days strictly between two days."""
    inside = (start + timedelta(days=offset) for offset in range(1, (end - start).days))
    return sum(is_working_day(day) for day in inside)


def first_day_after_working_days(day: date, count: int) -> date:
    """The first day with ``count`` full working days strictly between it and ``day``."""
    return (add_working_days(day, count) if count else day) + _ONE_DAY


@lru_cache(maxsize=4096)
def is_target_day(day: date) -> bool:
    """Whether the euro payment system settles on this day.

    Source: calendar of TARGET days of the European Central Bank.
    """
    from holidays import financial_holidays  # noqa: PLC0415 - as above

    return day.weekday() < 5 and day not in financial_holidays("ECB", years=day.year)


def add_target_days(day: date, count: int) -> date:
    """The ``count``-th banking day after a day; for zero the day itself or the next one.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError("banking days are counted forwards")
    if count == 0:
        return day if is_target_day(day) else add_target_days(day, 1)
    for _ in range(count):
        day += _ONE_DAY
        while not is_target_day(day):
            day += _ONE_DAY
    return day


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month if it is too short.

    Source: § 188 Abs. 2 und 3 BGB.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def first_of_month(day: date) -> date:
    """The first day of the month a day lies in."""
    return day.replace(day=1)


def first_of_next_month(day: date) -> date:
    """The first day of the following month."""
    return add_months(first_of_month(day), 1)


def start_of_day(day: date) -> datetime:
    """German midnight at the beginning of a day, as an instant in UTC."""
    return datetime.combine(day, time(), BERLIN).astimezone(UTC)


def start_of_gas_day(day: date) -> datetime:
    """German six o'clock, at which a gas day begins, as an instant in UTC.

    Source: Kooperationsvereinbarung Gas, Gastag; BDEW UTILMD AHB Gas, condition UB2.
    """
    return berlin_time(day, _GAS_DAY)


def berlin_time(day: date, clock: time) -> datetime:
    """A German wall-clock time on a day, as an instant in UTC."""
    return datetime.combine(day, clock, BERLIN).astimezone(UTC)


def german_day(instant: datetime) -> date:
    """The German calendar day an instant falls on.

    Raises:
        ValueError: the instant carries no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(BERLIN).date()


@lru_cache(maxsize=8192)
def quarter_hours(day: date) -> int:
    """How many quarter hours a German day has: 92, 96 or 100."""
    length = start_of_day(day + _ONE_DAY) - start_of_day(day)
    return length // timedelta(minutes=15)


def wall_quarters(day: date) -> tuple[int, ...]:
    """Which of the 96 quarter hours of the clock each quarter hour of a German day shows.

    On the day summer time begins those from 2:00 to 2:45 are missing, on the day it ends they
    come twice.
    """
    before, hour, after = tuple(range(8)), tuple(range(8, 12)), tuple(range(12, 96))
    times = {92: 0, 96: 1, 100: 2}[quarter_hours(day)]
    return (*before, *hour * times, *after)


def quarter_hour_at(day: date, position: int) -> str:
    """The clock at the beginning of a quarter hour, counted from zero, as people read it."""
    at = (start_of_day(day) + position * timedelta(minutes=15)).astimezone(BERLIN)
    return at.strftime("%H:%M")
