"""Numbers and days as the trace writes them, straight from whole numbers.

``tests/billing/test_bulk_rules.py`` proves the same characters as ``tariffs.rules.trace``.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from kundenwerk.kernel.money import MINUS


def plain(scaled: int, places: int) -> str:
    """The shortest exact decimal text of a number counted in parts of ten to the places."""
    whole, part = divmod(abs(scaled), 10**places)
    text = str(whole)
    if part:
        text = f"{text}.{part:0{places}d}".rstrip("0")
    return f"-{text}" if scaled < 0 else text


def german(scaled: int, places: int) -> str:
    """The same in German notation, with dots between thousands."""
    whole, part = divmod(abs(scaled), 10**places)
    text = str(whole) if whole < 1000 else f"{whole:,}".replace(",", ".")
    if part:
        text = f"{text},{part:0{places}d}".rstrip("0")
    return f"{MINUS}{text}" if scaled < 0 else text


def fixed(scaled: int, places: int) -> str:
    """Decimal text with all its places, as a column of that many keeps it."""
    whole, part = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{part:0{places}d}"


def euros(cents: int) -> str:
    """Cents in German notation: ``−1.234,56 €``."""
    whole, part = divmod(abs(cents), 100)
    text = str(whole) if whole < 1000 else f"{whole:,}".replace(",", ".")
    return f"{MINUS if cents < 0 else ''}{text},{part:02d} €"


@lru_cache(maxsize=4096)
def iso(ordinal: int) -> str:
    """``2026-12-01``."""
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)
def german_day(ordinal: int) -> str:
    """``01.12.2026``."""
    return f"{date.fromordinal(ordinal):%d.%m.%Y}"
