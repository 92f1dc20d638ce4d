"""Quarter hours with their prices, for the contracts that are billed by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from kundenwerk.billing.queries.prices import Placed
from kundenwerk.billing.queries.rows import Contract, Terms
from kundenwerk.billing.rules.periods import Wanted
from kundenwerk.kernel.period import Period
from kundenwerk.market import queries as market
from kundenwerk.market.queries import SpotPrices
from kundenwerk.market.rules.quarter_hours import HourlyGridPrice
from kundenwerk.metering.queries.load_curves import load_curves
from kundenwerk.metering.rules.load_curves import LoadCurve
from kundenwerk.tariffs.rules import dynamic, dynamic_bulk
from kundenwerk.tariffs.rules.vocabulary import PriceKind

V = TypeVar("V")

# Curves of a year held at once, 280 kB each.
_BATCH = 100


@dataclass(slots=True)
class QuarterBook:
    """What is needed to bill by quarter hours; curves come in batches, in the order asked.

    Args:
        wanted: supply point and days, by contract; the others are not billed by quarter hours.
        hourly: working prices of the grid by time of day, by contract where it has them.
    """

    wanted: Mapping[int, tuple[int, Period]]
    hourly: Mapping[int, Sequence[HourlyGridPrice]]
    spot: SpotPrices
    _curves: dict[int, LoadCurve] = field(default_factory=dict)
    _readable: dict[object, dynamic.Varying] = field(default_factory=dict)
    _numbers: dict[object, dynamic_bulk.Numbers] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        wanted: Sequence[Wanted],
        contracts: Mapping[int, Contract],
        terms: Mapping[int, Sequence[Terms]],
        placed: Mapping[int, Sequence[Placed]],
    ) -> QuarterBook:
        """The book for the contracts with a dynamic price or a grid fee by the hour."""
        hourly = _hourly(wanted, contracts, placed)
        asked = {
            one.contract_id: (contracts[one.contract_id].point_id, one.period)
            for one in wanted
            if one.contract_id in hourly or _is_dynamic(one.period, terms.get(one.contract_id, ()))
        }
        return cls(asked, hourly, _spot([period for _, period in asked.values()]))

    def __contains__(self, contract_id: int) -> bool:
        return contract_id in self.wanted

    def curve(self, contract_id: int) -> LoadCurve:
        """What was used in the days to be billed."""
        if contract_id not in self._curves:
            keys = list(self.wanted)
            at = keys.index(contract_id)
            self._curves = load_curves({pk: self.wanted[pk] for pk in keys[at : at + _BATCH]})
        return self._curves[contract_id]

    def readable(self, contract_id: int) -> dynamic.QuarterHours:
        """Quarter hours for the readable rule."""
        varying = self._varying(
            contract_id, self._readable, dynamic.exchange, dynamic.grid_by_the_hour
        )
        curve = {day: wh.tolist() for day, wh in self.curve(contract_id).by_day().items()}
        return dynamic.QuarterHours(curve, varying)

    def numbers(self, contract_id: int) -> dynamic_bulk.QuarterHours:
        """Quarter hours for the twin in whole numbers."""
        varying = self._varying(
            contract_id, self._numbers, dynamic_bulk.exchange, dynamic_bulk.grid_by_the_hour
        )
        return dynamic_bulk.QuarterHours(self.curve(contract_id).by_day(), varying)

    def _varying(
        self,
        contract_id: int,
        made: dict[object, V],
        exchange: Callable[[Mapping[date, Sequence[int]], str], V],
        grid: Callable[[Sequence[HourlyGridPrice], Period], V],
    ) -> list[V]:
        """What varies on the days of a contract; made once for all of the same days."""
        period = self.wanted[contract_id][1]
        if period not in made:
            known = self.spot.within(period)
            made[period] = exchange(known.days, known.source)
        if contract_id not in self.hourly:
            return [made[period]]
        prices = tuple(self.hourly[contract_id])
        if (period, prices) not in made:
            made[period, prices] = grid(prices, period)
        return [made[period], made[period, prices]]


def _is_dynamic(period: Period, terms: Sequence[Terms]) -> bool:
    return any(
        row.price_kind == PriceKind.DYNAMIC.value and row.valid.intersect(period) for row in terms
    )


def _hourly(
    wanted: Sequence[Wanted],
    contracts: Mapping[int, Contract],
    placed: Mapping[int, Sequence[Placed]],
) -> dict[int, list[HourlyGridPrice]]:
    """The bands of the grid operator, for contracts that need them; a query per operator."""
    periods = {
        one.contract_id: one.period
        for one in wanted
        if any(part.module.varies_by_hour for part in placed[one.contract_id])
    }
    operators = {contracts[pk].grid_operator_id for pk in periods}
    whole = _around(list(periods.values()))
    known = {pk: market.hourly_grid_prices(pk, whole) for pk in operators if whole}
    return {
        pk: [one for one in known[contracts[pk].grid_operator_id] if one.valid.intersect(period)]
        for pk, period in periods.items()
    }


def _spot(periods: Sequence[Period]) -> SpotPrices:
    whole = _around(periods)
    return market.spot_prices(whole) if whole else SpotPrices({}, {})


def _around(periods: Sequence[Period]) -> Period | None:
    ends = [period.end for period in periods if period.end]
    return Period(min(period.start for period in periods), max(ends)) if ends else None
