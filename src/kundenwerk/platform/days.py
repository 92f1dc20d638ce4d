"""The beginning of a business day: every context's daily work.

The worker looks every hour, for what a day needs may arrive during it; a demonstration that plays
another day begins every day on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.platform.jobs import periodic

DailyWork = Callable[[Call, date], None]
_works: dict[str, DailyWork] = {}


def daily(work: DailyWork) -> DailyWork:
    """Do this when a business day begins; what is already done for the day is left alone.

    It gets a call whose key belongs to the work, the day and the occasion.
    """
    _works[work.__module__] = work
    return work


def begin(day: date, occasion: str) -> None:
    """Do the daily work of all contexts."""
    for name, work in sorted(_works.items()):
        work(Call.of_job(f"day:{name}", day, occasion), day)


@periodic("5 * * * *")
def look(timestamp: int) -> None:
    """Begin the present day, at the latest an hour after midnight or after an outage."""
    begin(clock.today(), str(timestamp))


def play_until(call: Call, day: date) -> None:
    """Move the played day forward and begin every day on the way.

    Raises:
        ClockIsReal: this is a production installation.
        TimeRunsForward: the day lies in the past.
    """
    present = clock.today()
    if day <= present:
        clock.set_business_date(call, day=day)
    while present < day:
        present += timedelta(days=1)
        clock.set_business_date(call.derive(present), day=present)
        begin(present, str(call.key))
