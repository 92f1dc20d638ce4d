"""Plausibility, usage and estimates of readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.energy import ReadingOrigin, RegisterKind
from kundenwerk.kernel.period import Period
from kundenwerk.metering.rules.estimates import extrapolated, interpolated
from kundenwerk.metering.rules.plausibility import (
    DoubtKind,
    ImpossibleReading,
    Known,
    RegisterFacts,
    check_possible,
    judge,
)
from kundenwerk.metering.rules.usage import (
    FactorsMissing,
    GasFactors,
    ReadingMissing,
    RegisterHistory,
    Shown,
    usages_in,
)

YEAR = Period.year(2026)
FACTS = RegisterFacts(
    digits=6,
    installed=Period(date(2025, 6, 1), date(2026, 12, 1)),
    previous=Known(date(2026, 1, 1), Decimal(1000)),
    expected_per_year=Decimal(3650),
)


class Even:
    """Every day counts the same."""

    def weight(self, period: Period) -> int:
        return period.days


def doubts(value: str, day: date = date(2026, 7, 1), facts: RegisterFacts = FACTS) -> list[str]:
    return [doubt.kind.value for doubt in judge(day, Decimal(value), facts).doubts]


@pytest.mark.parametrize(
    ("day", "value", "field"),
    [
        (date(2099, 1, 1), "1000", "day"),
        (date(1990, 1, 1), "1000", "day"),
        (date(2026, 12, 2), "1000", "day"),
        (date(2026, 7, 1), "-5", "value"),
        (date(2026, 7, 1), "12345678", "value"),
        (date(2026, 7, 1), "1.2345", "value"),
    ],
)
def test_what_no_register_can_show_is_refused(day: date, value: str, field: str) -> None:
    with pytest.raises(ImpossibleReading) as refusal:
        check_possible(day, Decimal(value), FACTS, today=date(2026, 12, 24))

    assert refusal.value.field == field


def test_the_last_reading_of_a_removed_meter_is_possible() -> None:
    check_possible(date(2026, 12, 1), Decimal(3000), FACTS, today=date(2026, 12, 24))


@pytest.mark.row("CD-06")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2810", []),
        ("900", [DoubtKind.LOWER]),
        ("1050", [DoubtKind.LOW]),
        ("5800", [DoubtKind.HIGH]),
    ],
)
def test_unusual_consumption_is_doubted(value: str, expected: list[str]) -> None:
    assert doubts(value) == expected


def test_a_doubt_says_why_in_german() -> None:
    verdict = judge(date(2026, 7, 1), Decimal(900), FACTS)

    assert verdict.sentences == "Niedriger als der letzte Stand (1.000 am 01.01.2026)."


def test_a_register_that_passed_its_end_is_recognised() -> None:
    facts = replace(FACTS, previous=Known(date(2026, 1, 1), Decimal(999_000)))

    verdict = judge(date(2026, 7, 1), Decimal(810), facts)

    assert (verdict.doubts, verdict.rolled_over) == ((), True)


def test_without_an_idea_of_the_consumption_no_roll_over_is_assumed() -> None:
    facts = replace(
        FACTS, previous=Known(date(2026, 1, 1), Decimal(999_000)), expected_per_year=None
    )

    assert doubts("810", facts=facts) == [DoubtKind.LOWER]


def test_a_value_above_the_following_one_is_doubted() -> None:
    facts = replace(FACTS, following=Known(date(2026, 8, 1), Decimal(2500)))

    assert doubts("2810", facts=facts) == [DoubtKind.ABOVE_NEXT]


def test_a_second_value_for_a_day_is_a_conflict() -> None:
    facts = replace(FACTS, same_day=Known(date(2026, 7, 1), Decimal(2800)))

    assert doubts("2810", facts=facts) == [DoubtKind.CONFLICT]


def shown(day: date, value: str, *, rolled_over: bool = False) -> Shown:
    return Shown(day, Decimal(value), ReadingOrigin.CUSTOMER, rolled_over)


def history(*readings: Shown, register_id: int = 1, installed: Period = YEAR) -> RegisterHistory:
    return RegisterHistory(
        register_id, f"Z{register_id}", RegisterKind.TOTAL, 6, installed, readings
    )


def test_every_reading_inside_the_period_splits_the_usage() -> None:
    register = history(
        shown(date(2026, 1, 1), "1000"),
        shown(date(2026, 7, 1), "2500.5"),
        shown(date(2027, 1, 1), "4500"),
        installed=Period(date(2020, 1, 1)),
    )

    found = usages_in(YEAR, [register])

    assert [(usage.period.days, usage.kwh) for usage in found] == [
        (181, Decimal("1500.5")),
        (184, Decimal("1999.5")),
    ]


def test_a_meter_change_gives_usages_of_both_meters() -> None:
    change = date(2026, 5, 1)
    old = history(
        shown(date(2026, 1, 1), "90000"),
        shown(change, "91200"),
        installed=Period(date(2015, 1, 1), change),
    )
    new = history(
        shown(change, "0"), shown(date(2027, 1, 1), "2000"), register_id=2, installed=Period(change)
    )

    found = usages_in(YEAR, [old, new])

    assert [(usage.meter_number, usage.kwh) for usage in found] == [("Z1", 1200), ("Z2", 2000)]


def test_a_roll_over_is_counted_through_the_end_of_the_register() -> None:
    register = history(
        shown(date(2026, 1, 1), "999000"), shown(date(2027, 1, 1), "2500", rolled_over=True)
    )

    (usage,) = usages_in(YEAR, [register])

    assert usage.kwh == 3500


@pytest.mark.row("KM-036")
def test_missing_readings_are_named_by_meter_and_day() -> None:
    register = history(shown(date(2026, 3, 1), "1000"))

    with pytest.raises(ReadingMissing) as refusal:
        usages_in(YEAR, [register])

    assert refusal.value.reason == (
        "Zähler Z1: Stand vom 01.01.2026 fehlt. Zähler Z1: Stand vom 01.01.2027 fehlt."
    )


@pytest.mark.parametrize(
    ("installed", "day"),
    [
        (Period(date(2026, 2, 1)), date(2026, 1, 1)),
        (Period(date(2020, 1, 1), date(2026, 9, 1)), date(2026, 9, 1)),
    ],
)
def test_days_without_a_meter_are_named(installed: Period, day: date) -> None:
    with pytest.raises(ReadingMissing) as refusal:
        usages_in(YEAR, [history(installed=installed)])

    assert [one.day for one in refusal.value.missing if one.register_id is None] == [day]


def test_gas_is_converted_with_factors_that_are_shown() -> None:
    register = history(shown(date(2026, 1, 1), "100"), shown(date(2027, 1, 1), "1100"))
    factors = GasFactors(YEAR, Decimal("0.9512"), Decimal("11.275"))

    (usage,) = usages_in(YEAR, [register], [factors])

    # 1,000 m³ × 0.9512 × 11.275 kWh/m³ = 10,724.78 kWh
    assert (usage.counted, usage.kwh, usage.gas) == (1000, 10725, factors)


def test_gas_without_factors_is_not_billed_as_kwh() -> None:
    register = history(shown(date(2026, 1, 1), "100"), shown(date(2027, 1, 1), "1100"))

    with pytest.raises(FactorsMissing):
        usages_in(YEAR, [register], [])


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12))
def test_the_usages_of_a_year_add_up_to_what_the_register_ran(steps: list[int]) -> None:
    days = [YEAR.start + timedelta(days=30 * number) for number in range(len(steps) - 1)]
    days.append(date(2027, 1, 1))
    values = [Decimal(sum(steps[: number + 1])) for number in range(len(days))]
    register = history(*(shown(day, str(value)) for day, value in zip(days, values, strict=True)))

    found = usages_in(YEAR, [register])

    assert sum(usage.kwh for usage in found) == values[-1] - values[0]


def test_an_estimate_between_two_readings_follows_the_profile() -> None:
    earlier, later = Known(date(2026, 1, 1), Decimal(0)), Known(date(2027, 1, 1), Decimal(3650))

    value = interpolated(earlier, later, date(2026, 4, 11), 6, Even())

    assert value == 1000


def test_an_estimate_after_the_last_reading_uses_the_yearly_consumption() -> None:
    value = extrapolated(
        Known(date(2026, 1, 1), Decimal(999_500)), date(2026, 4, 11), Decimal(3650), 6, Even()
    )

    assert value == 500
