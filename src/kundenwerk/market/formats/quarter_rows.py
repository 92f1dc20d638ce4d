"""Rows of a table that stand for quarter hours, sorted into whole German days.

Times carry their offset (``2026-10-25T02:00+02:00``) or are German wall-clock time; then an
hour that comes twice is told apart by the order of the rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Generic, TypeVar

from kundenwerk.kernel.calendar import (
    german_day,
    quarter_hour_at,
    start_of_day,
    wall_quarters,
)
from kundenwerk.kernel.numbers import NotReadable, format_day
from kundenwerk.market.formats.tables import RowFault, TableRejected

_QUARTER = timedelta(minutes=15)
_GERMAN = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2})", re.ASCII)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class WholeDay(Generic[K, V]):
    """All quarter hours of a German day, in order.

    Args:
        row: where the day begins in the file.
        key: what the day belongs to.
    """

    row: int
    key: K
    day: date
    values: tuple[V, ...]


class QuarterRows(Generic[K, V]):
    """Rows sorted into their days; faults are kept until the end."""

    def __init__(self) -> None:
        self._found: dict[K, dict[date, dict[int, tuple[int, V]]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self._faults: list[RowFault] = []

    def add(self, row: int, key: K, at: datetime, value: V) -> None:
        """Take a row in."""
        days = self._found[key]
        try:
            day, position = _position(at, days)
        except NotReadable as refusal:
            self._faults.append(RowFault(row, "beginn", str(refusal)))
            return
        present = days[day].get(position)
        if present is not None:
            reason = f"Wie Zeile {present[0]}: dieselbe Viertelstunde."
            self._faults.append(RowFault(row, "beginn", reason))
            return
        days[day][position] = (row, value)

    def complete(self) -> list[WholeDay[K, V]]:
        """The days of each key, in order.

        Raises:
            TableRejected: a quarter hour that is missing, doubled or none.
        """
        for days in self._found.values():
            self._faults += [fault for day, found in days.items() for fault in _gaps(day, found)]
        if self._faults:
            raise TableRejected(sorted(self._faults, key=lambda fault: fault.row))
        return [
            WholeDay(found[0][0], key, day, tuple(found[n][1] for n in range(len(found))))
            for key, days in self._found.items()
            for day, found in sorted(days.items())
        ]


def moment(text: str) -> datetime:
    """The beginning of a quarter hour; without an offset it is German wall-clock time.

    Raises:
        NotReadable: no such instant.
    """
    german = _GERMAN.fullmatch(text)
    iso = f"{german[3]}-{german[2]}-{german[1]}T{german[4]}" if german else text
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        found = None
    if found is None or len(text) < len("2026-01-01T00:00"):
        example = "2026-10-25T02:00+02:00 oder 25.10.2026 02:00"
        raise NotReadable(f"„{text[:30]}“ ist kein Zeitpunkt. So: {example}.")
    if found.minute % 15 or found.second or found.microsecond:
        raise NotReadable("Eine Viertelstunde beginnt um :00, :15, :30 oder :45.")
    return found


def _gaps(day: date, found: Mapping[int, tuple[int, Any]]) -> list[RowFault]:
    missing = [n for n in range(len(_quarters(day))) if n not in found]
    if not missing:
        return []
    return [RowFault(min(row for row, _ in found.values()), "beginn", _gap(day, missing))]


def _gap(day: date, missing: Sequence[int]) -> str:
    first = quarter_hour_at(day, missing[0])
    which = "fehlt eine Viertelstunde" if len(missing) == 1 else f"fehlen {len(missing)}"
    more = "um" if len(missing) == 1 else "Viertelstunden, die erste um"
    return f"Am {format_day(day)} {which} {more} {first} Uhr."


_quarters = lru_cache(maxsize=4096)(wall_quarters)
_midnight = lru_cache(maxsize=4096)(start_of_day)


def _position(at: datetime, found: Mapping[date, Mapping[int, Any]]) -> tuple[date, int]:
    if at.tzinfo is not None:
        day = german_day(at)
        return day, (at - _midnight(day)) // _QUARTER
    day = at.date()
    quarter = (at.hour * 60 + at.minute) // 15
    places = [n for n, shown in enumerate(_quarters(day)) if shown == quarter]
    if not places:
        raise NotReadable("Diese Zeit gibt es nicht: Die Uhr springt von 2 auf 3 Uhr.")
    taken = found.get(day, {})
    return day, next((place for place in places if place not in taken), places[-1])
