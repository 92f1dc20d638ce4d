"""Gapless numbers: a counter row per series, taken as the last statement before the commit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from kundenwerk.platform.commands import require_transaction


@dataclass(frozen=True, slots=True)
class Series:
    """How the numbers of a series look.

    Args:
        pattern: format string over ``n`` and ``year``.
        first: the first number given.
        by_year: whether counting starts anew each year.
    """

    pattern: str
    first: int = 1
    by_year: bool = False


SERIES = {
    "CUSTOMER": Series("{n}", first=100001),
    "SUPPLY_POINT": Series("L{n:07}"),
    "CONTRACT_ACCOUNT": Series("K{n:07}"),
    "CONTRACT": Series("V{n:07}"),
    "MANDATE": Series("M{n:08}"),
    "QUOTE": Series("A-{year}-{n:05}", by_year=True),
    "INVOICE": Series("R-{year}-{n:06}", by_year=True),
    "DUNNING": Series("M-{year}-{n:06}", by_year=True),
    "LETTER": Series("S-{year}-{n:06}", by_year=True),
    "COLLECTION": Series("LS-{year}-{n:05}", by_year=True),
    "INTERCHANGE": Series("KW{n:010}"),
}

_TAKE = """
    INSERT INTO platform_numberrange (series, year, last)
    VALUES (%(series)s, %(year)s, %(first)s + %(count)s - 1)
    ON CONFLICT (series, year) DO UPDATE SET last = platform_numberrange.last + %(count)s
    RETURNING last
"""


def take_block(series: str, count: int, *, year: int) -> list[str]:
    """Take the next ``count`` numbers, all or none with the transaction around.

    The counter row stays locked until the commit: call this last and do no slow work after.

    Raises:
        KeyError: an unknown series.
        NotInTransaction: there is no transaction to tie the numbers to.
    """
    require_transaction()
    known = SERIES[series]
    values: dict[str, str | int] = {
        "series": series,
        "year": year if known.by_year else 0,
        "first": known.first,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        (last,) = cursor.fetchone()
    return [known.pattern.format(n=n, year=year) for n in range(last - count + 1, last + 1)]


def next_number(series: str, *, year: int) -> str:
    """Take one number; see ``take_block``."""
    return take_block(series, 1, year=year)[0]
