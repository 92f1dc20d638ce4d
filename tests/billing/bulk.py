"""Random bills as the readable rule takes them, and the same as the kernel takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kundenwerk.billing.rules import instalments
from kundenwerk.billing.rules.basis import Basis
from kundenwerk.billing.rules.bulk.cases import (
    KIND_OF_REGISTER,
    Agreed,
    Case,
    Counted,
    Prepaid,
    checked,
)
from kundenwerk.billing.rules.bulk.catalogue import Catalogue
from kundenwerk.kernel.energy import Commodity, RegisterKind
from kundenwerk.kernel.money import Money
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.series import DatedValue, required_components
from kundenwerk.market.rules.vocabulary import Component, Unit
from kundenwerk.tariffs.queries.profiles import profile_for
from kundenwerk.tariffs.rules.prices import DatedTerms
from kundenwerk.tariffs.rules.profiles import EVEN
from kundenwerk.tariffs.rules.rating import Deduction, Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

FIRST = date(2025, 11, 1)
EVER = Period(date(2020, 1, 1), date(2030, 1, 1))
PER_YEAR = {Component.GRID_BASE: Unit.EUR_PER_YEAR, Component.METERING: Unit.EUR_PER_YEAR_GROSS}
PROFILES = [
    EVEN,
    profile_for(Commodity.ELECTRICITY, None),
    profile_for(Commodity.GAS, None),
]
REGISTERS: list[Sequence[RegisterKind]] = [
    [RegisterKind.TOTAL],
    [RegisterKind.PEAK, RegisterKind.OFFPEAK],
]
Market = tuple[list[DatedValue], list[DatedValue], Commodity]


def prices(low: str, high: str) -> st.SearchStrategy[Decimal]:
    """Net prices with the six decimals of their columns."""
    return st.decimals(low, high, places=6)


def spans(cuts: Sequence[int], whole: Period) -> list[Period]:
    """A period cut at days counted from its start."""
    return list(whole.split_at(whole.start + timedelta(days=cut) for cut in cuts))


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Values of others and tax rates that change on some days."""
    days = st.lists(st.integers(2100, 2600), max_size=2)
    commodity = draw(st.sampled_from(Commodity))
    components = [
        DatedValue(component, span, draw(prices("-0.5", "20")), unit, f"Blatt „{number}“")
        for component in sorted(required_components(commodity, levy_privilege=False))
        for unit in [PER_YEAR.get(component, Unit.CT_PER_KWH)]
        for number, span in enumerate(spans(draw(days) if draw(st.booleans()) else [], EVER))
    ]
    if draw(st.booleans()):
        fee = DatedValue(
            Component.CONCESSION_FEE, EVER, Decimal("0.61"), Unit.CT_PER_KWH, "KAV",
            RegisterKind.OFFPEAK,
        )  # fmt: skip
        components.append(fee)
    rates = st.sampled_from([Decimal(19), Decimal(7), Decimal("10.7"), Decimal(0)])
    vat = [
        DatedValue(Component.VAT, span, draw(rates), Unit.PERCENT, "UStG")
        for span in spans(draw(days), EVER)
    ]
    return components, vat, commodity


@st.composite
def terms(draw: st.DrawFn, period: Period) -> list[DatedTerms]:
    """Prices agreed for a period, changed once or twice, sometimes to the very same."""
    cuts = draw(st.lists(st.integers(1, 400), max_size=2))
    parts = spans(cuts, Period(period.start, period.end))
    kinds = st.sampled_from([PriceKind.COMPONENTS, PriceKind.END_PRICE])
    offered = [
        (
            draw(kinds),
            draw(prices("0", "99")),
            draw(st.none() | prices("0", "50")),
            draw(prices("0", "999")),
        )
        for _ in range(2)
    ]
    return [
        DatedTerms(part, *draw(st.sampled_from(offered)), source='Tarif "Fix"') for part in parts
    ]


