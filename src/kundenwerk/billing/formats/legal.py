"""The notices a bill must carry, as dated data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kundenwerk.kernel.period import Period

_DATA = Path(__file__).resolve().parent.parent / "data" / "legal_notes.csv"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice with the law that demands it; ``{phone}`` and ``{email}`` are filled in."""

    valid: Period
    title: str
    text: str
    source: str


def notices(day: date) -> list[Notice]:
    """The notices of a bill issued on a day.

    Source: § 40 Abs. 1 und 2 EnWG.
    """
    return [notice for notice in _all() if day in notice.valid]


@cache
def _all() -> tuple[Notice, ...]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return tuple(
        Notice(
            _period(row["valid_from"], row["valid_until"]), row["title"], row["text"], row["source"]
        )
        for row in rows
    )


def _period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
