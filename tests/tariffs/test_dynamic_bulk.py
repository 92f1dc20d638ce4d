"""Bills by quarter hours in whole numbers: the same to the last digit, refusals included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules import dynamic, dynamic_bulk
from kundenwerk.tariffs.rules.prices import PriceConflict, PriceGap
from kundenwerk.tariffs.rules.rating import rate
from kundenwerk.tariffs.rules.trace import trace_of
from kundenwerk.tariffs.rules.verify import faults
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.tariffs.prices import levy, terms, vat_19

cents = st.integers(-50_000, 400_000)


@dataclass(frozen=True)
class World:
    """A few days around a switch of the clock or a change of the month."""

    period: Period
    curve: dict[date, list[int]]
    spot: dict[date, list[int]]
    change: int
    kinds: tuple[PriceKind, PriceKind]
    grid_starts: int | None


@st.composite
def worlds(draw: st.DrawFn) -> World:
    start = draw(
        st.sampled_from(
            [date(2026, 3, 27), date(2026, 10, 23), date(2026, 6, 29), date(2026, 2, 3)]
        )
    )
    days = [start + n * ONE_DAY for n in range(draw(st.integers(1, 5)))]
    shape = draw(st.lists(st.integers(0, 30_000), min_size=4, max_size=4))
    prices = draw(st.lists(cents, min_size=4, max_size=4))
    skipped = draw(st.none() | st.sampled_from(days))
    return World(
        Period(start, days[-1] + ONE_DAY),
        {day: [shape[n % 4] for n in range(quarter_hours(day))] for day in days},
        {
            day: [prices[(n + day.day) % 4] for n in range(quarter_hours(day))]
            for day in days
            if day != skipped
        },
        draw(st.integers(0, 5)),
        draw(st.tuples(st.sampled_from(PriceKind), st.sampled_from(PriceKind))),
        draw(st.none() | st.integers(0, 2)),
    )


def grid(world: World) -> list[HourlyGridPrice]:
    assert world.grid_starts is not None
    return [
        HourlyGridPrice(
            Period(world.period.start + world.grid_starts * ONE_DAY),
            Decimal("8.123456"),
            Decimal("12.5"),
            Decimal("0.8"),
            "17:00-22:00",
            "23:00-06:00",
            (),
            "Preisblatt",
        )
    ]


def readable(world: World) -> dynamic.QuarterHours:
    varying = [dynamic.exchange(world.spot, "Börse")]
    if world.grid_starts is not None:
        varying += [dynamic.grid_by_the_hour(grid(world), world.period)]
    return dynamic.QuarterHours(world.curve, varying)


def in_whole_numbers(world: World) -> dynamic_bulk.QuarterHours:
    varying = [dynamic_bulk.exchange(world.spot, "Börse")]
    if world.grid_starts is not None:
        varying += [dynamic_bulk.grid_by_the_hour(grid(world), world.period)]
    curve = {day: np.array(wh, np.int64) for day, wh in world.curve.items()}
    return dynamic_bulk.QuarterHours(curve, varying)


def priced(world: World, *, in_numbers: bool) -> object:
    period = world.period
    (changed,) = [period.start + world.change * ONE_DAY]
    agreed = [
        terms("2.5", "90", one, kind)
        for one, kind in zip(period.split_at([changed]), world.kinds, strict=False)
    ]
    others = [
        levy("0.446", Period(period.start, changed + ONE_DAY)),
        levy("0.5", Period(changed + ONE_DAY)),
    ]
    required = {Component.KWKG_LEVY}
    if world.grid_starts is not None:
        required |= {Component.GRID_ENERGY}
    quarters = in_whole_numbers(world) if in_numbers else readable(world)
    try:
        found = dynamic.by_quarter_hours(
            period, quarters, agreed, others, [vat_19(period)], required=required
        )
    except (PriceGap, PriceConflict) as refusal:
        return type(refusal), refusal.reason
    trace = trace_of(rate(period, *found))
    assert faults(trace) == []
    return trace


@settings(deadline=None, max_examples=60)
@given(worlds())
def test_the_twin_in_whole_numbers_gives_the_same_bill_or_the_same_refusal(world: World) -> None:
    assert priced(world, in_numbers=True) == priced(world, in_numbers=False)
