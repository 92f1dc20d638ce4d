"""Exchange prices of quarter hours, as exchanges and transparency sites give them out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from kundenwerk.kernel.calendar import (
    german_day,
    quarter_hour_at,
    start_of_day,
    wall_quarters,
)
from kundenwerk.kernel.numbers import NotReadable, format_day, parse_decimal
from kundenwerk.market.formats.tables import (
    REQUIRED,
    Column,
    RowFault,
    TableRejected,
    read_table,
    words,
)

AUCTION = "Day-Ahead-Auktion DE-LU"
_QUARTER = timedelta(minutes=15)
_GERMAN = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2})", re.ASCII)
# The harmonised price limits of the day-ahead auction lie below; what is above is a slip.
_HIGHEST_CENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class SpotRow:
    """The prices of one German day.

    Args:
        row: where the day begins in the file.
        cents_per_mwh: one for each of its 92, 96 or 100 quarter hours.
    """

    row: int
    day: date
    cents_per_mwh: tuple[int, ...]
    source: str


def read_spot_prices(content: bytes) -> list[SpotRow]:
    """Whole days of prices in €/MWh, by the beginning of the quarter hour.

    Times carry their offset (``2026-10-25T02:00+02:00``) or are German wall-clock time; then
    an hour that comes twice is told apart by the order of the rows.

    Raises:
        TableRejected: see ``read_table``; a quarter hour that is missing, doubled or none.

    Source: § 3 Nr. 95 EnWG (dynamic tariffs follow the settlement interval of the market).
    """
    columns = [
        Column("beginn", _moment, REQUIRED),
        Column("preis", _cents, REQUIRED),
        Column("quelle", words(120), AUCTION),
    ]
    days = _Days()
    for row, values in read_table(content, columns):
        days.add(row, values)
    return days.complete()


class _Days:
    """Rows sorted into their days; faults are kept until the end."""

    def __init__(self) -> None:
        self._found: dict[date, dict[int, tuple[int, int, str]]] = defaultdict(dict)
        self._faults: list[RowFault] = []

    def add(self, row: int, values: dict[str, Any]) -> None:
        moment = values["beginn"]
        try:
            day, position = _position(moment, self._found)
        except NotReadable as refusal:
            self._faults.append(RowFault(row, "beginn", str(refusal)))
            return
        present = self._found[day].get(position)
        if present is not None:
            reason = f"Wie Zeile {present[0]}: dieselbe Viertelstunde."
            self._faults.append(RowFault(row, "beginn", reason))
            return
        self._found[day][position] = (row, values["preis"], values["quelle"])

    def complete(self) -> list[SpotRow]:
        for day, found in self._found.items():
            missing = [n for n in range(len(_quarters(day))) if n not in found]
            if missing:
                first_row = min(row for row, _, _ in found.values())
                self._faults.append(RowFault(first_row, "beginn", _gap(day, missing)))
        if self._faults:
            raise TableRejected(sorted(self._faults, key=lambda fault: fault.row))
        return [_row(day, found) for day, found in sorted(self._found.items())]


def _gap(day: date, missing: Sequence[int]) -> str:
    first = quarter_hour_at(day, missing[0])
    which = "fehlt eine Viertelstunde" if len(missing) == 1 else f"fehlen {len(missing)}"
    more = "um" if len(missing) == 1 else "Viertelstunden, die erste um"
    return f"Am {format_day(day)} {which} {more} {first} Uhr."


def _row(day: date, found: dict[int, tuple[int, int, str]]) -> SpotRow:
    first, _, source = found[0]
    return SpotRow(first, day, tuple(found[n][1] for n in range(len(found))), source)


_quarters = lru_cache(maxsize=4096)(wall_quarters)
_midnight = lru_cache(maxsize=4096)(start_of_day)


def _position(moment: datetime, found: dict[date, dict[int, Any]]) -> tuple[date, int]:
    if moment.tzinfo is not None:
        day = german_day(moment)
        return day, (moment - _midnight(day)) // _QUARTER
    day = moment.date()
    quarter = (moment.hour * 60 + moment.minute) // 15
    places = [n for n, shown in enumerate(_quarters(day)) if shown == quarter]
    if not places:
        raise NotReadable("Diese Zeit gibt es nicht: Die Uhr springt von 2 auf 3 Uhr.")
    return day, next((place for place in places if place not in found[day]), places[-1])


def _moment(text: str) -> datetime:
    german = _GERMAN.fullmatch(text)
    iso = f"{german[3]}-{german[2]}-{german[1]}T{german[4]}" if german else text
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        moment = None
    if moment is None or len(text) < len("2026-01-01T00:00"):
        example = "2026-10-25T02:00+02:00 oder 25.10.2026 02:00"
        raise NotReadable(f"„{text[:30]}“ ist kein Zeitpunkt. So: {example}.")
    if moment.minute % 15 or moment.second or moment.microsecond:
        raise NotReadable("Eine Viertelstunde beginnt um :00, :15, :30 oder :45.")
    return moment


def _cents(text: str) -> int:
    cents = int(parse_decimal(text, places=2).scaleb(2))
    if abs(cents) > _HIGHEST_CENTS:
        raise NotReadable("Der Preis liegt außerhalb der Grenzen der Börse (€/MWh).")
    return cents
