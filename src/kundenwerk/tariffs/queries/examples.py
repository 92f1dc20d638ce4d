"""What a price that changes with the quarter hour would have been: an example, no promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import numpy as np

from kundenwerk.kernel.calendar import add_months
from kundenwerk.kernel.energy import UsageType
from kundenwerk.kernel.numbers import format_day
from kundenwerk.kernel.period import ONE_DAY, Period
from kundenwerk.market import queries as market
from kundenwerk.market.queries import PriceRegion
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.queries.profiles import load_profile_for
from kundenwerk.tariffs.rules import dynamic_bulk, load_profile
from kundenwerk.tariffs.rules.dynamic import EXAMPLE
from kundenwerk.tariffs.rules.load_profile import LoadProfile
from kundenwerk.tariffs.rules.prices import PRICE_PLACES, DatedTerms, PriceGap, PricePart
from kundenwerk.tariffs.rules.vocabulary import PriceKind

MONTHS = 12


@dataclass(slots=True)
class Examples:
    """Means over the last twelve known months, weighted by a standard load profile.

    Asked again for the same thing nothing is loaded twice.

    Args:
        usage: decides the profile.
        start: the first day of supply; later prices do not count.

    Source: § 41a Abs. 7 EnWG (the customer is told costs, advantages and disadvantages before
    the contract is made).
    """

    usage: UsageType | None
    start: date
    _exchange: PricePart | PriceGap | None = None
    _grid: dict[int, PricePart | PriceGap] = field(default_factory=dict)

    def terms(self, terms: DatedTerms, region: PriceRegion) -> DatedTerms:
        """The terms with the means they need to have a price at all.

        Raises:
            PriceGap: exchange prices or bands of the grid operator are missing.
        """
        varying = tuple(self._parts(terms, region))
        return replace(terms, varying=varying) if varying else terms

    def _parts(self, terms: DatedTerms, region: PriceRegion) -> Iterator[PricePart]:
        if terms.price_kind == PriceKind.DYNAMIC:
            self._exchange = self._exchange or self._exchange_mean(region)
            yield _found(self._exchange)
        if region.control_module.varies_by_hour:
            operator = region.grid_operator_id
            if operator not in self._grid:
                self._grid[operator] = self._grid_mean(region)
            yield _found(self._grid[operator])

    def _profile(self, region: PriceRegion) -> LoadProfile:
        return load_profile_for(region.commodity, self.usage)

    def _exchange_mean(self, region: PriceRegion) -> PricePart | PriceGap:
        span = last_twelve_months(self.start)
        spot = market.spot_prices(span) if span else None
        if span is None or spot is None or len(spot.days) < span.days:
            return _too_few(span, self.start)
        prices = np.concatenate([np.array(day, np.int64) for day in spot.days.values()])
        profile = self._profile(region)
        ct = _mean(profile, span, prices * dynamic_bulk.MICRO_PER_CENT_PER_MWH)
        source = f"{EXAMPLE}: {spot.source}, Mittel {_days(span)} nach {profile.name}"
        return PricePart(None, ct, source)

    def _grid_mean(self, region: PriceRegion) -> PricePart | PriceGap:
        today = Period(self.start, self.start + ONE_DAY)
        found = market.hourly_grid_prices(region.grid_operator_id, today)
        if not found:
            return PriceGap(Component.GRID_ENERGY, self.start)
        year = Period(self.start, add_months(self.start, MONTHS))
        profile = self._profile(region)
        ct = _mean(profile, year, _micro(found[0], year))
        source = f"{found[0].source}, § 14a Modul 3, Mittel nach {profile.name}"
        return PricePart(Component.GRID_ENERGY, ct, source)


def last_twelve_months(start: date) -> Period | None:
    """The twelve months that end with the last day of known exchange prices before a day."""
    known = market.known_spot_days()
    if known is None or known.end is None:
        return None
    end = min(known.end, start)
    return Period(add_months(end, -MONTHS), end)


def _too_few(span: Period | None, start: date) -> PriceGap:
    reason = "Für die Beispielrechnung werden Börsenpreise von 12 Monaten gebraucht."
    if span is not None:
        missing = market.missing_spot_days(span)
        reason += f" {len(missing)} Tage fehlen, der erste ist der {format_day(missing[0])}."
    return PriceGap(None, start, reason)


def _found(part: PricePart | PriceGap) -> PricePart:
    if isinstance(part, PriceGap):
        raise part
    return part


def _days(span: Period) -> str:
    return f"{format_day(span.start)} bis {format_day(span.last_day or span.start)}"


def _micro(price: HourlyGridPrice, year: Period) -> dynamic_bulk.Ints:
    days = (year.start + number * ONE_DAY for number in range(year.days))
    return np.array(
        [int(ct.scaleb(PRICE_PLACES)) for day in days for ct in price.on(day)], np.int64
    )


def _mean(profile: LoadProfile, span: Period, micro_ct: dynamic_bulk.Ints) -> Decimal:
    weights = load_profile.weights(profile, span)
    _, means = dynamic_bulk.means(weights[np.newaxis, :], micro_ct, np.array([0]))
    return Decimal(int(means[0, 0])).scaleb(-PRICE_PLACES)
