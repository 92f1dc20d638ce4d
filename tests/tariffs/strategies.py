"""Random prices and consumption for properties of the rating."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.rules.conditions import ConditionData
from kundenwerk.tariffs.rules.prices import DatedTerms, PricePart, PriceSegment, segments
from kundenwerk.tariffs.rules.profiles import DayWeights
from kundenwerk.tariffs.rules.rating import Deduction, Rated, Usage, rate
from kundenwerk.tariffs.rules.vocabulary import ConditionKind, PriceKind

days = st.dates(date(2019, 1, 1), date(2030, 12, 31))
energy_prices = st.decimals(0, 100, places=6)
levies = st.decimals(-5, 20, places=6)
base_prices = st.decimals(0, 500, places=6)
kwh = st.decimals(0, 1_000_000_000, places=3)
percents = st.sampled_from([Decimal(0), Decimal(7), Decimal(16), Decimal(19)])
euros = st.integers(0, 100_000).map(Money)


def varying(kind: PriceKind) -> st.SearchStrategy[tuple[PricePart, ...]]:
    """The mean of the exchange price, which only a dynamic tariff has."""
    if kind is not PriceKind.DYNAMIC:
        return st.just(())
    return levies.map(lambda ct: (PricePart(None, ct, "Börse"),))


def terms_of_kind(kind: PriceKind) -> st.SearchStrategy[DatedTerms]:
    return st.builds(
        DatedTerms,
        valid=st.just(Period.year(2026)),
        price_kind=st.just(kind),
        energy_ct=energy_prices,
        energy_offpeak_ct=st.none() | energy_prices,
        base_eur=base_prices,
        source=st.just("Test"),
        varying=varying(kind),
    )


priced_terms = st.sampled_from(PriceKind).flatmap(terms_of_kind)


@st.composite
def closed_periods(draw: st.DrawFn, max_days: int = 800) -> Period:
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, max_days))))


@st.composite
def profiles(draw: st.DrawFn) -> DayWeights:
    weights = draw(st.lists(st.integers(1, 5000), min_size=12, max_size=12))
    return DayWeights("zufällig", tuple(weights), "Test")


@st.composite
def series(
    draw: st.DrawFn,
    period: Period,
    component: Component,
    values: st.SearchStrategy[Decimal],
    unit: Unit,
) -> list[DatedValue]:
    assert period.end is not None
    cuts = draw(st.lists(st.dates(period.start, period.end), max_size=2))
    pieces = list(period.split_at(cuts))
    return [DatedValue(component, piece, draw(values), unit, "Test") for piece in pieces]


@st.composite
def priced(draw: st.DrawFn, period: Period) -> list[PriceSegment]:
    assert period.end is not None
    cuts = draw(st.lists(st.dates(period.start, period.end), max_size=2))
    kind = draw(st.sampled_from(PriceKind))
    terms = [replace(draw(terms_of_kind(kind)), valid=piece) for piece in period.split_at(cuts)]
    components = [
        *draw(series(period, Component.KWKG_LEVY, levies, Unit.CT_PER_KWH)),
        *draw(series(period, Component.METERING, base_prices, Unit.EUR_PER_YEAR_GROSS)),
    ]
    vat = draw(series(period, Component.VAT, percents, Unit.PERCENT))
    return segments(period, terms, components, vat, required={Component.KWKG_LEVY})


@st.composite
def usages(draw: st.DrawFn, period: Period) -> list[Usage]:
    assert period.end is not None
    kinds = draw(st.sampled_from([[RegisterKind.TOTAL], [RegisterKind.PEAK, RegisterKind.OFFPEAK]]))
    return [
        Usage(kind, piece, draw(kwh))
        for kind in kinds
        for piece in period.split_at(draw(st.lists(st.dates(period.start, period.end), max_size=2)))
    ]


@st.composite
def bills(draw: st.DrawFn) -> Rated:
    period = draw(closed_periods())
    deductions = [Deduction("Bonus", amount) for amount in draw(st.lists(euros, max_size=2))]
    return rate(
        period,
        draw(usages(period)),
        draw(priced(period)),
        profile=draw(profiles()),
        deductions=deductions,
    )


_amounts = st.decimals(-5, 20, places=6).filter(bool)
_described = {
    "label": st.text("Öä <&\"\\'1€\u00a0", min_size=1, max_size=12),
    "description": st.just(""),
}
conditions = (
    st.builds(ConditionData, kind=st.just(ConditionKind.ENERGY), price=_amounts, **_described)
    | st.builds(ConditionData, kind=st.just(ConditionKind.BASE), price=_amounts, **_described)
    | st.builds(
        ConditionData,
        kind=st.just(ConditionKind.ONCE),
        once=st.integers(-20_000, 20_000).filter(bool).map(Money),
        **_described,
    )
    | st.builds(
        ConditionData,
        kind=st.just(ConditionKind.TERMS),
        guarantee_months=st.none() | st.integers(1, 60),
        **_described,
    )
)


def chosen_conditions(max_size: int = 5) -> st.SearchStrategy[list[ConditionData]]:
    """Conditions of every kind, whatever they are called."""
    return st.lists(conditions, max_size=max_size)
