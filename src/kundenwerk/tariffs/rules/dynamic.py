"""Prices that change with the quarter hour: exchange prices and grid fees by time of day.

The energy of a month is charged at the mean of its quarter hours, weighted by what was used in
each; so a bill has one line a month that anybody can compute again (docs/rules/rating.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kundenwerk.kernel.calendar import first_of_next_month, quarter_hours
from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.numbers import format_day, round_to
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.market.rules.series import DatedValue
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules.prices import (
    PRICE_PLACES,
    DatedTerms,
    PriceGap,
    PricePart,
    PriceSegment,
    segments,
)
from kundenwerk.tariffs.rules.profiles import kilowatt_hours
from kundenwerk.tariffs.rules.rating import Usage
from kundenwerk.tariffs.rules.vocabulary import PriceKind

Curve = Mapping[date, Sequence[int]]
"""Watt-hours of every quarter hour, by German day."""

EXAMPLE = "Beispielrechnung, kein Festpreis"
"""How every cost begins that is worked out with the exchange prices of the past."""

CENTS_PER_MWH_IN_CT_PER_KWH = Decimal("0.001")


class QuarterHoursMissing(LookupError):
    """The use of some day is not known by the quarter hour; ``reason`` is a German sentence."""

    def __init__(self, day: date) -> None:
        self.reason = f"Viertelstundenwerte fehlen ab dem {format_day(day)}."
        super().__init__(self.reason)
        self.day = day


class SpotMissing(PriceGap):
    """A day without exchange prices."""

    def __init__(self, day: date) -> None:
        reason = f"Für den {format_day(day)} sind keine Börsenpreise eingelesen."
        super().__init__(None, day, reason)


@dataclass(frozen=True, slots=True)
class Varying:
    """A price with a value for every quarter hour.

    Args:
        component: None for the exchange price.
        ct: ct/kWh by German day, in the order of its quarter hours.
    """

    component: Component | None
    ct: Mapping[date, Sequence[Decimal]]
    source: str


def exchange(days: Mapping[date, Sequence[int]], source: str) -> Varying:
    """The exchange price from cents per MWh.

    Source: § 3 Nr. 31b, § 41a Abs. 2 EnWG (the supplier passes on the price of the spot market
    at intervals that match its settlement; owed to customers with a smart metering system).
    """
    ct = {
        day: [cents * CENTS_PER_MWH_IN_CT_PER_KWH for cents in prices]
        for day, prices in days.items()
    }
    return Varying(None, ct, source)


def grid_by_the_hour(prices: Sequence[HourlyGridPrice], period: Period) -> Varying:
    """The working price of the grid on the days of a closed period.

    Source: § 14a EnWG; Festlegung BK8-22/010-A, Modul 3.
    """
    ct = {
        day: price.on(day)
        for price in prices
        if (shared := price.valid.intersect(period))
        for day in _days(shared)
    }
    return Varying(
        Component.GRID_ENERGY, ct, ", ".join(dict.fromkeys(one.source for one in prices))
    )


def mean(prices: Sequence[Decimal], weights: Sequence[int]) -> Decimal:
    """The mean weighted by energy; where nothing was used, the plain mean."""
    whole = sum(weights)
    if not whole:
        return round_to(sum(prices, Decimal(0)) / len(prices), PRICE_PLACES)
    sums = (price * weight for price, weight in zip(prices, weights, strict=True))
    return round_to(sum(sums, Decimal(0)) / whole, PRICE_PLACES)


def by_quarter_hours(
    period: Period,
    curve: Curve,
    terms: Sequence[DatedTerms],
    components: Sequence[DatedValue],
    vat: Sequence[DatedValue],
    *,
    varying: Sequence[Varying],
    required: Collection[Component],
) -> tuple[list[Usage], list[PriceSegment]]:
    """The use and the prices of a closed period, cut by months and changes, ready for ``rate``.

    Args:
        period: the days to be priced, with an end.
        curve: what was used.
        terms: what was agreed; the exchange price joins those of dynamic tariffs.
        components: values of others; see ``segments``.
        vat: likewise.
        varying: the exchange price, a grid fee by time of day, or both.
        required: components without which a price would be wrong.

    Raises:
        QuarterHoursMissing: a day without its quarter hours.
        PriceGap: see ``segments``; or a day without exchange prices.
        PriceConflict: see ``segments``.

    Source: § 41a EnWG; § 40 Abs. 3 und 4 EnWG (all factors of a bill are shown).
    """
    _check(period, curve)
    usages, parts = [], []
    for piece in _pieces(period, [*terms, *components, *vat]):
        weights = [wh for day in _days(piece) for wh in curve[day]]
        usages.append(_usage(piece, sum(weights)))
        parts += [
            _agreed(one, piece, varying, weights) for one in terms if piece.start in one.valid
        ]
    return usages, segments(period, parts, components, vat, required=required)


def _check(period: Period, curve: Curve) -> None:
    for day in _days(period):
        if len(curve.get(day, ())) != quarter_hours(day):
            raise QuarterHoursMissing(day)


def _pieces(period: Period, dated: Sequence[DatedTerms | DatedValue]) -> Iterator[Period]:
    assert period.end is not None
    cuts = {day for one in dated for day in (one.valid.start, one.valid.end) if day is not None}
    month = first_of_next_month(period.start)
    while month < period.end:
        cuts.add(month)
        month = first_of_next_month(month)
    return iter(period.split_at(cuts))


def _usage(piece: Period, wh: int) -> Usage:
    count = sum(quarter_hours(day) for day in _days(piece))
    return Usage(RegisterKind.TOTAL, piece, kilowatt_hours(wh), f"Summe von {count} Viertelstunden")


def _agreed(
    terms: DatedTerms, piece: Period, varying: Sequence[Varying], weights: Sequence[int]
) -> DatedTerms:
    is_dynamic = terms.price_kind == PriceKind.DYNAMIC
    parts = tuple(
        _part(one, piece, weights) for one in varying if one.component is not None or is_dynamic
    )
    return replace(terms, valid=piece, varying=parts)


def _part(varying: Varying, piece: Period, weights: Sequence[int]) -> PricePart:
    for day in _days(piece):
        if len(varying.ct.get(day, ())) != quarter_hours(day):
            raise PriceGap(varying.component, day) if varying.component else SpotMissing(day)
    prices = [ct for day in _days(piece) for ct in varying.ct[day]]
    return PricePart(varying.component, mean(prices, weights), varying.source)


def _days(period: Period) -> Iterator[date]:
    return (period.start + number * ONE_DAY for number in range(period.days))
