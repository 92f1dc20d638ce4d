from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.money import Money, allocate, round_cents, total
from kundenwerk.kernel.period import Period, tile

days = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@st.composite
def closed_periods(draw: st.DrawFn) -> Period:
    start, end = sorted(draw(st.lists(days, min_size=2, max_size=2, unique=True)))
    return Period(start, end)


@pytest.mark.row("BAD-H07", "R-14")
@pytest.mark.parametrize(
    ("euros", "cents"),
    [("0.005", 1), ("2.675", 268), ("-0.005", -1), ("0.0049999", 0), ("-2.675", -268)],
)
def test_halves_are_rounded_away_from_zero(euros: str, cents: int) -> None:
    assert round_cents(Decimal(euros)) == Money(cents)


@pytest.mark.row("R-14")
@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_allocated_parts_add_up_and_none_is_off_by_more_than_a_cent(
    cents: int, weights: list[int]
) -> None:
    parts = allocate(Money(cents), weights)

    assert total(parts) == Money(cents)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.cents - Decimal(cents) * weight / sum(weights)) <= 1


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2]])
def test_useless_weights_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(Money(100), weights)


def test_amounts_are_shown_in_german() -> None:
    assert [str(Money(cents)) for cents in (0, -123456789, 5)] == [
        "0,00 €",
        "−1.234.567,89 €",
        "0,05 €",
    ]


@given(closed_periods(), st.lists(days))
def test_the_parts_of_a_split_cover_the_period_exactly(period: Period, cuts: list[date]) -> None:
    parts = list(period.split_at(cuts))

    assert tile(parts, period)
    assert sum(part.days for part in parts) == period.days


@given(closed_periods(), closed_periods())
def test_shared_days_belong_to_both(left: Period, right: Period) -> None:
    shared = left.intersect(right)

    if shared is None:
        assert left.end <= right.start or right.end <= left.start  # type: ignore[operator]
    else:
        assert left.covers(shared)
        assert right.covers(shared)


def test_people_read_the_last_day() -> None:
    assert str(Period(date(2026, 1, 1), date(2027, 1, 1))) == "01.01.2026 bis 31.12.2026"
    assert str(Period(date(2026, 1, 1))) == "01.01.2026 bis auf Weiteres"


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Period(date(2026, 1, 1), date(2026, 1, 1))
