"""Readings come in, are held, released, estimated, and become usage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.text import UnusableText
from kundenwerk.metering import commands, queries
from kundenwerk.metering.models import Reading
from kundenwerk.metering.rules.plausibility import ImpossibleReading
from kundenwerk.platform.commands import Call
from tests import factories
from tests.factories import reading, running
from tests.factories.supply import DUAL
from tests.metering.samples import NEW_YEAR, TODAY, YEAR, entry, register, states

pytestmark = pytest.mark.django_db


@pytest.mark.row("KM-036")
def test_two_readings_make_a_usage() -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    reading(one, date(2027, 1, 1), "4500.5")

    (usage,) = queries.usage(one.meter.supply_point_id, YEAR)

    assert (usage.kwh, usage.kind, usage.meter_number) == (
        Decimal("3500.5"),
        RegisterKind.TOTAL,
        "1ESY1162000123",
    )


@pytest.mark.row("CD-06")
def test_a_lower_reading_is_held_and_not_billed() -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")

    held = reading(one, date(2027, 1, 1), "900")

    assert held.state == "HELD"
    assert held.reason.startswith("Niedriger als der letzte Stand")
    with pytest.raises(queries.ReadingMissing):
        queries.usage(one.meter.supply_point_id, YEAR)


def test_a_clerk_with_a_reason_lets_an_unusual_reading_count(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    held = reading(one, date(2027, 1, 1), "30000")

    commands.release_reading(call, reading_id=held.pk, reason="Sauna seit Februar, Foto liegt vor")

    assert queries.usage(one.meter.supply_point_id, YEAR)[0].kwh == 29000


def test_a_release_needs_a_reason(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    held = reading(one, date(2027, 1, 1), "30000")

    with pytest.raises(UnusableText):
        commands.release_reading(call, reading_id=held.pk, reason="  ")


def test_a_released_reading_cannot_run_backwards(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    held = reading(one, date(2027, 1, 1), "900")

    with pytest.raises(commands.NotBetweenNeighbours):
        commands.release_reading(call, reading_id=held.pk, reason="stimmt so")


def test_a_clerk_can_tell_that_the_register_rolled_over(call: Call) -> None:
    one = register(forecast_annual_kwh=None)
    reading(one, NEW_YEAR, "999000")
    held = reading(one, date(2027, 1, 1), "2000")

    commands.release_reading(
        call, reading_id=held.pk, reason="sechsstelliges Zählwerk", rolled_over=True
    )

    assert queries.usage(one.meter.supply_point_id, YEAR)[0].kwh == 3000


def test_a_decision_is_made_once(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "1000")
    held = reading(one, date(2027, 1, 1), "900")
    commands.discard_reading(call.derive(1), reading_id=held.pk, reason="Zahlendreher")

    with pytest.raises(commands.NotHeld):
        commands.release_reading(call.derive(2), reading_id=held.pk, reason="doch")


def test_the_same_reading_again_is_no_second_reading() -> None:
    one = register()

    first = reading(one, NEW_YEAR, "1000")
    second = reading(one, NEW_YEAR, "1000")

    assert first.pk == second.pk


def test_another_value_for_the_day_waits_for_a_decision(call: Call) -> None:
    one = register()
    reading(one, NEW_YEAR, "100")
    conflict = reading(one, NEW_YEAR, "105")
    before = states(one)

    commands.release_reading(call, reading_id=conflict.pk, reason="Foto zeigt 105")

    assert before == [(Decimal(100), "VALID"), (Decimal(105), "HELD")]
    assert states(one) == [(Decimal(100), "REPLACED"), (Decimal(105), "VALID")]


def test_two_values_for_one_day_in_one_file_are_both_held(call: Call) -> None:
    one = register()

    commands.record_readings(
        call, entries=(entry(one, NEW_YEAR, "100"), entry(one, NEW_YEAR, "105")), today=TODAY
    )

    assert [state for _, state in states(one)] == ["HELD", "HELD"]


def test_one_impossible_reading_refuses_the_whole_file(call: Call) -> None:
    one = register()
    entries = (entry(one, NEW_YEAR, "100"), entry(one, date(2099, 1, 1), "105"))

    verdicts = commands.preview(entries, today=TODAY)
    with pytest.raises(ImpossibleReading):
        commands.record_readings(call, entries=entries, today=TODAY)

    assert isinstance(verdicts[1], ImpossibleReading)
    assert states(one) == []


def test_readings_of_one_file_are_compared_with_each_other(call: Call) -> None:
    one = register()
    entries = (
        entry(one, date(2027, 1, 1), "900"),
        entry(one, NEW_YEAR, "1000"),
        entry(one, date(2026, 7, 1), "2500"),
    )

    ids = commands.record_readings(call, entries=entries, today=TODAY)

    assert [Reading.objects.get(pk=pk).state for pk in ids] == ["HELD", "VALID", "VALID"]


def test_two_registers_give_a_usage_each() -> None:
    meter = factories.meter(factories.supply_point(), registers=DUAL)
    for one, start, end in zip(
        meter.registers.order_by("id"), ("100", "50"), ("2100", "1050"), strict=True
    ):
        reading(one, NEW_YEAR, start)
        reading(one, date(2027, 1, 1), end)

    found = queries.usage(meter.supply_point_id, YEAR)

    assert [(usage.kind, usage.kwh) for usage in found] == [
        (RegisterKind.PEAK, 2000),
        (RegisterKind.OFFPEAK, 1000),
    ]


def test_gas_is_billed_in_kwh_only_with_the_factors_of_the_grid_operator(call: Call) -> None:
    one = register(commodity=Commodity.GAS, usage_type=None)
    reading(one, NEW_YEAR, "0")
    reading(one, date(2027, 1, 1), "1000")
    with pytest.raises(queries.FactorsMissing):
        queries.usage(one.meter.supply_point_id, YEAR)

    commands.save_gas_factors(
        call,
        supply_point_id=one.meter.supply_point_id,
        valid=YEAR,
        calorific_value=Decimal("11.275"),
        volume_factor=Decimal("0.9512"),
        source="MSCONS 13007",
    )

    assert queries.usage(one.meter.supply_point_id, YEAR)[0].kwh == 10725


def test_a_reading_between_two_sides_of_a_roll_over_moves_the_mark() -> None:
    one = register()
    reading(one, NEW_YEAR, "999000")
    reading(one, date(2027, 1, 1), "2500")

    reading(one, date(2026, 7, 1), "750")

    found = queries.usage(one.meter.supply_point_id, YEAR)
    assert [usage.kwh for usage in found] == [1750, 1750]


@pytest.mark.parametrize("size", [1, 12])
def test_the_number_of_queries_does_not_grow_with_the_supply_points(
    size: int, django_assert_max_num_queries: object
) -> None:
    registers = [register(house_number=str(number + 1)) for number in range(size)]
    entries = [
        entry(one, day, value)
        for one in registers
        for day, value in ((NEW_YEAR, "0"), (date(2027, 1, 1), "3500"))
    ]

    with running(), django_assert_max_num_queries(16):  # type: ignore[operator]
        commands.record_all(entries, today=TODAY)
        found = queries.usages({one.meter.supply_point_id: YEAR for one in registers})

    assert len(found) == size
    assert all(isinstance(usages, list) for usages in found.values())
