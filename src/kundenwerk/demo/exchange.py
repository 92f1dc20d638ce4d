"""Invented exchange prices: dear on winter evenings, cheap or below zero on sunny noons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from kundenwerk.demo.facts import LAST_DAY
from kundenwerk.kernel.calendar import add_months, wall_quarters
from kundenwerk.kernel.period import ONE_DAY
from kundenwerk.market.formats.spot import SpotRow


def prices() -> list[SpotRow]:
    """The last thirteen months."""
    first = add_months(LAST_DAY, -13)
    days = (first + number * ONE_DAY for number in range((LAST_DAY - first).days))
    return [SpotRow(0, day, tuple(_day(day)), "Demo, erfunden") for day in days]


def _day(day: date) -> Iterator[int]:
    """Cents per MWh of every quarter hour."""
    winter = math.cos(2 * math.pi * (day.timetuple().tm_yday - 15) / 365)
    windy = math.sin(day.toordinal() * 1.7) * 18
    weekend = -15 if day.weekday() >= 5 else 0
    for quarter in wall_quarters(day):
        hour = quarter / 4
        evening = (45 + 25 * winter) * math.exp(-(((hour - 18.5) / 2.2) ** 2))
        morning = 20 * math.exp(-(((hour - 8) / 1.6) ** 2))
        sun = (48 - 34 * winter) * math.exp(-(((hour - 13) / 2.8) ** 2))
        euros = 78 + 12 * winter + windy + weekend + evening + morning - sun
        yield round(euros * 100)
