from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenwerk.kernel.money import Money, round_cents, round_together, total
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
@given(st.lists(st.decimals(-(10**6), 10**6, places=6)))
def test_parts_rounded_together_add_up_and_none_is_off_by_more_than_a_cent(
    exact: list[Decimal],
) -> None:
    parts = round_together(exact)

    assert total(parts) == round_cents(sum(exact, Decimal(0)))
    for part, value in zip(parts, exact, strict=True):
        assert abs(part.euros - value) <= Decimal("0.01")


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
