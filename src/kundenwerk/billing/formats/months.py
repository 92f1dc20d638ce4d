"""What a bill by quarter hours says of each month, read back from its stored computation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kundenwerk.kernel.numbers import format_decimal, format_kwh, round_to
from kundenwerk.kernel.period import Period
from kundenwerk.market.rules.vocabulary import Component
from kundenwerk.tariffs.rules.dynamic import SUM_OF_QUARTER_HOURS
from kundenwerk.tariffs.rules.prices import PRICE_PLACES
from kundenwerk.tariffs.rules.trace import plain

_BEGINNING = SUM_OF_QUARTER_HOURS.split("{}", maxsplit=1)[0]
SHOWN_PLACES = 3


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or the part of one without a change of prices.

    Args:
        exchange_ct: the mean exchange price; None where the tariff is not dynamic.
        grid_ct: the mean working price of the grid.
        energy_ct: the mean of the whole working price, net.
    """

    period: Period
    kwh: Decimal
    exchange_ct: Decimal | None
    grid_ct: Decimal | None
    energy_ct: Decimal


def months(trace: Mapping[str, Any]) -> list[Month]:
    """The months of a bill that were summed from quarter hours; none on other bills.

    Source: § 40 Abs. 2 und 3 EnWG; § 41a EnWG.
    """
    return [
        _month(_period(usage["period"]), Decimal(usage["kwh"]), trace["prices"])
        for usage in trace.get("usages", ())
        if usage["reference"].startswith(_BEGINNING)
    ]


def _month(period: Period, kwh: Decimal, prices: Sequence[Mapping[str, Any]]) -> Month:
    energy = next(one["energy_ct"] for one in prices if period.start in _period(one["period"]))
    # What the supplier asks for himself stands first, what he passes on of the exchange after it.
    passed_on = [part for part in energy["parts"][1:] if part["component"] is None]
    grid = [part for part in energy["parts"] if part["component"] == Component.GRID_ENERGY]
    return Month(
        period,
        kwh,
        Decimal(passed_on[0]["value"]) if passed_on else None,
        Decimal(grid[0]["value"]) if grid else None,
        Decimal(energy["value"]),
    )


def _period(days: Sequence[str]) -> Period:
    return Period(*(date.fromisoformat(day) for day in days))


def table(found: Sequence[Month]) -> list[list[str]]:
    """The months as a letter and a page show them, the sum last."""
    if not found:
        return []
    rows = [
        [f"{one.period}", format_kwh(Decimal(plain(one.kwh))), *map(_ct, _prices(one))]
        for one in found
    ]
    kwh = sum((one.kwh for one in found), Decimal(0))
    return [*rows, ["Summe und Mittel", format_kwh(Decimal(plain(kwh))), *_means(found, kwh)]]


def _prices(one: Month) -> tuple[Decimal | None, Decimal | None, Decimal]:
    return one.exchange_ct, one.grid_ct, one.energy_ct


def _means(found: Sequence[Month], kwh: Decimal) -> list[str]:
    """Means weighted by use; none where a price is not there in every month."""
    columns = zip(*map(_prices, found), strict=True)
    return [_ct(_mean(column, found, kwh)) for column in columns]


def _mean(column: Sequence[Decimal | None], found: Sequence[Month], kwh: Decimal) -> Decimal | None:
    known = [ct for ct in column if ct is not None]
    if len(known) < len(column) or not kwh:
        return None
    paid = sum((ct * one.kwh for ct, one in zip(known, found, strict=True)), Decimal(0))
    return round_to(paid / kwh, PRICE_PLACES)


def _ct(value: Decimal | None) -> str:
    return "–" if value is None else format_decimal(value, places=SHOWN_PLACES)
