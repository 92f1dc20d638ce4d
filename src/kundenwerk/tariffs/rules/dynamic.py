"""Prices that change with the quarter hour: exchange prices and grid fees by time of day.

The energy of a month is charged at the mean of its quarter hours, weighted by what was used in
each; so a bill has one line a month that anybody can compute again (docs/rules/rating.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from kundenwerk.kernel.calendar import first_of_next_month, quarter_hours
from kundenwerk.kernel.energy import RegisterKind
from kundenwerk.kernel.numbers import format_day, format_days, round_to
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

SUM_OF_QUARTER_HOURS = "Summe von {} Viertelstunden"
"""How every quantity begins that was not read from a register."""

CENTS_PER_MWH_IN_CT_PER_KWH = Decimal("0.001")


class QuarterHoursMissing(LookupError):
    """The use of some days is not known by the quarter hour; ``reason`` is a German sentence."""

    def __init__(self, days: Sequence[date]) -> None:
        count = "einen Tag" if len(days) == 1 else f"{len(days)} Tage"
        self.reason = f"Viertelstundenwerte fehlen für {count}: {format_days(days)}."
        super().__init__(self.reason)
        self.days = tuple(days)


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
        for day in days_of(shared)
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days within a month on which no price changes but by the quarter hour.

    Args:
        wh: what was used on them.
        means: what varies, weighted by use.
    """

    period: Period
    wh: int
    means: tuple[PricePart, ...]


class Quarters(Protocol):
    """What was used in every quarter hour, and the prices that change with it."""

    @property
    def curve(self) -> Mapping[date, Sized]:
        """Watt-hours of every quarter hour, by German day."""

    def stretches(self, cut: Sequence[Period], terms: Sequence[DatedTerms]) -> list[Stretch]:
        """Use and mean prices of consecutive pieces, every day of which is known."""


@dataclass(frozen=True, slots=True)
class QuarterHours:
    """Quarter hours by the readable rule."""

    curve: Curve
    varying: Sequence[Varying]

    def stretches(self, cut: Sequence[Period], terms: Sequence[DatedTerms]) -> list[Stretch]:
        """See ``Quarters``.

        Raises:
            PriceGap: a day without a price that counts on it.
        """
        found = []
        for piece in cut:
            weights = [wh for day in days_of(piece) for wh in self.curve[day]]
            means = [_part(one, piece, weights) for one in needed(self.varying, piece, terms)]
            found.append(Stretch(piece, sum(weights), tuple(means)))
        return found


def by_quarter_hours(
    period: Period,
    quarters: Quarters,
    terms: Sequence[DatedTerms],
    components: Sequence[DatedValue],
    vat: Sequence[DatedValue],
    *,
    required: Collection[Component],
) -> tuple[list[Usage], list[PriceSegment]]:
    """The use and the prices of a closed period, cut by months and changes, ready for ``rate``.

    Args:
        period: the days to be priced, with an end.
        quarters: what was used, with the exchange price, a grid fee by time of day, or both.
        terms: what was agreed; the exchange price joins those of dynamic tariffs.
        components: values of others; see ``segments``.
        vat: likewise.
        required: components without which a price would be wrong.

    Raises:
        QuarterHoursMissing: days without their quarter hours.
        PriceGap: see ``segments``; or a day without exchange prices.
        PriceConflict: see ``segments``.

    Source: § 41a EnWG; § 40 Abs. 3 und 4 EnWG (all factors of a bill are shown).
    """
    curve = quarters.curve
    missing = [day for day in days_of(period) if len(curve.get(day, ())) != quarter_hours(day)]
    if missing:
        raise QuarterHoursMissing(missing)
    stretches = quarters.stretches(list(_pieces(period, [*terms, *components, *vat])), terms)
    agreed = [
        replace(one, valid=stretch.period, varying=stretch.means)
        for stretch in stretches
        for one in terms
        if stretch.period.start in one.valid
    ]
    usages = [_usage(stretch) for stretch in stretches]
    return usages, segments(period, agreed, components, vat, required=required)


def _pieces(period: Period, dated: Sequence[DatedTerms | DatedValue]) -> Iterator[Period]:
    """A closed period cut at months and at every change."""
    assert period.end is not None
    cuts = {day for one in dated for day in (one.valid.start, one.valid.end) if day is not None}
    month = first_of_next_month(period.start)
    while month < period.end:
        cuts.add(month)
        month = first_of_next_month(month)
    return period.split_at(cuts)


class Varies(Protocol):
    """What changes with the quarter hour; the exchange price is no component."""

    @property
    def component(self) -> Component | None:
        """Whose price it is."""


W = TypeVar("W", bound=Varies)


def needed(varying: Sequence[W], piece: Period, terms: Sequence[DatedTerms]) -> list[W]:
    """What of it counts on some days: the exchange price for those with a dynamic tariff only."""
    is_dynamic = any(
        one.price_kind == PriceKind.DYNAMIC for one in terms if piece.start in one.valid
    )
    return [one for one in varying if one.component is not None or is_dynamic]


def _usage(stretch: Stretch) -> Usage:
    count = sum(quarter_hours(day) for day in days_of(stretch.period))
    reference = SUM_OF_QUARTER_HOURS.format(count)
    return Usage(RegisterKind.TOTAL, stretch.period, kilowatt_hours(stretch.wh), reference)


def _part(varying: Varying, piece: Period, weights: Sequence[int]) -> PricePart:
    for day in days_of(piece):
        if len(varying.ct.get(day, ())) != quarter_hours(day):
            raise gap(varying.component, day)
    prices = [ct for day in days_of(piece) for ct in varying.ct[day]]
    return PricePart(varying.component, mean(prices, weights), varying.source)


def gap(component: Component | None, day: date) -> PriceGap:
    """The refusal for a day on which something that varies has no price."""
    return PriceGap(component, day) if component else SpotMissing(day)


def days_of(period: Period) -> Iterator[date]:
    """Every day of a closed period."""
    return (period.start + number * ONE_DAY for number in range(period.days))
