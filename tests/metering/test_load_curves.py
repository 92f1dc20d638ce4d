"""Quarter-hour values: whole days, kept as they came, a correction beside what it corrects."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.energy import Commodity
from kundenwerk.kernel.numbers import format_days
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.metering.formats.load_table import read
from kundenwerk.metering.models import LoadDay
from kundenwerk.metering.queries.load_curves import (
    as_billed,
    known_quarter_hours,
    load_curves,
    versions_of,
)
from kundenwerk.supply.models import SupplyPoint
from tests import factories
from tests.metering import curves

MALO, UNKNOWN = "51238696781", "51238696799"
SPRING, AUTUMN, USUAL = date(2026, 3, 29), date(2026, 10, 25), date(2026, 5, 4)
WEEK = Period(date(2026, 3, 27), date(2026, 4, 3))


@pytest.fixture
def point() -> SupplyPoint:
    return factories.supply_point(malo_id=MALO, usage_type=None)


@pytest.mark.row("BAD-H01")
@pytest.mark.parametrize(("day", "count"), [(SPRING, 92), (USUAL, 96), (AUTUMN, 100)])
def test_a_day_has_as_many_values_as_quarter_hours(day: date, count: int) -> None:
    content = curves.table(MALO, Period(day, day + ONE_DAY), lambda _, n: n, substitute=3)

    (found,) = read(content)

    assert (found.malo, found.day, found.wh) == (MALO, day, tuple(range(count)))
    assert found.substitutes == (3,)


@pytest.mark.row("BAD-B20", "BAD-D13")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (";0,000;", ";-0,5;", "kann nicht negativ sein"),
        (";0,000;", ";0.5;", "Meinten Sie 0,5"),
        (";0,000;", ";0,0005;", "Höchstens 3 Nachkommastellen"),
        (";0,000;", ";99999;", "zu groß für eine Viertelstunde"),
        (";0,000;", ";;", "Hier fehlt ein Wert"),
        (MALO, "51238696780", "Zeile 2, malo"),
        (MALO, "5,12E+10", "als Text speichern"),
        ("T00:15", "T00:00", "dieselbe Viertelstunde"),
        ("T00:15", "T00:17", "beginnt um :00"),
        (";nein", ";vielleicht", "ja oder nein"),
        ("malo;", "zaehler;", "malo: Diese Spalte fehlt"),
    ],
)
def test_what_cannot_be_is_told_by_row(old: str, new: str, told: str) -> None:
    day = Period(USUAL, USUAL + ONE_DAY)
    content = curves.table(MALO, day, lambda _, n: n).decode().replace(old, new, 1)

    with pytest.raises(TableRejected, match=told):
        read(content.encode())


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing_and_a_correction_is_a_further_version(
    point: SupplyPoint,
) -> None:
    first = curves.receive(MALO, WEEK)
    again = curves.receive(MALO, WEEK)
    day = Period(SPRING, SPRING + ONE_DAY)
    corrected = curves.receive(MALO, day, lambda _, __: 500, substitute=7)

    assert first == {"NEW": 7, "CORRECTED": 0, "UNCHANGED": 0}
    assert again == {"NEW": 0, "CORRECTED": 0, "UNCHANGED": 7}
    assert corrected == {"NEW": 0, "CORRECTED": 1, "UNCHANGED": 0}
    curve = load_curves({1: (point.pk, WEEK)})[1]
    assert curve.by_day()[SPRING].tolist() == [500] * 92
    assert curve.by_day()[WEEK.start].tolist() == [100 + n for n in range(96)]
    assert (curve.missing, curve.substitutes) == ([], 1)
    assert versions_of(curve) == {"2026-03-29": 2}
    before = as_billed(point.pk, WEEK, {})
    assert before[SPRING].wh == [100 + n for n in range(92)]
    assert as_billed(point.pk, WEEK, versions_of(curve))[SPRING].wh == [500] * 92


@pytest.mark.django_db
def test_unknown_days_are_named(point: SupplyPoint) -> None:
    curves.receive(MALO, Period(date(2026, 5, 1), date(2026, 5, 4)))
    curves.receive(MALO, Period(date(2026, 5, 7), date(2026, 5, 8)))
    asked = Period(date(2026, 5, 1), date(2026, 6, 1))

    curve = load_curves({1: (point.pk, asked)})[1]

    assert format_days(curve.missing) == "04.05.2026 bis 06.05.2026, 08.05.2026 bis 31.05.2026"
    assert curve.by_day()[date(2026, 5, 7)].tolist() == [100 + n for n in range(96)]
    known = known_quarter_hours(point.pk)
    assert known
    assert format_days(known.missing) == "04.05.2026 bis 06.05.2026"
    nothing = load_curves({1: (point.pk, Period(date(2025, 1, 1), date(2025, 2, 1)))})[1]
    assert (len(nothing.missing), nothing.by_day()) == (31, {})


def test_many_gaps_are_counted() -> None:
    days = [date(2026, 1, n) for n in (1, 3, 5, 7, 8, 11)]

    assert format_days(days) == "01.01.2026, 03.01.2026, 05.01.2026, 3 weitere Tage"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("malo", "today", "told"),
    [
        (MALO, USUAL, r"Der 04\.05\.2026 ist noch nicht vorbei"),
        (UNKNOWN, USUAL + ONE_DAY, "ist nicht bekannt"),
    ],
)
@pytest.mark.usefixtures("point")
def test_days_that_are_not_over_and_places_of_others_are_refused(
    malo: str, today: date, told: str
) -> None:
    with pytest.raises(TableRejected, match=told):
        curves.receive(malo, Period(USUAL, USUAL + ONE_DAY), today=today)

    assert not LoadDay.objects.exists()


@pytest.mark.django_db
def test_gas_is_not_counted_by_the_quarter_hour() -> None:
    factories.supply_point(malo_id=MALO, commodity=Commodity.GAS, usage_type=None)

    with pytest.raises(TableRejected, match="nur bei Strom"):
        curves.receive(MALO, Period(USUAL, USUAL + ONE_DAY))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "wh", "substitutes"),
    [
        (USUAL, [1] * 95, []),
        (SPRING, [1] * 96, []),
        (AUTUMN, [1] * 96, []),
        (USUAL, [1] * 95 + [-1], []),
        (USUAL, [1] * 96, [96]),
        (USUAL, [1] * 96, [-1]),
    ],
)
def test_the_database_refuses_what_no_day_has(
    point: SupplyPoint, day: date, wh: list[int], substitutes: list[int]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LoadDay.objects.create(
            supply_point=point, day=day, wh=wh, substitutes=substitutes, source="T"
        )


@pytest.mark.django_db
def test_stored_values_never_change(point: SupplyPoint) -> None:
    curves.receive(MALO, Period(USUAL, USUAL + ONE_DAY))

    for change in (
        lambda: LoadDay.objects.update(source="anders"),
        lambda: LoadDay.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@settings(max_examples=20, deadline=None)
@given(
    st.dates(date(2025, 1, 1), date(2026, 12, 1)),
    st.integers(1, 5),
    st.integers(0, 2**31 - 1),
    st.integers(0, 2**31 - 1),
)
@pytest.mark.django_db
def test_what_is_stored_is_what_is_read(start: date, days: int, low: int, high: int) -> None:
    before = transaction.savepoint()
    place = factories.supply_point(malo_id=MALO)
    period = Period(start, start + days * ONE_DAY)
    values = {
        day: [(low, high)[n % 2] for n in range(quarter_hours(day))]
        for day in (start + n * ONE_DAY for n in range(days))
    }
    LoadDay.objects.bulk_create(
        LoadDay(supply_point=place, day=day, wh=wh, source="T") for day, wh in values.items()
    )

    curve = load_curves({7: (place.pk, period)})[7]

    assert {day: wh.tolist() for day, wh in curve.by_day().items()} == values
    assert curve.wh.dtype == np.int64
    transaction.savepoint_rollback(before)