@st.composite
def bases(draw: st.DrawFn, market: Market) -> Basis:
    """One bill: registers, interim readings, price changes, bonuses, instalments."""
    start = FIRST + timedelta(days=draw(st.integers(0, 120)))
    period = Period(start, start + timedelta(days=draw(st.integers(1, 366))))
    usages = []
    for register in draw(st.sampled_from(REGISTERS)):
        for part in spans(draw(st.lists(st.integers(1, 365), max_size=3)), period):
            kwh = Decimal(draw(st.integers(0, draw(st.sampled_from([10**7, 5 * 10**9])))))
            usages.append(Usage(register, part, kwh.scaleb(-3), "Zähler 1: 12 − 3"))
    asked = draw(st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from([7, 19])), max_size=4))
    parts = [
        instalments.with_tax(Money(cents), Decimal(rate) + Decimal("0.00")) for cents, rate in asked
    ]
    bonus = st.builds(
        Deduction,
        st.sampled_from(["Sofortbonus", "Neukundenbonus", 'Gerät "A" & B\\C']),
        st.integers(-(10**6), 10**6).map(Money),
    )
    return Basis(
        period=period,
        commodity=market[2],
        usages=draw(st.permutations(usages)),
        terms=draw(terms(period)),
        components=market[0],
        vat=market[1],
        profile=draw(st.sampled_from(PROFILES)),
        bonuses=draw(st.lists(bonus, max_size=4)),
        prepaid=instalments.by_rate(parts),
    )


batches = markets().flatmap(lambda market: st.lists(bases(market), min_size=1, max_size=4))


def plain_basis(*, days: int, wh: int, energy_ct: str, base: str) -> Basis:
    """A bill of one usage with one price, others charging nothing by energy."""
    period = Period(FIRST, FIRST + timedelta(days=days))
    required = required_components(Commodity.ELECTRICITY, levy_privilege=False)
    per_year = sorted(PER_YEAR) + sorted(required - set(PER_YEAR))
    return Basis(
        period=period,
        commodity=Commodity.ELECTRICITY,
        usages=[Usage(RegisterKind.TOTAL, period, Decimal(wh).scaleb(-3))],
        terms=[
            DatedTerms(
                period, PriceKind.END_PRICE, Decimal(energy_ct), None, Decimal(base), "Tarif"
            )
        ],
        components=[
            DatedValue(
                one,
                EVER,
                Decimal(0),
                Unit.EUR_PER_YEAR if one in PER_YEAR else Unit.CT_PER_KWH,
                "Blatt",
            )
            for one in per_year
        ],
        vat=[DatedValue(Component.VAT, EVER, Decimal(19), Unit.PERCENT, "UStG")],
    )


def changed(agreed: Sequence[DatedTerms], day: int) -> list[DatedTerms]:
    """The same terms under another name from a day on."""
    (one,) = agreed
    before, after = spans([day], one.valid)
    return [replace(one, valid=before), replace(one, valid=after, source="Tarif, neu")]


def cases_of(many: Sequence[Basis]) -> tuple[list[Case], Catalogue]:
    """The same bills for the kernel."""
    ends: Any = [basis.period.end for basis in many]
    catalogue = Catalogue(Period(min(basis.period.start for basis in many), max(ends)))
    return [_case(basis, catalogue) for basis in many], catalogue


def _case(basis: Basis, catalogue: Catalogue) -> Case:
    assert basis.period.end is not None
    required = required_components(basis.commodity, levy_privilege=basis.levy_privilege)
    agreed = []
    for one in basis.terms:
        shared = basis.period.intersect(one.valid)
        if shared is None:
            continue
        assert shared.end is not None
        key = (one.price_kind, one.energy_ct, one.energy_offpeak_ct, one.base_eur, one.source)
        track = catalogue.track(key, one, (basis.components, basis.vat, required))
        assert track is not None
        agreed.append(Agreed(shared.start.toordinal(), shared.end.toordinal(), track))
    case = Case(
        basis.period.start.toordinal(),
        basis.period.end.toordinal(),
        basis.profile,
        agreed,
        [_counted(usage) for usage in basis.usages],
        [(bonus.label, bonus.gross.cents) for bonus in basis.bonuses],
        [Prepaid(int(p.vat_percent * 100), p.net.cents, p.vat.cents) for p in basis.prepaid],
    )
    return checked(case)


def _counted(usage: Usage) -> Counted:
    assert usage.period.end is not None
    return Counted(
        KIND_OF_REGISTER[usage.register],
        usage.period.start.toordinal(),
        usage.period.end.toordinal(),
        int(usage.kwh * 1000),
        usage.reference,
    )
