"""Quarter hours as they were received last, for many supply points at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import Max, Min

from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import Period
from kundenwerk.market.formats.tables import RowFault, TableRejected
from kundenwerk.metering.formats.load_table import LoadRow
from kundenwerk.metering.models import LoadDay
from kundenwerk.metering.rules.load_curves import DayChange, LoadCurve, nothing_known
from kundenwerk.supply.models import SupplyPoint

# The form PostgreSQL sends arrays in: five numbers before, the length before every value.
_HEADER_BYTES: Final = 20
_NEWEST: Final = """
    SELECT wanted.key, array_agg(newest.day ORDER BY newest.day),
           string_agg(substring(array_send(newest.wh) FROM %(header)s + 1), ''
                      ORDER BY newest.day),
           sum(cardinality(newest.substitutes))::bigint,
           array_agg(newest.day ORDER BY newest.day) FILTER (WHERE newest.version > 1),
           array_agg(newest.version ORDER BY newest.day) FILTER (WHERE newest.version > 1)
    FROM unnest(%(keys)s::bigint[], %(points)s::bigint[], %(firsts)s::date[], %(untils)s::date[])
         AS wanted (key, point_id, first, until)
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (day) day, version, wh, substitutes FROM metering_loadday
        WHERE supply_point_id = wanted.point_id AND day >= wanted.first AND day < wanted.until
        ORDER BY day, version DESC
    ) AS newest
    GROUP BY wanted.key
"""


def load_curves(wanted: Mapping[int, tuple[int, Period]]) -> dict[int, LoadCurve]:
    """What is known of closed periods, one query whatever is asked.

    Args:
        wanted: supply point and period by any key; a year of one takes 280 kB while it is read.
    """
    columns: dict[str, Any] = {
        "header": _HEADER_BYTES,
        "keys": list(wanted),
        "points": [point for point, _ in wanted.values()],
        "firsts": [period.start for _, period in wanted.values()],
        "untils": [period.end for _, period in wanted.values()],
    }
    found = {key: nothing_known(period) for key, (_, period) in wanted.items()}
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, columns)
        for key, *row in cursor.fetchall():
            found[key] = _curve(wanted[key][1], row)
    return found


def _curve(period: Period, row: Sequence[Any]) -> LoadCurve:
    days, sent, substitutes, corrected, versions = row
    values = np.frombuffer(bytes(sent), ">i4")[1::2].astype(np.int64)
    known = dict(zip(corrected or (), versions or (), strict=True))
    return LoadCurve(period, tuple(days), values, substitutes, known)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a supply point's quarter hours."""

    span: Period
    missing: Sequence[date]
    substitutes: int


def known_quarter_hours(supply_point_id: int) -> Known | None:
    """From the first to the last day, with what is missing between; None when there are none."""
    found = LoadDay.objects.filter(supply_point_id=supply_point_id).aggregate(
        first=Min("day"), last=Max("day")
    )
    if found["first"] is None:
        return None
    span = Period.through(found["first"], found["last"])
    curve = load_curves({0: (supply_point_id, span)})[0]
    return Known(span, curve.missing, curve.substitutes)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a file with what taking it in would do."""

    supply_point_id: int
    row: LoadRow
    change: DayChange
    version: int


def plan(rows: Iterable[LoadRow], *, today: date) -> list[PlannedDay]:
    """What taking rows in would do; writes nothing.

    Raises:
        TableRejected: an unknown MaLo, one of gas, or a day that is not over.
    """
    rows = list(rows)
    points = _points(rows)
    faults = [fault for row in rows for fault in _faults(row, points, today)]
    if faults:
        raise TableRejected(faults)
    stored = _stored(rows, points)
    return [_planned(row, points[row.malo][0], stored) for row in rows]


def _planned(
    row: LoadRow, supply_point_id: int, stored: Mapping[tuple[int, date], LoadDay]
) -> PlannedDay:
    known = stored.get((supply_point_id, row.day))
    if known is None:
        return PlannedDay(supply_point_id, row, DayChange.NEW, 1)
    same = (tuple(known.wh), tuple(known.substitutes)) == (row.wh, row.substitutes)
    change = DayChange.UNCHANGED if same else DayChange.CORRECTED
    return PlannedDay(supply_point_id, row, change, known.version + (not same))


def _points(rows: Sequence[LoadRow]) -> dict[str, tuple[int, str]]:
    known = SupplyPoint.objects.filter(malo_id__in={row.malo for row in rows})
    return {
        malo: (pk, commodity)
        for malo, pk, commodity in known.values_list("malo_id", "pk", "commodity")
        if malo
    }


def _faults(row: LoadRow, points: Mapping[str, tuple[int, str]], today: date) -> Iterable[RowFault]:
    if row.malo not in points:
        yield RowFault(row.row, "malo", f"„{row.malo}“ ist nicht bekannt.")
    elif points[row.malo][1] != Commodity.ELECTRICITY:
        yield RowFault(row.row, "malo", "Viertelstunden werden nur bei Strom gezählt.")
    if row.day >= today:
        reason = f"Der {format_day(row.day)} ist noch nicht vorbei."
        yield RowFault(row.row, "beginn", reason)


def _stored(
    rows: Sequence[LoadRow], points: Mapping[str, tuple[int, str]]
) -> dict[tuple[int, date], LoadDay]:
    newest = (
        LoadDay.objects.filter(
            supply_point_id__in={points[row.malo][0] for row in rows},
            day__in={row.day for row in rows},
        )
        .order_by("supply_point_id", "day", "-version")
        .distinct("supply_point_id", "day")
    )
    return {(one.supply_point_id, one.day): one for one in newest}


def versions_of(curve: LoadCurve) -> dict[str, int]:
    """The corrected days of a curve as plain values."""
    return {day.isoformat(): version for day, version in curve.versions.items()}


def as_billed(
    supply_point_id: int, period: Period, versions: Mapping[str, int]
) -> dict[date, LoadDay]:
    """The days of a closed period in the versions a bill was made from; missing ones are not."""
    rows = LoadDay.objects.filter(
        supply_point_id=supply_point_id, day__gte=period.start, day__lt=period.end
    )
    return {
        one.day: one
        for one in rows.order_by("day", "version")
        if one.version == versions.get(one.day.isoformat(), 1)
    }
