"""By when a market partner must have answered, by date of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from kundenwerk.kernel.calendar import (
    add_working_days,
    berlin_time,
    german_day,
    is_working_day,
    next_working_day,
)
from kundenwerk.kernel.period import Period

_MIDNIGHT: Final = time()
_ONE_DAY: Final = timedelta(days=1)
_GPKE: Final = "BK6-24-174 GPKE Teil 2"
_GELI: Final = "BK7-24-01-009 GeLi Gas"
_LFW24: Final = Period(date(2025, 6, 6))


class NoDeadline(LookupError):
    """No rule is known for this use case on this day."""


@dataclass(frozen=True, slots=True)
class AnswerDeadline:
    """The answer to a use case is due on the n-th working day after receipt.

    ``clock`` is the German time on that day; midnight means the end of the day. Zero working
    days mean the day of receipt, or the next working day once its ``clock`` has passed.
    """

    pid: int
    working_days: int
    clock: time
    source: str
    valid: Period = _LFW24

    def after(self, received_at: datetime) -> datetime:
        """The last instant of the answer, in UTC."""
        day = german_day(received_at)
        if self.working_days:
            day = add_working_days(day, self.working_days)
        elif not is_working_day(day) or berlin_time(day, self.clock) < received_at:
            day = next_working_day(day)
        if self.clock == _MIDNIGHT:
            day += _ONE_DAY
        return berlin_time(day, self.clock)


ANSWER_DEADLINES: Final = (
    AnswerDeadline(55001, 1, time(11), _GPKE),
    AnswerDeadline(55004, 1, time(6), _GPKE),
    AnswerDeadline(55007, 1, time(5), _GPKE),
    AnswerDeadline(55010, 1, time(9), _GPKE),
    AnswerDeadline(55013, 0, time(15), _GPKE),
    AnswerDeadline(55016, 1, _MIDNIGHT, _GPKE),
    AnswerDeadline(44001, 4, _MIDNIGHT, _GELI),
    AnswerDeadline(44004, 3, _MIDNIGHT, _GELI),
    AnswerDeadline(44007, 3, _MIDNIGHT, _GELI),
    AnswerDeadline(44010, 3, _MIDNIGHT, _GELI),
    AnswerDeadline(44013, 2, _MIDNIGHT, _GELI),
    AnswerDeadline(44016, 3, _MIDNIGHT, _GELI),
)


def answer_due(pid: int, received_at: datetime) -> datetime:
    """The last instant at which a message received then must be answered, in UTC.

    Raises:
        NoDeadline: the table has no row.
    """
    day = german_day(received_at)
    for row in ANSWER_DEADLINES:
        if row.pid == pid and day in row.valid:
            return row.after(received_at)
    raise NoDeadline(f"{pid} {day}")
