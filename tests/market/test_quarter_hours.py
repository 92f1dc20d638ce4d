"""Exchange prices and grid fees by the quarter hour: read strictly, whole days only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.calendar import (
    BERLIN,
    quarter_hour_at,
    quarter_hours,
    start_of_day,
    wall_quarters,
)
from kundenwerk.kernel.period import Period
from kundenwerk.market import commands, queries
from kundenwerk.market.formats.spot import read_spot_prices
from kundenwerk.market.formats.tables import TableRejected
from kundenwerk.market.models import SpotDay
from kundenwerk.market.rules.quarter_hours import (
    HourlyGridPrice,
    UnusableWindows,
    check_windows,
    quarters_in,
)
from kundenwerk.platform.commands import Call
from kundenwerk.platform.models import AuditRow

QUARTER = timedelta(minutes=15)
SPRING, AUTUMN, USUAL = date(2026, 3, 29), date(2026, 10, 25), date(2026, 5, 4)


def moments(day: date) -> list[datetime]:
    """The beginnings of all quarter hours of a German day, in UTC."""
    return [start_of_day(day) + n * QUARTER for n in range(quarter_hours(day))]


def table(rows: Iterable[tuple[str, str]]) -> bytes:
    return ("beginn;preis\n" + "".join(f"{at};{price}\n" for at, price in rows)).encode()


def whole(day: date) -> list[tuple[str, str]]:
    """A day whose prices count up from one cent."""
    return [(at.isoformat(), f"0,{n:02}" if n < 100 else "1") for n, at in enumerate(moments(day))]


@pytest.mark.row("BAD-H01", "BAD-C09")
@pytest.mark.parametrize(("day", "count"), [(SPRING, 92), (USUAL, 96), (AUTUMN, 100)])
def test_a_day_has_as_many_prices_as_quarter_hours(day: date, count: int) -> None:
    (read,) = read_spot_prices(table(whole(day)))

    assert read.day == day
    assert read.cents_per_mwh == tuple(range(count))


@pytest.mark.parametrize("day", [SPRING, USUAL, AUTUMN])
def test_german_wall_clock_times_are_told_apart_by_their_order(day: date) -> None:
    local = [at.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M") for at in moments(day)]

    (read,) = read_spot_prices(table([(at, f"{n},25") for n, at in enumerate(local)]))

    assert read.cents_per_mwh == tuple(100 * n + 25 for n in range(quarter_hours(day)))


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_quarter_hours_of_a_day_show_the_german_clock(day: date) -> None:
    shown = [at.astimezone(BERLIN) for at in moments(day)]

    assert [at.hour * 4 + at.minute // 15 for at in shown] == list(wall_quarters(day))
    assert quarter_hour_at(day, 0) == "00:00"
    assert quarter_hour_at(day, len(shown) - 1) == "23:45"


def without(rows: list[tuple[str, str]], position: int) -> list[tuple[str, str]]:
    return rows[:position] + rows[position + 1 :]


FAULTY = {
    "a hole": (without(whole(USUAL), 57), "Am 04.05.2026 fehlt eine Viertelstunde um 14:15 Uhr."),
    "96 in spring": (
        [(f"29.03.2026 {n // 4:02}:{n % 4 * 15:02}", "1") for n in range(96)],
        "Diese Zeit gibt es nicht",
    ),
    "96 in autumn": (
        [(f"25.10.2026 {n // 4:02}:{n % 4 * 15:02}", "1") for n in range(96)],
        "Am 25.10.2026 fehlen 4 Viertelstunden, die erste um 02:00 Uhr.",
    ),
    "doubled": ([*whole(USUAL), whole(USUAL)[8]], "Wie Zeile 10: dieselbe Viertelstunde."),
    "a minute": ([("2026-05-04T00:07+02:00", "1")], "beginnt um :00, :15, :30 oder :45"),
    "a word": ([("gestern", "1")], "kein Zeitpunkt"),
    "a day": ([("2026-05-04", "1")], "kein Zeitpunkt"),
    "dots": ([("2026-05-04T00:00+02:00", "12.34")], "Meinten Sie 12,34?"),
    "too fine": ([("2026-05-04T00:00+02:00", "12,345")], "Höchstens 2 Nachkommastellen."),
    "too dear": ([("2026-05-04T00:00+02:00", "123456")], "außerhalb der Grenzen"),
    "no price": ([("2026-05-04T00:00+02:00", "")], "Hier fehlt ein Wert."),
    "nothing": ([], "nur die Überschrift"),
}


@pytest.mark.row("BAD-C10")
@pytest.mark.parametrize("name", FAULTY)
def test_a_day_that_is_not_whole_is_refused(name: str) -> None:
    rows, sentence = FAULTY[name]

    with pytest.raises(TableRejected) as refused:
        read_spot_prices(table(rows))

    assert any(sentence in str(fault) for fault in refused.value.faults)


def load(content: bytes) -> dict[str, int]:
    return commands.import_spot_prices(Call("test", uuid.uuid4()), content=content)


@pytest.mark.django_db
def test_the_same_prices_twice_change_nothing_and_new_ones_keep_the_old_in_the_audit() -> None:
    first = load(table(whole(SPRING) + whole(USUAL)))
    again = load(table(whole(SPRING) + whole(USUAL)))
    dearer = load(table([(at, "99,99") for at, _ in whole(USUAL)]))

    assert first == {"new": 2, "changed": 0, "unchanged": 0}
    assert again == {"new": 0, "changed": 0, "unchanged": 2}
    assert dearer == {"new": 0, "changed": 1, "unchanged": 0}
    assert AuditRow.objects.filter(table_name="market_spotday").count() == 1
    known = queries.spot_prices(Period(USUAL, date(2026, 5, 5)))
    assert known.days == {USUAL: [9999] * 96}
    assert known.source == "Day-Ahead-Auktion DE-LU"


@pytest.mark.django_db
def test_days_between_the_known_ones_are_told() -> None:
    load(table(whole(date(2026, 5, 1)) + whole(USUAL)))

    known = queries.known_spot_days()

    assert known == Period(date(2026, 5, 1), date(2026, 5, 5))
    assert queries.missing_spot_days(known) == [date(2026, 5, 2), date(2026, 5, 3)]


@pytest.mark.row("BAD-H01")
@pytest.mark.django_db
@pytest.mark.parametrize(("day", "count"), [(SPRING, 96), (AUTUMN, 96), (USUAL, 92), (USUAL, 95)])
def test_the_database_counts_the_quarter_hours(day: date, count: int) -> None:
    with pytest.raises(IntegrityError, match="spot_day_whole"), transaction.atomic():
        SpotDay.objects.create(day=day, cents_per_mwh=[1] * count, source="Test")


def hourly(months: tuple[int, ...] = ()) -> HourlyGridPrice:
    return HourlyGridPrice(
        Period(date(2026, 1, 1)),
        Decimal("7.57"),
        Decimal("11.06"),
        Decimal("3.03"),
        "17:00-22:00",
        "22:00-02:30, 10:00-14:00",
        months,
        "Preisblatt",
    )


def test_a_grid_fee_by_time_of_day_follows_the_german_clock() -> None:
    usual, autumn = hourly().on(USUAL), hourly().on(AUTUMN)

    assert [usual.count(Decimal(ct)) for ct in ("11.06", "3.03", "7.57")] == [20, 34, 42]
    # 02:00 to 02:30 comes twice on the day summer time ends.
    assert [autumn.count(Decimal(ct)) for ct in ("11.06", "3.03", "7.57")] == [20, 36, 44]


def test_outside_of_its_months_the_standard_price_holds() -> None:
    assert set(hourly((1, 2, 12)).on(USUAL)) == {Decimal("7.57")}
    assert len(set(hourly((5,)).on(USUAL))) == 3


@pytest.mark.parametrize(
    "windows", ["17-22", "17:00-17:00", "17:05-18:00", "25:00-26:00", "23:75-24:00", "17:00–22:00"]
)
def test_windows_that_cannot_be_are_refused(windows: str) -> None:
    with pytest.raises(UnusableWindows):
        quarters_in(windows)


def test_no_quarter_hour_is_dear_and_cheap() -> None:
    check_windows("17:00-22:00", "22:00-24:00")

    with pytest.raises(UnusableWindows, match="in HT und in NT"):
        check_windows("17:00-22:00", "21:45-06:00")


def test_moments_are_instants() -> None:
    assert moments(USUAL)[0] == datetime(2026, 5, 3, 22, tzinfo=UTC)
