"""Tables of quarter hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kundenwerk.kernel.calendar import BERLIN, quarter_hours, start_of_day
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.metering import commands
from tests.factories.calls import fresh_call

HEAD = "malo;beginn;kwh;ersatzwert"
Wh = Callable[[date, int], int]


def rows(malo: str, day: date, wh: Wh, *, substitute: int | None = None) -> list[str]:
    """The rows of a day."""
    quarter = timedelta(minutes=15)
    return [
        f"{malo};{(start_of_day(day) + n * quarter).astimezone(BERLIN).isoformat()}"
        f";{wh(day, n) // 1000},{wh(day, n) % 1000:03};{'ja' if n == substitute else 'nein'}"
        for n in range(quarter_hours(day))
    ]


def table(malo: str, period: Period, wh: Wh, *, substitute: int | None = None) -> bytes:
    """The table of a closed period."""
    days = [period.start + n * ONE_DAY for n in range(period.days)]
    lines = [line for day in days for line in rows(malo, day, wh, substitute=substitute)]
    return "\n".join([HEAD, *lines]).encode()


def receive(
    malo: str,
    period: Period,
    wh: Wh = lambda _, n: 100 + n,
    *,
    substitute: int | None = None,
    today: date = date(2027, 1, 10),
) -> dict[str, int]:
    """Take a table in."""
    content = table(malo, period, wh, substitute=substitute)
    return commands.import_load_curves(fresh_call(), content=content, today=today)
