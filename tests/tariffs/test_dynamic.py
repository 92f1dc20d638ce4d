"""Dynamic tariffs and grid fees by the hour: one line a month, to be computed again by anybody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenwerk.kernel.calendar import quarter_hours
from kundenwerk.kernel.money import total
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules import dynamic, dynamic_bulk
from kundenwerk.tariffs.rules.breakdown import breakdown
from kundenwerk.tariffs.rules.dynamic import (
    QuarterHours,
    QuarterHoursMissing,
    SpotMissing,
    Varying,
    by_quarter_hours,
    exchange,
    grid_by_the_hour,
    mean,
)
from kundenwerk.tariffs.rules.prices import PriceGap, QuarterHoursNeeded, segments
from kundenwerk.tariffs.rules.rating import Rated, rate
from kundenwerk.tariffs.rules.trace import trace_of
from kundenwerk.tariffs.rules.verify import faults
from kundenwerk.tariffs.rules.vocabulary import PriceKind
from tests.tariffs.prices import levy, terms, vat_19

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
Days = dict[date, list[int]]


def days(period: Period) -> list[date]:
    return [period.start + n * ONE_DAY for n in range(period.days)]


def every_quarter(period: Period, value: int) -> Days:
    """The same whole number in every quarter hour."""
    return {day: [value] * quarter_hours(day) for day in days(period)}


def agreed(period: Period, kind: PriceKind = PriceKind.DYNAMIC) -> list[dynamic.DatedTerms]:
    return [terms("2.5", "90", period, kind)]


def priced(
    period: Period,
    curve: Days,
    varying: list[Varying],
    *components: DatedValue,
    kind: PriceKind = PriceKind.DYNAMIC,
) -> Rated:
    usages, pieces = by_quarter_hours(
        period,
        QuarterHours(curve, varying),
        agreed(period, kind),
        components,
        [vat_19(period)],
        required={Component.KWKG_LEVY},
    )
    return rate(period, usages, pieces)


def test_a_month_is_charged_at_the_mean_of_its_quarter_hours_weighted_by_use() -> None:
    spot, curve = every_quarter(MARCH, 5000), every_quarter(MARCH, 100)
    dear = date(2026, 3, 10)
    spot[dear], curve[dear] = [40_000] * 96, [1000] * 96

    rated = priced(MARCH, curve, [exchange(spot, "Börse")], levy("0.5", MARCH))

    line, base = rated.lines
    # 30 days less one switched quarter hour; 100 Wh at 5 ct, and one day of 1,000 Wh at 40 ct.
    cheap = (30 * 96 - 4) * 100
    expected = (Decimal(cheap) * 5 + Decimal(96_000) * 40) / (cheap + 96_000)
    assert line.quantity == Decimal(cheap + 96_000) / 1000
    assert line.unit_price == round(expected, 6) + Decimal(3)
    assert (line.label, base.label) == ("Arbeitspreis dynamisch, Mittel", "Grundpreis")


def test_a_bill_of_a_dynamic_tariff_can_be_checked_and_split_like_any_other() -> None:
    period = Period(date(2026, 1, 15), date(2026, 11, 2))
    rated = priced(
        period,
        every_quarter(period, 125),
        [exchange(every_quarter(period, 8123), "Börse")],
        levy("0.446", Period(period.start, date(2026, 7, 10))),
        levy("0.5", Period(date(2026, 7, 10))),
    )

    assert faults(trace_of(rated)) == []
    starts = [line.period.start.isoformat() for line in rated.lines if line.unit == "kWh"]
    # Equal neighbours are one line; the levy changes within a month.
    assert starts == ["2026-01-15", "2026-07-10"]
    assert total(share.net for share in breakdown(rated)) == rated.net
    quarters = sum(quarter_hours(day) for day in days(period))
    assert sum(usage.kwh for usage in rated.usages) == Decimal(quarters * 125) / 1000


def test_negative_prices_are_passed_on() -> None:
    spot = every_quarter(MARCH, -12_345)

    rated = priced(MARCH, every_quarter(MARCH, 200), [exchange(spot, "B")], levy("0.5", MARCH))

    assert rated.lines[0].unit_price == Decimal("2.5") + Decimal("0.5") - Decimal("12.345")
    assert rated.lines[0].net.cents < 0
    assert faults(trace_of(rated)) == []


def test_where_nothing_was_used_the_plain_mean_is_shown() -> None:
    spot = every_quarter(MARCH, 4000)

    rated = priced(MARCH, every_quarter(MARCH, 0), [exchange(spot, "B")], levy("0.5", MARCH))

    assert (rated.lines[0].quantity, rated.lines[0].net.cents) == (Decimal(0), 0)
    assert rated.lines[0].unit_price == Decimal("7.0")


def test_a_missing_quarter_hour_is_never_guessed() -> None:
    curve, spot = every_quarter(MARCH, 100), every_quarter(MARCH, 5000)
    hole, short = dict(curve), dict(spot)
    hole[date(2026, 3, 29)] = [100] * 96  # summer time begins
    del short[date(2026, 3, 7)]

    with pytest.raises(QuarterHoursMissing, match=r"für einen Tag: 29\.03\.2026"):
        priced(MARCH, hole, [exchange(spot, "B")], levy("0.5", MARCH))
    with pytest.raises(SpotMissing, match=r"07\.03\.2026 sind keine Börsenpreise"):
        priced(MARCH, curve, [exchange(short, "B")], levy("0.5", MARCH))


def test_a_dynamic_price_without_quarter_hours_is_refused_by_the_usual_rule() -> None:
    with pytest.raises(QuarterHoursNeeded):
        segments(MARCH, agreed(MARCH), [levy("0.5", MARCH)], [vat_19(MARCH)], required=())


def hourly() -> HourlyGridPrice:
    return HourlyGridPrice(
        Period(date(2026, 1, 1)),
        Decimal(8),
        Decimal(12),
        Decimal(4),
        "18:00-21:00",
        "00:00-06:00",
        (),
        "Preisblatt",
    )


@pytest.mark.parametrize("kind", [PriceKind.COMPONENTS, PriceKind.END_PRICE])
def test_module_3_makes_the_grid_fee_of_a_fixed_tariff_follow_the_hours(kind: PriceKind) -> None:
    day = Period(date(2026, 5, 4), date(2026, 5, 5))
    curve = {day.start: [1000] * 24 + [0] * 48 + [1000] * 12 + [0] * 12}
    grid = grid_by_the_hour([hourly()], day)

    rated = priced(day, curve, [grid], levy("0.5", day), kind=kind)

    # 24 quarter hours at 4 ct, 12 at 12 ct.
    grid_ct = Decimal("6.666667")
    agreed_ct = Decimal("2.5")
    passed_on = kind is PriceKind.COMPONENTS
    assert (
        rated.lines[0].unit_price
        == (agreed_ct + grid_ct + Decimal("0.5"), agreed_ct)[not passed_on]
    )
    shares = {share.component: share.net.cents for share in breakdown(rated)}
    assert shares[Component.GRID_ENERGY] == round(grid_ct * 36)
    assert faults(trace_of(rated)) == []


def test_exchange_price_and_grid_by_the_hour_add_up() -> None:
    spot = exchange(every_quarter(MARCH, 6000), "Börse")

    rated = priced(
        MARCH,
        every_quarter(MARCH, 50),
        [spot, grid_by_the_hour([hourly()], MARCH)],
        levy("0.5", MARCH),
    )

    grid = sum(sum(hourly().on(day)) for day in days(MARCH)) / (31 * 96 - 4)
    assert rated.lines[0].unit_price == Decimal("9.0") + round(grid, 6)


def test_a_grid_without_bands_cannot_be_billed_by_the_hour() -> None:
    with pytest.raises(PriceGap, match="Netzentgelt Arbeitspreis"):
        priced(
            MARCH,
            every_quarter(MARCH, 50),
            [grid_by_the_hour([], MARCH)],
            levy("0.5", MARCH),
            kind=PriceKind.COMPONENTS,
        )


@pytest.mark.parametrize("kind", list(PriceKind)[:2])
def test_the_lump_sum_of_module_1_is_the_customers_whatever_was_agreed(kind: PriceKind) -> None:
    reduction = DatedValue(
        Component.GRID_MODULE1, MARCH, Decimal(-124), Unit.EUR_PER_YEAR, "Preisblatt"
    )
    base = DatedValue(Component.GRID_BASE, MARCH, Decimal(84), Unit.EUR_PER_YEAR, "Preisblatt")
    plain, lowered = (
        segments(MARCH, agreed(MARCH, kind), found, [vat_19(MARCH)], required=())[0].base
        for found in ([base], [base, reduction])
    )

    assert lowered.value == plain.value - 124
    assert sum(part.value for part in lowered.parts) == lowered.value
    own = [next(p.value for p in one.parts if p.component is None) for one in (plain, lowered)]
    assert own[0] == own[1]


cents = st.integers(-50_000, 400_000)
wh = st.integers(0, 30_000)


@settings(deadline=None)
@given(
    st.lists(cents, min_size=1, max_size=120).flatmap(
        lambda prices: st.tuples(
            st.just(prices),
            st.lists(
                st.lists(wh, min_size=len(prices), max_size=len(prices)), min_size=1, max_size=4
            ),
            st.sets(st.integers(0, len(prices) - 1), max_size=5),
        )
    )
)
def test_the_whole_number_form_gives_the_same_means(
    drawn: tuple[list[int], list[list[int]], set[int]],
) -> None:
    prices, curves, cuts = drawn
    starts = sorted(cuts | {0})
    spans = list(zip(starts, [*starts[1:], len(prices)], strict=True))

    used, means = dynamic_bulk.means(
        np.array(curves, np.int64),
        np.array(prices, np.int64) * dynamic_bulk.MICRO_PER_CENT_PER_MWH,
        np.array(starts, np.int64),
    )

    ct = [price * dynamic.CENTS_PER_MWH_IN_CT_PER_KWH for price in prices]
    for row, curve in enumerate(curves):
        assert used[row].tolist() == [sum(curve[a:b]) for a, b in spans]
        expected = [mean(ct[a:b], curve[a:b]) for a, b in spans]
        assert [Decimal(int(one)).scaleb(-6) for one in means[row]] == expected


def test_sums_beyond_the_processor_are_left_to_the_readable_rule() -> None:
    with pytest.raises(dynamic_bulk.TooLarge):
        dynamic_bulk.means(
            np.full((1, 96), 10**12, np.int64), np.full(96, 10**9, np.int64), np.array([0])
        )
