"""The one place that reads the clock; a training installation may play another day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from kundenwerk.platform import rows
from kundenwerk.platform.commands import command
from kundenwerk.platform.models import BusinessDate

BERLIN = ZoneInfo("Europe/Berlin")


class ClockIsReal(Exception):
    """Only a demonstration or training installation may set its day."""


class TimeRunsForward(Exception):
    """The new day lies before the present one."""


def today() -> date:
    """The business day in Germany."""
    return _played_day() or timezone.localtime(timezone=BERLIN).date()


def now() -> datetime:
    """The present instant; on the played day when one is set."""
    instant = timezone.now()  # noqa: TID251
    day = _played_day()
    if day is None:
        return instant
    return datetime.combine(day, instant.astimezone(BERLIN).time(), BERLIN)


def start_of(day: date) -> datetime:
    """Midnight in Germany at the beginning of a day."""
    return datetime.combine(day, time(), BERLIN)


@command
def set_business_date(*, day: date) -> str:
    """Play another day.

    Raises:
        ClockIsReal: this is a production installation.
        TimeRunsForward: the day lies before the one already played.
    """
    if not settings.DEMO:
        raise ClockIsReal
    present = BusinessDate.objects.select_for_update().filter(pk=1).first()
    if present and day < present.day:
        raise TimeRunsForward
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": day})
    if kept := _kept.get():
        kept.clear()
    return day.isoformat()


_kept: ContextVar[list[date | None] | None] = ContextVar("kept_day", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Ask for the played day once at most: a page is of one day, however often it looks."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


def _played_day() -> date | None:
    if not settings.DEMO:
        return None
    kept = _kept.get()
    if kept:
        return kept[0]
    row = rows.first("SELECT day FROM platform_businessdate WHERE id = 1")
    day: date | None = row[0] if row else None
    if kept is not None:
        kept.append(day)
    return day
