from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import makotest
import pytest

from kundenwerk.kernel import calendar, switching
from kundenwerk.kernel.energy import Commodity

POWER, GAS = Commodity.ELECTRICITY, Commodity.GAS


def test_working_days_agree_with_the_market_in_2026_and_2027() -> None:
    days = [date(2026, 1, 1) + timedelta(days=offset) for offset in range(730)]

    differing = [
        day for day in days if calendar.is_working_day(day) != makotest.is_werktag(str(day))
    ]

    assert differing == []


def test_christmas_and_new_years_eve_are_no_working_days() -> None:
    assert calendar.add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert calendar.add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 4)
    assert calendar.add_working_days(date(2026, 12, 28), -1) == date(2026, 12, 23)


def test_zero_working_days_are_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        calendar.add_working_days(date(2026, 11, 23), 0)


def test_banking_days_skip_easter_and_christmas() -> None:
    assert calendar.add_target_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert calendar.add_target_days(date(2026, 12, 25), 0) == date(2026, 12, 28)
    assert calendar.is_target_day(date(2026, 10, 3)) is False
    assert calendar.is_target_day(date(2026, 11, 1)) is False


@pytest.mark.row("BAD-H03")
@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert calendar.add_months(day, months) == expected


@pytest.mark.row("BAD-H01")
def test_days_of_the_clock_change_have_92_and_100_quarter_hours() -> None:
    assert calendar.quarter_hours(date(2026, 3, 29)) == 92
    assert calendar.quarter_hours(date(2026, 10, 25)) == 100
    assert calendar.quarter_hours(date(2026, 6, 1)) == 96


def test_german_midnight_is_the_evening_before_in_universal_time() -> None:
    assert calendar.start_of_day(date(2026, 12, 1)) == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert calendar.start_of_day(date(2026, 7, 1)) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert calendar.german_day(datetime(2026, 11, 30, 23, tzinfo=UTC)) == date(2026, 12, 1)
    assert calendar.berlin_time(date(2026, 12, 1), time(11)).hour == 10


@pytest.mark.row("DEC-02")
@pytest.mark.parametrize(
    ("sent_on", "commodity", "reason", "expected"),
    [
        (date(2026, 11, 23), POWER, "E03", date(2026, 11, 25)),
        (date(2026, 11, 20), POWER, "E03", date(2026, 11, 24)),
        (date(2026, 12, 23), POWER, "E01", date(2026, 12, 29)),
        (date(2026, 11, 23), GAS, "E03", date(2026, 12, 8)),
        (date(2026, 11, 23), GAS, "E01", date(2026, 10, 12)),
    ],
)
def test_the_next_possible_start_leaves_the_working_days_the_market_asks_for(
    sent_on: date, commodity: Commodity, reason: str, expected: date
) -> None:
    assert switching.earliest_start(sent_on, commodity, reason) == expected


@pytest.mark.row("DEC-02", "AP-030")
def test_supply_starts_by_default_on_the_first_of_the_next_month_if_that_can_be_reached() -> None:
    early = switching.default_start(date(2026, 11, 23), POWER, "E03")
    late = switching.default_start(date(2026, 11, 30), POWER, "E03")

    assert early == date(2026, 12, 1)
    assert late == date(2026, 12, 2)


@pytest.mark.row("DEC-02")
def test_supply_does_not_start_before_the_old_contract_ends() -> None:
    start = switching.default_start(date(2026, 11, 23), POWER, "E03", date(2027, 3, 1))

    assert start == date(2027, 3, 1)


def test_a_day_without_a_rule_is_named() -> None:
    with pytest.raises(switching.NoLeadTime):
        switching.earliest_start(date(2020, 1, 1), POWER, "E03")
